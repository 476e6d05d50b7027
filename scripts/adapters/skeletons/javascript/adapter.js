// TODO: the name of your library, behind adapter protocol 1.
"use strict";

const { serve, Refusal, Unsupported, octets } = require("protocol");

// TODO: require your library, and take its version from its package.json.
const version = "0";

/** Takes a question to a function from a token to the octets of its payload (text will do, too). */
async function verifier({ content, policy, key, pem, keyText, keyOctets }) {
    // TODO: import the key here, once: `key` is a JWK or a JWK Set, `pem` the same key once more. Hand keyText (text) and
    // keyOctets (octets, by octets(keyOctets)) over untouched, or don't declare them.
    // TODO: make the options from `policy`, and from it alone. policy.algorithms is "default" where nothing is pinned.
    return async (token) => {
        // TODO: verify, and return the payload: as it came for the content "bytes", JSON.stringify(claims) for "claims".
        // throw new Unsupported("algorithm:ES256K") says what the library can't do.
        throw new Error("not written yet");
    };
}

/** TODO: takes an exception to a reason code, or to "", where it's your library's refusal; undefined: it's a bug. */
function reason(error) {
    return error instanceof Refusal ? error.reason : undefined;
}

serve({
    implementation: { name: "TODO", version, homepage: "https://example.com" },
    // TODO: what isn't declared isn't asked, and what is declared has to work.
    capabilities: {
        algorithms: ["HS256"], serializations: ["compact"], contents: ["claims", "bytes"], keys: ["jwk"],
        policy: ["algorithms"], clock: "system",
    },
    verifier, reason,
    // sign: async ({ header, payload, key }) => token
});
