--- An adapter to be written: what is marked TODO is yours. protocol.lua says what a request holds.
local protocol = require "protocol"
-- TODO: require your library.

protocol.serve {
    -- TODO: your library's name, its version as it says itself, and where it's published.
    implementation = {name = "MyJWT", version = "0", homepage = "https://example.com"},

    -- TODO: what it can do; Vectors/schema/adapter-reply.schema.json has every member. What isn't declared isn't asked.
    capabilities = {
        operations = {"verify", "bench"}, algorithms = {"HS256"}, keys = {"jwk"}, contents = {"claims", "bytes"},
        policy = {"algorithms"}, clock = "system",
    },

    verifier = function(request)
        -- TODO: make a key of request.key, of request.pem or of protocol.secret(request), as your users do.
        return function(token)
            -- TODO: call your library with request.policy.algorithms, and return the claims as JSON or, unless
            -- request.content is claims, the payload's octets; where it refuses, call protocol.refuse with its words.
            -- Don't look into the token before.
            error("not written yet")
        end
    end,

    -- TODO: write sign, a function from a request to a token with its header over its payload; or leave it out.
}
