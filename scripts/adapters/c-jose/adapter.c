/* José (latchset) behind adapter protocol 1. */
#include "protocol.h"

#include <jose/b64.h>
#include <jose/cfg.h>
#include <jose/jws.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct verifier {
    const json_t *request, *key;
    octets detached;
};

static char said[256]; /* what José says of the last refusal */

static void hear(void *misc, const char *file, int line, uint64_t error, const char *format, va_list arguments) {
    (void)misc, (void)file, (void)line, (void)error;
    vsnprintf(said, sizeof(said), format, arguments);
}

static jose_cfg_t *configured(void) {
    static jose_cfg_t *configuration;
    if (!configuration) jose_cfg_set_err_func(configuration = jose_cfg(), hear, NULL);
    strcpy(said, "refused");
    return configuration;
}

/* A JWK or a JWK Set is what jansson read of it; José makes a key of it for each signature. */
static void *prepare(const json_t *request, answer *why) {
    struct verifier verifier = {request, json_object_get(request, "key"), octets_of(request, "detachedPayload")};
    if (verifier.key) return memcpy(malloc(sizeof(verifier)), &verifier, sizeof(verifier));
    *why = unsupported("key:text");
    return NULL;
}

/* The JWS as José takes it, which is an object: the compact form is cut at its dots, as the command `jose jws ver` does. */
static json_t *object_of(const char *token, size_t size) {
    json_t *jws = json_loadb(token, size, 0, NULL);
    if (jws) return jws;
    const char *payload = memchr(token, '.', size);
    const char *signature = payload ? memchr(payload + 1, '.', size - (size_t)(payload + 1 - token)) : NULL;
    if (!signature) return NULL;
    return json_pack("{s:s%, s:s%, s:s%}", "protected", token, (size_t)(payload - token), "payload", payload + 1,
        (size_t)(signature - payload - 1), "signature", signature + 1, size - (size_t)(signature + 1 - token));
}

/* Without a signature to look at, José takes any of the JWS. */
static bool holds(const struct verifier *verifier, const json_t *jws, const json_t *signature) {
    jose_cfg_t *configuration = configured();
    if (!verifier->detached.data) return jose_jws_ver(configuration, jws, signature, verifier->key, false);
    jose_io_auto_t *io = jose_jws_ver_io(configuration, jws, signature, verifier->key, false);
    jose_io_auto_t *encoding = jose_b64_enc_io(io);
    return encoding && encoding->feed(encoding, verifier->detached.data, verifier->detached.size) && encoding->done(encoding);
}

/*
 * José takes no list of algorithms: whoever pins one has each signature verified, and asks jose_jws_hdr for the alg of one
 * that holds. It's compared last, so that José judges the token before.
 */
static bool holds_pinned(const struct verifier *verifier, const json_t *jws) {
    const json_t *signatures = json_object_get(jws, "signatures");
    bool is_general = json_is_array(signatures);
    for (size_t i = 0; i < (is_general ? json_array_size(signatures) : 1); i++) {
        const json_t *signature = is_general ? json_array_get(signatures, i) : jws;
        if (!holds(verifier, jws, signature)) continue;
        json_auto_t *header = jose_jws_hdr(signature);
        if (allows(verifier->request, text_of(header, "alg"))) return true;
        strcpy(said, "it holds, by an algorithm that isn't allowed");
    }
    return false;
}

static answer verify(void *prepared, const char *token, size_t size) {
    const struct verifier *verifier = prepared;
    json_auto_t *jws = object_of(token, size);
    if (!(allows(verifier->request, NULL) ? holds(verifier, jws, NULL) : holds_pinned(verifier, jws)))
        return rejected(NULL, "jose_jws_ver: %s", said);
    if (verifier->detached.data) return accepted(verifier->detached.data, verifier->detached.size);
    const json_t *payload = json_object_get(jws, "payload");
    /* What was signed is the text; that it's base64url is found here. */
    size_t length = jose_b64_dec(payload, NULL, 0);
    char *octets = length == SIZE_MAX ? NULL : malloc(length + 1);
    bool is_decoded = octets && jose_b64_dec(payload, octets, length) == length;
    answer result = is_decoded ? accepted(octets, length) : rejected("base64", "jose_b64_dec: refused");
    free(octets);
    return result;
}

static void release(void *prepared) {
    free(((struct verifier *)prepared)->detached.data);
    free(prepared);
}

static answer sign(const json_t *request) {
    octets payload = octets_of(request, "payload");
    json_auto_t *jws = json_pack("{s:o}", "payload", jose_b64_enc(payload.data, payload.size));
    json_auto_t *template = json_pack("{s:O}", "protected", json_object_get(request, "header"));
    free(payload.data);
    if (!jose_jws_sig(configured(), jws, template, json_object_get(request, "key")))
        return rejected(NULL, "jose_jws_sig: %s", said);
    const char *parts[] = {text_of(jws, "protected"), text_of(jws, "payload"), text_of(jws, "signature")};
    size_t size = strlen(parts[0]) + strlen(parts[1]) + strlen(parts[2]) + 2;
    char *token = malloc(size + 1);
    sprintf(token, "%s.%s.%s", parts[0], parts[1], parts[2]);
    answer result = accepted(token, size);
    free(token);
    return result;
}

int main(void) {
    return run_adapter(&(struct adapter){
        .name = "José", .version = LIBRARY_VERSION, .language = "C", .homepage = "https://github.com/latchset/jose",
        .algorithms = "HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512",
        .serializations = "compact flattened general detached", .contents = "bytes", .keys = "jwk jwks",
        .policy = "algorithms unpinned", .clock = "system", .takes_nul = true,
        .prepare = prepare, .verify = verify, .release = release, .sign = sign});
}
