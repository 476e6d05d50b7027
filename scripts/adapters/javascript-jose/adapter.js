// jose 6 (panva) behind adapter protocol 1.
"use strict";

const jose = require("jose");
const { version } = require("jose/package.json");
const { serve, Refusal, Unsupported, octets } = require("protocol");

const REASONS = {
    ERR_JOSE_ALG_NOT_ALLOWED: "alg-not-allowed", ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "signature",
    ERR_JWS_INVALID: "malformed", ERR_JWT_INVALID: "claim-type", ERR_JWT_EXPIRED: "expired",
    ERR_JWKS_NO_MATCHING_KEY: "key-not-found", ERR_JWKS_MULTIPLE_MATCHING_KEYS: "key-not-found",
    ERR_JWKS_INVALID: "key-malformed", ERR_JWK_INVALID: "key-malformed", ERR_JOSE_NOT_SUPPORTED: "",
};
const CLAIMS = { iss: "issuer", sub: "subject", aud: "audience", nbf: "not-yet-valid", iat: "claim-type", typ: "typ" };

// A key is imported for an algorithm; where none is pinned and the JWK names none, any of its type will do.
const USUAL = { oct: "HS256", RSA: "RS256", EC: "ES256", OKP: "EdDSA" };

async function keyOf({ key, keyText }, algorithms) {
    try {
        const algorithm = algorithms?.[0];
        if (keyText !== undefined) {
            const isSecret = algorithm?.startsWith("HS");
            return isSecret ? new TextEncoder().encode(keyText) : await jose.importSPKI(keyText, algorithm ?? "RS256");
        }
        if (key === undefined) return undefined;
        if ("keys" in key) return jose.createLocalJWKSet(key);
        return await jose.importJWK(key, key.alg ?? algorithm ?? USUAL[key.kty]);
    } catch (error) { // Node's own exceptions pass through here
        throw new Refusal("key-malformed", String(error));
    }
}

async function verifier({ content, policy, detachedPayload, ...question }) {
    const options = { crit: Object.fromEntries((policy.understoodCritical ?? []).map((name) => [name, true])) };
    if (policy.algorithms !== "default") options.algorithms = policy.algorithms;
    const key = await keyOf(question, options.algorithms);
    if (content === "claims") {
        const { subject, type: typ, leeway: clockTolerance, maximumAge: maxTokenAge, now, nowMilliseconds = 0 } = policy;
        const { issuers: issuer = policy.issuer, audiences: audience = policy.audience } = policy;
        const requiredClaims = policy.requiredClaims ?? [];
        Object.assign(options, { issuer, audience, subject, typ, clockTolerance, maxTokenAge, requiredClaims });
        if (now !== undefined) options.currentDate = new Date(now * 1000 + nowMilliseconds);
        return async (token) => text((await jose.jwtVerify(token, key, options)).payload, token);
    }
    if (policy.type !== undefined) throw new Unsupported("policy:type-of-bytes"); // jwtVerify alone looks at typ
    return async (token) => {
        const jws = objectOf(token, detachedPayload);
        const verify = !jws ? jose.compactVerify : "signatures" in jws ? jose.generalVerify : jose.flattenedVerify;
        return (await verify(jws ?? token, key, options)).payload;
    };
}

/** Claims as text; those that are nested too deeply for JSON.stringify come from the token that was verified. */
function text(claims, token) {
    try {
        return JSON.stringify(claims);
    } catch {
        return octets(token.split(".")[1]);
    }
}

/** The JSON serializations go to the library as objects, and so does a compact token whose payload comes apart. */
function objectOf(token, detachedPayload) {
    let jws;
    try {
        jws = JSON.parse(token);
    } catch {
        const [header, , signature] = detachedPayload === undefined ? [] : token.split(".");
        if (header !== undefined) jws = { protected: header, signature };
    }
    if (typeof jws !== "object" || jws === null) return undefined;
    return detachedPayload === undefined ? jws : { ...jws, payload: octets(detachedPayload) };
}

async function sign({ header, payload, key }) {
    const privateKey = await keyOf({ key }, [header.alg]);
    return new jose.CompactSign(octets(payload)).setProtectedHeader(header).sign(privateKey);
}

function reason(error) {
    if (error.code === "ERR_JWT_CLAIM_VALIDATION_FAILED") {
        return error.reason === "missing" ? "claim-missing" : CLAIMS[error.claim] ?? "";
    }
    if (error instanceof jose.errors.JOSEError) return REASONS[error.code] ?? "";
    // WebCrypto refuses a key when it's first used, and jose passes that on.
    if (error instanceof DOMException) return "key-malformed";
    // How jose says that a key isn't one for the algorithm.
    if (error instanceof TypeError && /^((Crypto)?Key|Invalid key|\w+ requires key) ?/.test(error.message)) return "alg-key-mismatch";
    return undefined;
}

serve({
    implementation: { name: "jose", version, homepage: "https://github.com/panva/jose" },
    capabilities: {
        algorithms: [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
            "ES256", "ES384", "ES512", "EdDSA", "Ed25519",
        ],
        serializations: ["compact", "flattened", "general", "unencoded"], contents: ["claims", "bytes"],
        keys: ["jwk", "jwks", "text", "none"], clock: "injected",
        policy: [
            "algorithms", "unpinned", "now", "nowMilliseconds", "leeway", "issuer", "issuers", "audience", "audiences",
            "subject", "type", "maximumAge", "understoodCritical", "requiredClaims",
        ],
    },
    verifier, sign, reason,
});
