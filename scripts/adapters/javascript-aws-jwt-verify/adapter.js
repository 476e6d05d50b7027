// aws-jwt-verify behind adapter protocol 1.
"use strict";

const { JwtVerifier } = require("aws-jwt-verify");
const { JwtBaseError } = require("aws-jwt-verify/error");
const { version } = require("aws-jwt-verify/package.json");
const { serve, Refusal, Unsupported } = require("protocol");

const REASONS = {
    JwtExpiredError: "expired", JwtNotBeforeError: "not-yet-valid", JwtInvalidSignatureError: "signature",
    JwtInvalidSignatureAlgorithmError: "alg-not-allowed", JwtInvalidIssuerError: "issuer", JwtInvalidAudienceError: "audience",
    JwtParseError: "malformed", KidNotFoundInJwksError: "key-not-found", JwtWithoutValidKidError: "key-not-found",
    JwkInvalidUseError: "key-use", JwkInvalidKtyError: "alg-key-mismatch",
};

function verifier({ policy, key, content }) {
    // It goes by issuer and key set, as a client of an identity provider does.
    if (policy.issuer === undefined) throw new Unsupported("policy:without-issuer");
    const jwks = "keys" in key ? key : undefined;
    if (jwks === undefined) throw new Unsupported("key:jwk");
    let verify;
    try {
        const options = { issuer: policy.issuer, audience: policy.audience ?? null, jwksUri: "https://localhost/jwks.json" };
        if (policy.leeway !== undefined) options.graceSeconds = policy.leeway;
        verify = JwtVerifier.create(options);
        verify.cacheJwks(jwks);
    } catch (error) {
        throw new Refusal("key-malformed", String(error)); // such a service doesn't start
    }
    return (token) => {
        const payload = verify.verifySync(token.toString());
        return content === "bytes" ? Buffer.from(token.split(".")[1], "base64url") : JSON.stringify(payload);
    };
}

serve({
    implementation: { name: "aws-jwt-verify", version, homepage: "https://github.com/awslabs/aws-jwt-verify" },
    capabilities: {
        algorithms: ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "EdDSA"],
        serializations: ["compact"], contents: ["claims"], keys: ["jwks"], clock: "system",
        policy: ["algorithms", "unpinned", "leeway", "issuer", "audience"],
    },
    verifier,
    reason: (error) => (error instanceof JwtBaseError ? REASONS[error.name] ?? "" : undefined),
});
