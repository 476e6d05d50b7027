// Adapter protocol 1 for clients that fetch keys, in JavaScript: a JSON object a line in, a JSON object a line out.
"use strict";

const { spawn } = require("child_process");
const fs = require("fs");
const readline = require("readline");

/**
 * Answers messages until the input ends.
 *
 * implementation  who answers: name, version and homepage
 * capabilities    what can be asked; what is the same for all comes of itself
 * client          makes, for a message, a function from a token to a promise that is refused where the library rejects;
 *                 it's kept for the questions of a sequence that have the same source
 * isRefusal       whether an exception is the library's way to reject; every other one is an error, a finding
 *
 * The clock is moved through libfaketime, if the program was started under it. Node.js reads at its start whom to trust beside the
 * system's authorities, so all questions go to a process that is started at the first.
 */
exports.serve = async ({ implementation, capabilities, client, isRefusal }) => {
    const clockFile = process.env.FAKETIME_TIMESTAMP_FILE;
    const own = capabilities.policy ?? [];
    const declared = {
        operations: ["verify", "verify-all"], algorithms: ["RS256", "ES256"], keys: ["jwks-url"], contents: ["claims"],
        clock: "system", sequences: true, ...capabilities,
        policy: ["algorithms", "issuer", "audience", ...(clockFile ? ["keyElapsed"] : []), ...own],
    };
    const kept = new Map();
    let elapsed = 0;

    function keptClient(message) {
        const name = JSON.stringify([message.sequence, message.jwksURL, message.discovery]);
        if (!kept.has(name)) {
            if (kept.size > 8) kept.clear();
            kept.set(name, client(message));
        }
        return kept.get(name);
    }

    async function outcome(verify, token) {
        try {
            await verify(token);
            return { outcome: "accept", payload: "e30" };
        } catch (error) {
            return { outcome: isRefusal(error) ? "reject" : "error", detail: String(error).slice(0, 500) };
        }
    }

    async function reply(message) {
        if (message.op === "hello") {
            const runtime = `Node.js ${process.versions.node}`;
            return { protocol: 1, implementation: { language: "JavaScript", runtime, ...implementation }, capabilities: declared };
        }
        if (!declared.operations.includes(message.op)) return { outcome: "unsupported", feature: `operation:${message.op}` };
        if (!message.jwksURL && !message.discovery) return { outcome: "unsupported", feature: "key:jwk" };
        const asked = message.policy.keyElapsed ?? 0;
        if (clockFile && asked !== elapsed) {
            fs.writeFileSync(clockFile, `+${asked}\n`);
            elapsed = asked;
        }
        let verify;
        try {
            verify = keptClient(message);
        } catch (error) {
            return { outcome: "error", detail: String(error).slice(0, 500) };
        }
        if (message.op === "verify") return outcome(verify, message.token);
        const outcomes = await Promise.all(message.tokens.map((token) => outcome(verify, token)));
        return { outcome: "ok", payload: Buffer.from(JSON.stringify(outcomes)).toString("base64url") };
    }

    let informed = null;
    for await (const line of readline.createInterface({ input: process.stdin })) {
        const message = JSON.parse(line);
        if (message.caFile && !process.env.NODE_EXTRA_CA_CERTS && !informed) {
            const env = { ...process.env, NODE_EXTRA_CA_CERTS: message.caFile };
            informed = spawn(process.execPath, process.argv.slice(1), { env, stdio: ["pipe", "inherit", "inherit"] });
            informed.on("exit", (code) => process.exit(code ?? 1));
        }
        if (informed) {
            informed.stdin.write(line + "\n");
            continue;
        }
        process.stdout.write(JSON.stringify({ id: message.id, ...(await reply(message)) }) + "\n");
    }
    if (informed) informed.stdin.end();
    else process.exit(0); // a client may keep connections or timers
};
