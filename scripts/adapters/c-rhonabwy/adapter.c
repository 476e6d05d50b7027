/* Rhonabwy behind adapter protocol 1. */
#include "protocol.h"

#include <rhonabwy.h>
#include <stdlib.h>
#include <string.h>

enum { FLAGS = R_FLAG_IGNORE_REMOTE }; /* nothing is fetched from the network */

struct verifier {
    const json_t *request;
    jwk_t *key;
    jwks_t *set;
};

/* Text is taken for a public key in PEM: Rhonabwy is told what it imports. */
static jwk_t *imported(const json_t *request, answer *why) {
    octets text = key_json(request);
    jwk_t *key = text_of(request, "keyText")
        ? r_jwk_quick_import(R_IMPORT_PEM, R_X509_TYPE_PUBKEY, (unsigned char *)text.data, text.size)
        : r_jwk_quick_import(R_IMPORT_JSON_STR, text.data);
    if (!key) *why = rejected("key-malformed", "r_jwk_quick_import: refused");
    free(text.data);
    return key;
}

static void *prepare(const json_t *request, answer *why) {
    struct verifier verifier = {.request = request};
    if (json_object_get(json_object_get(request, "key"), "keys")) {
        octets text = key_json(request);
        verifier.set = r_jwks_quick_import(R_IMPORT_JSON_STR, text.data, R_IMPORT_NONE);
        if (!verifier.set) *why = rejected("key-malformed", "r_jwks_quick_import: refused");
        free(text.data);
    } else {
        verifier.key = imported(request, why);
    }
    return verifier.key || verifier.set ? memcpy(malloc(sizeof(verifier)), &verifier, sizeof(verifier)) : NULL;
}

/* Rhonabwy takes no list of algorithms: whoever pins one compares what it says of the verified token. */
static bool is_refused(const struct verifier *verifier, int error, jwa_alg algorithm, answer *why) {
    if (error)
        *why = rejected("signature", "verify_signature: error %d", error);
    else if (!allows(verifier->request, r_jwa_alg_to_str(algorithm)))
        *why = rejected("alg-not-allowed", "get_alg: %d", algorithm);
    else
        return false;
    return true;
}

static answer verified_jws(const struct verifier *verifier, const char *token, size_t size) {
    answer result;
    size_t length;
    jws_t *jws = r_jws_quick_parsen(token, size, R_PARSE_NONE, FLAGS);
    if (!jws) return rejected("malformed", "r_jws_quick_parsen: refused");
    if (verifier->set) r_jws_add_jwks(jws, NULL, verifier->set);
    if (!is_refused(verifier, r_jws_verify_signature(jws, verifier->key, FLAGS), r_jws_get_alg(jws), &result)) {
        const unsigned char *payload = r_jws_get_payload(jws, &length);
        result = accepted(payload, length);
    }
    r_jws_free(jws);
    return result;
}

/* Times are compared where the token has them; whether it must is for requiredClaims to say. */
static int validated_time(jwt_t *jwt, const char *name, rhn_claim_opt claim, const json_t *now) {
    json_t *value = r_jwt_get_claim_json_t_value(jwt, name);
    int error = now && value ? r_jwt_validate_claims(jwt, claim, (int)json_integer_value(now), R_JWT_CLAIM_NOP) : RHN_OK;
    json_decref(value);
    return error;
}

static const char *refused_claim(jwt_t *jwt, const json_t *policy) {
    static const struct { const char *member, *reason; rhn_claim_opt claim; } strings[] = {
        {"issuer", "issuer", R_JWT_CLAIM_ISS}, {"audience", "audience", R_JWT_CLAIM_AUD},
        {"subject", "subject", R_JWT_CLAIM_SUB}, {"type", "typ", R_JWT_CLAIM_TYP}};
    const json_t *now = json_object_get(policy, "now"), *value;
    if (validated_time(jwt, "exp", R_JWT_CLAIM_EXP, now)) return "expired";
    if (validated_time(jwt, "nbf", R_JWT_CLAIM_NBF, now)) return "not-yet-valid";
    if (validated_time(jwt, "iat", R_JWT_CLAIM_IAT, now)) return "issued-in-future";
    size_t i;
    for (i = 0; i < sizeof(strings) / sizeof(*strings); i++) {
        const char *expected = text_of(policy, strings[i].member);
        if (expected && r_jwt_validate_claims(jwt, strings[i].claim, expected, R_JWT_CLAIM_NOP)) return strings[i].reason;
    }
    json_array_foreach(json_object_get(policy, "requiredClaims"), i, value)
        if (r_jwt_validate_claims(jwt, R_JWT_CLAIM_JSN, json_string_value(value), NULL, R_JWT_CLAIM_NOP)) return "claim-missing";
    const char *name;
    json_t *expected;
    json_object_foreach(json_object_get(policy, "expectedClaims"), name, expected)
        if (r_jwt_validate_claims(jwt, R_JWT_CLAIM_STR, name, json_string_value(expected), R_JWT_CLAIM_NOP)) return "claim-type";
    return NULL;
}

static answer verified_jwt(const struct verifier *verifier, const char *token, size_t size) {
    answer result;
    jwt_t *jwt = r_jwt_quick_parsen(token, size, R_PARSE_NONE, FLAGS);
    if (!jwt) return rejected("malformed", "r_jwt_quick_parsen: refused");
    if (verifier->set) r_jwt_add_sign_jwks(jwt, NULL, verifier->set);
    if (!is_refused(verifier, r_jwt_verify_signature(jwt, verifier->key, FLAGS), r_jwt_get_sign_alg(jwt), &result)) {
        const char *refused = refused_claim(jwt, json_object_get(verifier->request, "policy"));
        char *claims = r_jwt_get_full_claims_str(jwt);
        result = refused ? rejected(refused, "r_jwt_validate_claims: %s", refused)
               : claims  ? accepted(claims, strlen(claims))
                         : failed("r_jwt_get_full_claims_str: verified, and no claims");
        r_free(claims);
    }
    r_jwt_free(jwt);
    return result;
}

static answer verify(void *prepared, const char *token, size_t size) {
    const struct verifier *verifier = prepared;
    bool is_claims = !strcmp(text_of(verifier->request, "content"), "claims");
    return is_claims ? verified_jwt(verifier, token, size) : verified_jws(verifier, token, size);
}

static void release(void *prepared) {
    struct verifier *verifier = prepared;
    r_jwk_free(verifier->key);
    r_jwks_free(verifier->set);
    free(verifier);
}

static answer sign(const json_t *request) {
    answer result;
    json_t *header = json_object_get(request, "header");
    jwk_t *key = imported(request, &result);
    if (!key) return result;
    octets payload = octets_of(request, "payload");
    jws_t *jws = NULL;
    char *token = NULL;
    if (!r_jws_init(&jws) && !r_jws_set_full_header_json_t(jws, header) &&
        !r_jws_set_payload(jws, (unsigned char *)payload.data, payload.size))
        token = r_jws_serialize(jws, key, FLAGS);
    result = token ? accepted(token, strlen(token)) : rejected(NULL, "r_jws_serialize: refused");
    r_free(token);
    r_jws_free(jws);
    r_jwk_free(key);
    free(payload.data);
    return result;
}

int main(void) {
    r_global_init();
    return run_adapter(&(struct adapter){
        .name = "Rhonabwy", .version = LIBRARY_VERSION, .language = "C", .homepage = "https://github.com/babelouest/rhonabwy",
        .algorithms = "HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA",
        .serializations = "compact flattened", .contents = "claims bytes", .keys = "jwk jwks text",
        .policy = "algorithms unpinned now issuer audience subject type requiredClaims expectedClaims", .clock = "injected",
        .takes_nul = true, .prepare = prepare, .verify = verify, .release = release, .sign = sign});
}
