// jose's createRemoteJWKSet behind adapter protocol 1, as its documentation shows it.
"use strict";

const jose = require("jose");
const { version } = require("jose/package.json");
const { serve } = require("keys");

serve({
    implementation: { name: "jose", version, homepage: "https://github.com/panva/jose" },
    capabilities: { policy: ["keyTimeout"] },
    client({ jwksURL, policy: { issuer, audience, algorithms, keyTimeout } }) {
        const options = keyTimeout === undefined ? {} : { timeoutDuration: keyTimeout * 1000 };
        const keys = jose.createRemoteJWKSet(new URL(jwksURL), options);
        return (token) => jose.jwtVerify(token, keys, { issuer, audience, algorithms });
    },
    isRefusal: (error) => error instanceof jose.errors.JOSEError,
});
