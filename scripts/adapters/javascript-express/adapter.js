// A service with Express and jose behind adapter protocol 1: each token is sent to it over HTTP.
"use strict";

const http = require("http");
const jose = require("jose");
const { bearer, start } = require("./service.js");
const { serve, Refusal, Unsupported } = require("protocol");

const REASONS = {
    ERR_JOSE_ALG_NOT_ALLOWED: "alg-not-allowed", ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "signature",
    ERR_JWS_INVALID: "malformed", ERR_JWT_INVALID: "claim-type", ERR_JWT_EXPIRED: "expired",
    ERR_JWKS_NO_MATCHING_KEY: "key-not-found",
};
// A key is imported for an algorithm; where none is pinned and the JWK names none, any of its type will do.
const USUAL = { oct: "HS256", RSA: "RS256", EC: "ES256", OKP: "EdDSA" };

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const service = start();

/** The guard of the service, set up as a question asks for it. */
async function guardFor({ content, policy, key }) {
    const { issuer, audience, subject, type: typ, leeway: clockTolerance, maximumAge: maxTokenAge, now } = policy;
    const options = { issuer, audience, subject, typ, clockTolerance, maxTokenAge };
    if (policy.algorithms !== "default") options.algorithms = policy.algorithms;
    if (now !== undefined) options.currentDate = new Date(now * 1000);
    options.crit = Object.fromEntries((policy.understoodCritical ?? []).map((name) => [name, true]));
    if (content === "bytes" && typ !== undefined) throw new Unsupported("policy:type-of-bytes"); // jwtVerify alone has it
    let imported;
    try {
        const algorithm = key.alg ?? options.algorithms?.[0] ?? USUAL[key.kty];
        imported = "keys" in key ? jose.createLocalJWKSet(key) : await jose.importJWK(key, algorithm);
    } catch (error) {
        throw new Refusal("key-malformed", String(error)); // such a service doesn't start
    }
    const verify = content === "bytes" ? jose.compactVerify : jose.jwtVerify;
    return bearer(async (token) => (await verify(token, imported, options)).payload);
}

async function verifier(question) {
    const guard = await guardFor(question);
    return async (token) => {
        const running = await service;
        running.guard = guard;
        return page(running.port, token);
    };
}

/** Asks for the page with the token's octets in the header; a control, or white space at its end, can't stand there. */
function page(port, token) {
    const text = Buffer.from(token).toString("latin1");
    if (/[\x00-\x08\x0a-\x1f\x7f]|[ \t]$/.test(text)) throw new Unsupported("token:header");
    const options = { agent, host: "127.0.0.1", port, path: "/payload", headers: { authorization: `Bearer ${text}` } };
    return new Promise((resolve, reject) => {
        // Where the header is too large, the service may be gone before it's read to the end.
        const refuse = (error) => reject(new Refusal("limits", String(error)));
        http.get(options, (response) => {
            const pieces = [];
            response.on("data", (piece) => pieces.push(piece)).on("error", refuse).on("end", () => {
                const { statusCode, headers } = response;
                const challenge = headers["www-authenticate"] ?? "";
                if (statusCode === 200) return resolve(Buffer.concat(pieces));
                if (statusCode >= 500) return reject(new Error(`HTTP ${statusCode} ${Buffer.concat(pieces)}`));
                const reason = statusCode === 431 ? "limits" : REASONS[/ERR_\w+/.exec(challenge)?.[0]] ?? "";
                reject(new Refusal(reason, `HTTP ${statusCode} ${challenge}`));
            });
        }).on("error", refuse);
    });
}

serve({
    implementation: {
        name: "Express with jose",
        version: `${require("express/package.json").version}/${require("jose/package.json").version}`,
        homepage: "https://expressjs.com",
    },
    capabilities: {
        algorithms: [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
            "ES256", "ES384", "ES512", "EdDSA",
        ],
        serializations: ["compact"], contents: ["claims", "bytes"], keys: ["jwk", "jwks"], clock: "injected",
        policy: [
            "algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "type", "maximumAge",
            "understoodCritical",
        ],
    },
    verifier,
    reason: () => undefined,
}).then(() => process.exit(0)); // the service would go on
