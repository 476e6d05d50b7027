// fast-jwt behind adapter protocol 1.
"use strict";

const { createVerifier, TokenError } = require("fast-jwt");
const { serve, Refusal, material } = require("protocol");

const REASONS = {
    FAST_JWT_INVALID_SIGNATURE: "signature", FAST_JWT_EXPIRED: "expired", FAST_JWT_INACTIVE: "not-yet-valid",
    FAST_JWT_MALFORMED: "malformed", FAST_JWT_INVALID_ALGORITHM: "alg-not-allowed", FAST_JWT_INVALID_KEY: "key-malformed",
    FAST_JWT_INVALID_CLAIM_TYPE: "claim-type", FAST_JWT_INVALID_TYPE: "typ", FAST_JWT_MISSING_REQUIRED_CLAIM: "claim-missing",
    FAST_JWT_MISSING_SIGNATURE: "alg-none",
};

function verifier({ policy, content, ...question }) {
    const options = { key: material(question), cache: false };
    if (policy.algorithms !== "default") options.algorithms = policy.algorithms;
    if (policy.now === undefined) Object.assign(options, { ignoreExpiration: true, ignoreNotBefore: true });
    else options.clockTimestamp = policy.now * 1000;
    if (policy.leeway !== undefined) options.clockTolerance = policy.leeway * 1000;
    if (policy.maximumAge !== undefined) options.maxAge = policy.maximumAge * 1000;
    const claims = { issuer: "allowedIss", audience: "allowedAud", subject: "allowedSub" };
    for (const [name, option] of Object.entries(claims)) {
        if (policy[name] !== undefined) options[option] = policy[name];
    }
    if (policy.requiredClaims !== undefined) options.requiredClaims = policy.requiredClaims;
    let verify;
    try {
        verify = createVerifier(options);
    } catch (error) {
        throw new Refusal("key-malformed", String(error)); // such a service doesn't start
    }
    return (token) => {
        const payload = verify(token);
        return content === "bytes" ? Buffer.from(token.toString().split(".")[1], "base64url") : JSON.stringify(payload);
    };
}

serve({
    implementation: {
        name: "fast-jwt", version: process.env.JWT_ASSAY_VERSION, homepage: "https://github.com/nearform/fast-jwt",
    },
    capabilities: {
        algorithms: [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
        ],
        serializations: ["compact"], contents: ["claims", "bytes"], keys: ["jwk", "pem", "text"], clock: "injected",
        policy: [
            "algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "maximumAge", "requiredClaims",
        ],
    },
    verifier,
    reason: (error) => (error instanceof TokenError ? REASONS[error.code] ?? "" : undefined),
});
