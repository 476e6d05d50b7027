/* cjose behind adapter protocol 1. */
#include "protocol.h"

#include <cjose/cjose.h>
#include <stdlib.h>
#include <string.h>

struct verifier {
    const json_t *request;
    cjose_jwk_t *key;
};

static answer refused(const char *call, const cjose_err *error, const char *reason) {
    return rejected(reason, "%s: %s (%s:%lu)", call, error->message, error->function, error->line);
}

static cjose_jwk_t *imported(const json_t *request, answer *why) {
    cjose_err error = {.message = "no error", .function = "none"};
    octets text = key_json(request);
    cjose_jwk_t *key = cjose_jwk_import(text.data, text.size, &error);
    if (!key) *why = refused("cjose_jwk_import", &error, "key-malformed");
    free(text.data);
    return key;
}

static void *prepare(const json_t *request, answer *why) {
    struct verifier verifier = {request, imported(request, why)};
    return verifier.key ? memcpy(malloc(sizeof(verifier)), &verifier, sizeof(verifier)) : NULL;
}

static answer verify(void *prepared, const char *token, size_t size) {
    const struct verifier *verifier = prepared;
    cjose_err error = {.message = "no error", .function = "none"};
    cjose_jws_t *jws = cjose_jws_import(token, size, &error);
    if (!jws) return refused("cjose_jws_import", &error, "malformed");
    /* cjose takes no list of algorithms: whoever pins one compares the header's. Last, so that cjose judges the token before. */
    const char *algorithm = cjose_header_get(cjose_jws_get_protected(jws), CJOSE_HDR_ALG, &error);
    uint8_t *payload;
    size_t length;
    answer result;
    if (!cjose_jws_verify(jws, verifier->key, &error))
        result = refused("cjose_jws_verify", &error, "signature");
    else if (!allows(verifier->request, algorithm))
        result = rejected("alg-not-allowed", "cjose_header_get: %s", algorithm ? algorithm : "no alg");
    else if (!cjose_jws_get_plaintext(jws, &payload, &length, &error))
        result = failed("cjose_jws_get_plaintext: %s", error.message);
    else
        result = accepted(payload, length);
    cjose_jws_release(jws);
    return result;
}

static void release(void *prepared) {
    cjose_jwk_release(((struct verifier *)prepared)->key);
    free(prepared);
}

/* cjose_header_set takes a string, cjose_header_set_raw an object or an array as JSON; there's none for other values. */
static bool set(cjose_header_t *header, const char *name, json_t *value, cjose_err *error) {
    if (json_is_string(value)) return cjose_header_set(header, name, json_string_value(value), error);
    char *raw = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    bool is_set = cjose_header_set_raw(header, name, raw, error);
    free(raw);
    return is_set;
}

static answer sign(const json_t *request) {
    cjose_err error = {.message = "no error", .function = "none"};
    answer result;
    cjose_jwk_t *key = imported(request, &result);
    if (!key) return result;
    cjose_header_t *header = cjose_header_new(&error);
    octets payload = octets_of(request, "payload");
    cjose_jws_t *jws = NULL;
    bool is_set = true;
    const char *name, *token;
    json_t *value;
    json_object_foreach(json_object_get(request, "header"), name, value) is_set = is_set && set(header, name, value, &error);
    if (is_set) jws = cjose_jws_sign(key, header, (const uint8_t *)payload.data, payload.size, &error);
    if (jws && cjose_jws_export(jws, &token, &error))
        result = accepted(token, strlen(token));
    else
        result = is_set ? refused("cjose_jws_sign", &error, NULL) : unsupported("sign:header");
    free(payload.data);
    cjose_jws_release(jws);
    cjose_header_release(header);
    cjose_jwk_release(key);
    return result;
}

int main(void) {
    return run_adapter(&(struct adapter){
        .name = "cjose", .version = cjose_version(), .language = "C", .homepage = "https://github.com/OpenIDC/cjose",
        .algorithms = "HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512",
        .serializations = "compact", .contents = "bytes", .keys = "jwk", .policy = "algorithms unpinned",
        .clock = "system", .takes_nul = true,
        .prepare = prepare, .verify = verify, .release = release, .sign = sign});
}
