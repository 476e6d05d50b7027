// A service with Express and jsonwebtoken behind adapter protocol 1: each token is sent to it over HTTP.
"use strict";

const http = require("http");
const express = require("express");
const jwt = require("jsonwebtoken");
const { optionsOf, description, REASONS } = require("../javascript-jsonwebtoken/adapter.js");
const { serve, Refusal, Unsupported, material } = require("protocol");

const service = { key: undefined, options: {} };
const app = express();
app.disable("etag");
// The guard of such services: a bearer token, jwt.verify, and the claims in the request.
app.use((request, response, next) => {
    const token = (request.headers.authorization ?? "").split(" ")[1];
    jwt.verify(token, service.key, service.options, (error, claims) => {
        if (error) return response.status(401).json({ name: error.name, message: error.message });
        request.user = claims;
        next();
    });
});
app.get("/me", (request, response) => response.json(request.user));

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const started = new Promise((resolve, reject) => {
    const server = app.listen(0, "127.0.0.1", () => resolve(server)).on("error", reject);
    server.keepAliveTimeout = 0;
});

/** Asks for the page with the token's octets in the header; a control or a space can't stand there. */
function page(port, token) {
    const text = Buffer.from(token).toString("latin1");
    if (/[\x00-\x20\x7f]/.test(text)) throw new Unsupported("token:header");
    const options = { agent, host: "127.0.0.1", port, path: "/me", headers: { authorization: `Bearer ${text}` } };
    return new Promise((resolve, reject) => {
        const refuse = (error) => reject(new Refusal("limits", String(error)));
        http.get(options, (response) => {
            const pieces = [];
            response.on("data", (piece) => pieces.push(piece)).on("error", refuse).on("end", () => {
                const body = Buffer.concat(pieces);
                if (response.statusCode === 200) return resolve(body);
                if (response.statusCode >= 500) return reject(new Error(`HTTP ${response.statusCode} ${body}`));
                const why = REASONS.find(([pattern]) => pattern.test(body.toString()))?.[1] ?? "";
                reject(new Refusal(response.statusCode === 431 ? "limits" : why, `HTTP ${response.statusCode} ${body}`));
            });
        }).on("error", refuse);
    });
}

async function verifier(question) {
    const key = material(question);
    const options = optionsOf(question);
    return async (token) => {
        const server = await started;
        Object.assign(service, { key, options });
        return page(server.address().port, token);
    };
}

const version = (name) => require(`${name}/package.json`).version;
serve({
    implementation: {
        name: "Express with jsonwebtoken", version: `${version("express")}/${version("jsonwebtoken")}`,
        homepage: "https://expressjs.com",
    },
    capabilities: { ...description.capabilities, contents: ["claims"] },
    verifier,
    reason: () => undefined,
}).then(() => process.exit(0)); // the service would go on
