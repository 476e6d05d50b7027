--- Prosody's util.jwt behind adapter protocol 1.
local protocol = require "protocol"
local base64 = require "util.encodings".base64
local json = require "util.json"
local jwt = require "util.jwt"

local function version()
    local name = package.searchpath("util.jwt", package.path):gsub("util/jwt%.lua$", "prosody.version")
    return assert(io.open(name)):read("l")
end

local reasons = {
    ["invalid-encoding"] = "malformed", ["invalid-header"] = "json", ["unsupported-algorithm"] = "alg-not-allowed",
    ["signature-mismatch"] = "signature", ["json-decode-error"] = "json",
}

--- The octets of the payload of an accepted token: verify gives its value alone.
local function payload(token)
    local segment = token:match("%.([^.]*)"):gsub("[-_]", {["-"] = "+", ["_"] = "/"})
    return base64.decode(segment .. "==")
end

protocol.serve {
    implementation = {name = "Prosody util.jwt", version = version(), homepage = "https://prosody.im"},
    capabilities = {
        operations = {"verify", "bench"}, algorithms = {"HS256"}, serializations = {"compact"},
        keys = {"jwk"}, contents = {"claims", "bytes"}, policy = {"algorithms", "unpinned"},
        clock = "system",
    },

    verifier = function(request)
        local key = protocol.secret(request)
        return function(token)
            local ok, result = jwt.verify(key, token)
            if not ok then protocol.refuse(reasons[result], result) end
            return request.content == "claims" and json.encode(result) or payload(token)
        end
    end,
}
