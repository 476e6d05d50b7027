// A service as one is written with Express: a guard that lets in whose bearer token is valid, and a page behind it.
"use strict";

const express = require("express");

/** Lets requests through whose bearer token can be verified, and keeps its payload; `verify` throws for all others. */
function bearer(verify) {
    return async (request, response, next) => {
        const [, token] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
        if (token === undefined) {
            response.status(401).set("WWW-Authenticate", "Bearer").end();
            return;
        }
        try {
            request.payload = await verify(token);
        } catch (error) {
            const challenge = `Bearer error="invalid_token", error_description="${error.code ?? error.name}"`;
            response.status(401).set("WWW-Authenticate", challenge).end();
            return;
        }
        next();
    };
}

/** Starts the service on a free port of the loopback interface; its guard is the member `guard`. */
async function start() {
    const app = express();
    const service = { guard: (request, response) => response.sendStatus(503) };
    app.disable("etag");
    app.use((request, response, next) => service.guard(request, response, next));
    app.get("/payload", ({ payload }, response) =>
        payload instanceof Uint8Array ? response.send(Buffer.from(payload)) : response.json(payload));
    const server = app.listen(0, "127.0.0.1");
    server.keepAliveTimeout = 0;
    await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
    service.port = server.address().port;
    return service;
}

module.exports = { bearer, start };
