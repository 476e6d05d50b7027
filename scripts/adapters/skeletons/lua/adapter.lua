--- An adapter to complete: fill in every TODO. protocol.lua describes the request.
local protocol = require "protocol"
-- TODO: require your library.

protocol.serve {
    -- TODO: your library's name, the version that it reports, and its home page.
    implementation = {name = "MyJWT", version = "0", homepage = "https://example.com"},

    -- TODO: what it can do; Vectors/schema/adapter-reply.schema.json has every member. What you don't declare is skipped.
    capabilities = {
        operations = {"verify", "bench"}, algorithms = {"HS256"}, keys = {"jwk"}, contents = {"claims", "bytes"},
        policy = {"algorithms"}, clock = "system",
    },

    verifier = function(request)
        -- TODO: make a key of request.key or request.pem, as your users do. A library that takes raw secrets gets
        -- protocol.secret(request): declare "jwk" all the same.
        return function(token)
            -- TODO: call your library with request.policy.algorithms. Return the claims as JSON if request.content is
            -- "claims", otherwise the payload's octets. If the library rejects the token, call protocol.refuse with its
            -- message. Don't look into the token first.
            error("not written yet")
        end
    end,

    -- TODO: write sign, a function that signs request.payload with exactly request.header; or leave it out.
}
