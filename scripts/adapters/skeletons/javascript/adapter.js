// TODO: the name of your library, behind adapter protocol 1.
"use strict";

const { serve, Refusal, Unsupported, material } = require("protocol");

// TODO: require your library, and take its version from its package.json.
const version = "0";

/** Returns a function that verifies one token and returns its payload, as octets or as text. */
async function verifier({ content, policy, ...question }) {
    // TODO: import the key here, once. question.key is a JWK or a JWK Set, for a library that reads those. For a library
    // that takes secrets and PEM, material(question) is the secret's octets or the PEM text: declare "jwk" all the same.
    // TODO: build the options from `policy` and nothing else. policy.algorithms is a list, or "default" if the user
    // doesn't restrict which algorithms are accepted.
    return async (token) => {
        // TODO: verify the token. Return the payload as the library returned it if content is "bytes", or
        // JSON.stringify(claims) if it is "claims". If the library can't do it: throw new Unsupported("algorithm:ES256K").
        throw new Error("not written yet");
    };
}

/** TODO: the reason code, or "", if the exception is how your library rejects a token; undefined if it is a bug. */
function reason(error) {
    return error instanceof Refusal ? error.reason : undefined;
}

serve({
    implementation: { name: "TODO", version, homepage: "https://example.com" },
    // TODO: what the library can do. What you don't declare is skipped; what you declare has to work.
    capabilities: {
        algorithms: ["HS256"], serializations: ["compact"], contents: ["claims", "bytes"], keys: ["jwk"],
        policy: ["algorithms"], clock: "system",
    },
    verifier, reason,
    // sign: async ({ header, payload, key }) => token
});
