// The conversation of an adapter: reads a message a line from standard input, has the adapter answer it, and writes a
// reply a line to standard output, until the input ends. An adapter is a call of serve.
"use strict";

/** What the library can't do, such as "algorithm:ES256K". */
class Unsupported extends Error {
    constructor(feature) {
        super(`unsupported: ${feature}`);
        this.feature = feature;
    }
}

/** The library's refusal where its exception doesn't say so by itself; the reason is a reason code, or "". */
class Refusal extends Error {
    constructor(reason, detail) {
        super(detail);
        this.reason = reason;
    }
}

/** Octets from base64url without padding, and back. */
const octets = (text) => Buffer.from(text, "base64url");
const base64url = (data) => Buffer.from(data).toString("base64url");

/**
 * The key for a library that takes secrets and PEM but no JWK: the octets of a secret, or the text of a PEM. Such a library
 * can't be told what a JWK is for, so a JWK with `use`, `key_ops` or `alg` is unsupported.
 */
function material({ key, pem, keyText, keyOctets }) {
    if (keyText !== undefined) return keyText;
    if (keyOctets !== undefined) return octets(keyOctets);
    if (key === undefined) throw new Unsupported("key:none");
    if (["use", "key_ops", "alg"].some((member) => member in key)) throw new Unsupported("key:jwk-purpose");
    if (pem !== undefined) return pem;
    if (key.kty !== "oct") throw new Unsupported("key:jwk-without-pem");
    if (typeof key.k !== "string" || !/^[\w-]*$/.test(key.k)) throw new Unsupported("key:malformed-jwk");
    return octets(key.k);
}

/**
 * Holds the conversation.
 *
 * @param implementation name, version, homepage
 * @param capabilities what the library can do, in the words of the schema adapter-reply
 * @param verifier takes a question to a function that takes a token (text, or octets where it isn't UTF-8) to the octets
 *   of its payload; the key is imported once, before that, and kept for a sequence. Both may be async.
 * @param sign takes a question to a token; absent where the library can't
 * @param reason takes an exception to the reason code of the refusal that it is, or "" for a refusal without one;
 *   undefined: it isn't the library's way to refuse
 */
async function serve({ implementation, capabilities, verifier, sign, reason }) {
    const kept = new Map(); // the verifiers of sequences, by all that was asked but the token; the oldest first

    /** What verifies the question's token: in a sequence what was there already, if it was asked the same of another. */
    async function verifierOf({ id, token, tokenOctets, ...rest }) {
        if (rest.sequence === undefined) return verifier(rest);
        const asked = JSON.stringify(rest);
        if (!kept.has(asked)) {
            kept.set(asked, await verifier(rest));
            if (kept.size > 100) kept.delete(kept.keys().next().value);
        }
        return kept.get(asked);
    }

    const operations = {
        async verify(question) {
            const verify = await verifierOf(question);
            const token = question.token ?? octets(question.tokenOctets);
            return { outcome: "accept", payload: base64url(await verify(token)) };
        },

        async bench(question) {
            const { tokens, iterations } = question;
            const verify = await verifier(question);
            for (const token of tokens) await verify(token); // nothing is timed that isn't accepted
            const start = process.hrtime.bigint();
            for (let i = 0; i < iterations; i++) await verify(tokens[i % tokens.length]);
            return { outcome: "ok", iterations, elapsedNanoseconds: Number(process.hrtime.bigint() - start) };
        },

        sign: sign && (async (question) => ({ outcome: "ok", token: await sign(question) })),
    };

    const named = Object.keys(operations).filter((name) => operations[name]);
    const hello = {
        protocol: 1,
        implementation: { ...implementation, language: "JavaScript", runtime: `Node.js ${process.versions.node}` },
        capabilities: { operations: named, sequences: true, ...capabilities },
    };

    async function reply(question) {
        if (question.op === "hello") return hello;
        const operation = Object.hasOwn(operations, question.op) && operations[question.op];
        if (!operation) return { outcome: "unsupported", feature: `operation:${question.op}` };
        // Whoever goes by the system's clock is asked with tokens that were made for it.
        const declared = ["now", ...capabilities.policy];
        const foreign = Object.keys(question.policy ?? {}).find((member) => !declared.includes(member));
        if (foreign) return { outcome: "unsupported", feature: `policy:${foreign}` };
        try {
            return await operation(question);
        } catch (error) {
            if (error instanceof Unsupported) return { outcome: "unsupported", feature: error.feature };
            const why = error instanceof Refusal ? error.reason : reason(error);
            if (why === undefined) return { outcome: "error", detail: String(error) };
            return { outcome: "reject", reason: why || undefined, detail: String(error) };
        }
    }

    for await (const line of lines(process.stdin)) {
        const question = JSON.parse(line);
        process.stdout.write(`${JSON.stringify({ id: question.id, ...(await reply(question)) })}\n`);
    }
}

/** The lines of a stream; readline would also end them where a token holds another kind of line separator. */
async function* lines(stream) {
    let pieces = [];
    for await (const chunk of stream) {
        let start = 0;
        for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
            yield Buffer.concat([...pieces, chunk.subarray(start, end)]).toString();
            pieces = [];
            start = end + 1;
        }
        pieces.push(chunk.subarray(start));
    }
}

module.exports = { serve, Unsupported, Refusal, material, octets, base64url };
