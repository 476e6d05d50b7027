// aws-jwt-verify behind adapter protocol 1.
"use strict";

const errors = require("aws-jwt-verify/error");
const { JwtVerifier, verifyJwtSync } = require("aws-jwt-verify/jwt-verifier");
const { serve, Refusal, Unsupported } = require("protocol");

const REASONS = {
    JwtExpiredError: "expired", JwtNotBeforeError: "not-yet-valid", JwtInvalidSignatureError: "signature",
    JwtInvalidSignatureAlgorithmError: "alg-not-allowed", JwtInvalidIssuerError: "issuer", JwtInvalidAudienceError: "audience",
    JwtParseError: "malformed", KidNotFoundInJwksError: "key-not-found", JwtWithoutValidKidError: "key-not-found",
    JwkInvalidUseError: "key-use", JwkInvalidKtyError: "alg-key-mismatch", JwkValidationError: "key-malformed",
    JwksValidationError: "key-malformed", ParameterValidationError: "key-malformed",
};

/** The key or key set with the pin where the library looks for one: in the keys' alg. */
function pinned(key, algorithms) {
    if (algorithms === "default") return key;
    if (algorithms.length > 1) throw new Unsupported("policy:several-algorithms");
    const pin = (jwk) => (jwk && typeof jwk === "object" && jwk.alg === undefined ? { ...jwk, alg: algorithms[0] } : jwk);
    return Array.isArray(key.keys) ? { ...key, keys: key.keys.map(pin) } : pin(key);
}

/** One verifier for several issuers, each with its own set of keys in the cache. */
function verifierOfIssuers(issuers, keys, options) {
    const several = JwtVerifier.create(issuers.map(({ issuer }) => ({ ...options, issuer, jwksUri: `${issuer}/jwks` })));
    for (const own of issuers) several.cacheJwks({ keys: own.keys.map((position) => keys[position]) }, own.issuer);
    return (token) => several.verifySync(token);
}

function verifier({ policy, key }) {
    const jwks = pinned(key, policy.algorithms);
    const options = {
        issuer: policy.issuers ?? policy.issuer ?? null, audience: policy.audiences ?? policy.audience ?? null,
        graceSeconds: policy.leeway ?? 0,
    };
    const verify = policy.issuerKeys
        ? verifierOfIssuers(policy.issuerKeys, jwks.keys, options)
        : (token) => verifyJwtSync(token, jwks, options);
    return (token) => {
        try {
            return JSON.stringify(verify(token.toString()));
        } catch (error) {
            // Node's own exception for a key that can't be read.
            if (/^ERR_(CRYPTO|OSSL)_/.test(error.code)) throw new Refusal("key-malformed", String(error));
            throw error;
        }
    };
}

serve({
    implementation: {
        name: "aws-jwt-verify", version: process.env.JWT_ASSAY_VERSION, homepage: "https://github.com/awslabs/aws-jwt-verify",
    },
    capabilities: {
        algorithms: ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "EdDSA"],
        serializations: ["compact"], contents: ["claims"], keys: ["jwk", "jwks"], clock: "system",
        policy: ["algorithms", "unpinned", "leeway", "issuer", "issuers", "issuerKeys", "audience", "audiences"],
    },
    verifier,
    // Its errors have no names of their own.
    reason: (error) => (error instanceof errors.JwtBaseError ? REASONS[error.constructor.name] ?? "" : undefined),
});
