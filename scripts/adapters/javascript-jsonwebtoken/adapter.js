// jsonwebtoken behind adapter protocol 1.
"use strict";

const jwt = require("jsonwebtoken");
const { serve, material } = require("protocol");

const REASONS = [
    [/expired/, "expired"], [/not active/, "not-yet-valid"], [/invalid signature/, "signature"], [/algorithm/, "alg-not-allowed"],
    [/issuer/, "issuer"], [/audience/, "audience"], [/subject/, "subject"], [/malformed|invalid token/, "malformed"],
    [/maxAge/, "expired"], [/secret or public key|asymmetric key/, "alg-key-mismatch"],
];

/** What jwt.verify is told, by the policy. */
function optionsOf({ policy }) {
    const { issuer, audience, subject, leeway: clockTolerance, maximumAge: maxAge, now } = policy;
    const options = { issuer, audience, subject, clockTolerance, maxAge, clockTimestamp: now };
    if (now === undefined) Object.assign(options, { ignoreExpiration: true, ignoreNotBefore: true });
    if (policy.algorithms !== "default") options.algorithms = policy.algorithms;
    for (const name of Object.keys(options)) if (options[name] === undefined) delete options[name];
    return options;
}

function verifier(question) {
    const key = material(question);
    const options = optionsOf(question);
    const isBytes = question.content === "bytes";
    return (token) => {
        const text = typeof token === "string" ? token : token.toString("latin1");
        const payload = jwt.verify(text, key, options);
        // It returns parsed claims: here are the octets that it verified.
        if (isBytes) return Buffer.from(text.split(".")[1], "base64url");
        return typeof payload === "string" ? payload : JSON.stringify(payload);
    };
}

function reason(error) {
    if (!(error instanceof jwt.JsonWebTokenError)) return undefined;
    return REASONS.find(([pattern]) => pattern.test(error.message))?.[1] ?? "";
}

const description = {
    capabilities: {
        algorithms: [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
        ],
        serializations: ["compact"], contents: ["claims", "bytes"], keys: ["jwk", "pem", "text"], clock: "injected",
        policy: ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "maximumAge"],
    },
};

module.exports = { optionsOf, description, REASONS };
if (require.main === module) {
    const { version } = require("jsonwebtoken/package.json");
    serve({
        implementation: { name: "jsonwebtoken", version, homepage: "https://github.com/auth0/node-jsonwebtoken" },
        ...description, verifier, reason,
    });
}
