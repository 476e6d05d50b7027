/* libjwt 3 behind adapter protocol 1. */
#include "protocol.h"

#include <jwt.h>
#include <stdlib.h>
#include <string.h>

/* libjwt reads a key or a set of keys once, and a checker holds what is demanded of a token. */
struct verifier {
    const json_t *request;
    jwk_set_t *keys;
    jwt_checker_t *checker;
};

/* The algorithm that the policy pins, if it's one. */
static jwt_alg_t pinned(const json_t *request) {
    const json_t *names = json_object_get(json_object_get(request, "policy"), "algorithms");
    return json_array_size(names) == 1 ? jwt_str_alg(json_string_value(json_array_get(names, 0))) : JWT_ALG_NONE;
}

/* Chooses key and algorithm by the token's header, which is how libjwt has several of either. */
static int choose(jwt_t *jwt, jwt_config_t *config) {
    const struct verifier *verifier = config->ctx;
    if (!allows(verifier->request, jwt_alg_str(jwt_get_alg(jwt)))) return 1;
    config->alg = jwt_get_alg(jwt);
    if (json_object_get(json_object_get(verifier->request, "key"), "keys")) {
        jwt_value_t kid;
        jwt_set_GET_STR(&kid, "kid");
        if (jwt_header_get(jwt, &kid) != JWT_VALUE_ERR_NONE) return 1;
        config->key = jwks_find_bykid(verifier->keys, kid.str_val);
    } else {
        config->key = jwks_item_get(verifier->keys, 0);
    }
    return config->key == NULL;
}

static void release(void *prepared) {
    struct verifier *verifier = prepared;
    jwt_checker_free(verifier->checker);
    jwks_free(verifier->keys);
    free(verifier);
}

static bool set_claims(jwt_checker_t *checker, const json_t *policy) {
    static const struct {
        const char *member;
        jwt_claims_t claim;
    } claims[] = {{"issuer", JWT_CLAIM_ISS}, {"subject", JWT_CLAIM_SUB}, {"audience", JWT_CLAIM_AUD}};
    for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++) {
        const char *value = text_of(policy, claims[i].member);
        if (value && jwt_checker_claim_set(checker, claims[i].claim, value)) return false;
    }
    /* A negative leeway turns the comparison off. */
    time_t leeway = json_object_get(policy, "now") ? json_integer_value(json_object_get(policy, "leeway")) : -1;
    return !jwt_checker_time_leeway(checker, JWT_CLAIM_EXP, leeway) &&
           !jwt_checker_time_leeway(checker, JWT_CLAIM_NBF, leeway);
}

static void *prepare(const json_t *request, answer *why) {
    octets text = key_json(request);
    struct verifier *verifier = calloc(1, sizeof(*verifier));
    verifier->request = request;
    verifier->checker = jwt_checker_new();
    verifier->keys = jwks_create_strn(text.data ? text.data : "", text.size);
    free(text.data);
    const jwk_item_t *first = verifier->keys ? jwks_item_get(verifier->keys, 0) : NULL;
    bool is_set = json_object_get(json_object_get(request, "key"), "keys") != NULL;
    jwt_alg_t algorithm = pinned(request);
    int error = 0;
    if (!first || jwks_error(verifier->keys)) {
        *why = rejected("key-malformed", "%s", verifier->keys ? jwks_error_msg(verifier->keys) : "jwks_create_strn");
    } else if (!is_set && jwks_item_error(first)) {
        *why = rejected("key-malformed", "%s", jwks_item_error_msg(first));
    } else if (!set_claims(verifier->checker, json_object_get(request, "policy"))) {
        *why = failed("%s", jwt_checker_error_msg(verifier->checker));
    } else {
        error = is_set || algorithm == JWT_ALG_NONE ? jwt_checker_setcb(verifier->checker, choose, verifier)
                                                    : jwt_checker_setkey(verifier->checker, algorithm, first);
        if (!error) return verifier;
        *why = rejected("alg-key-mismatch", "%s", jwt_checker_error_msg(verifier->checker));
    }
    release(verifier);
    return NULL;
}

static answer verify(void *prepared, const char *token, size_t size) {
    const struct verifier *verifier = prepared;
    jwt_checker_error_clear(verifier->checker);
    if (!jwt_checker_verify(verifier->checker, token)) return accepted_segment(token, size);
    const char *message = jwt_checker_error_msg(verifier->checker);
    static const char *const reasons[][2] = {
        {"expired", "expired"}, {"signature", "signature"}, {"Signature", "signature"}, {"claim", NULL},
        {"does not match", "alg-not-allowed"}, {"parsing", "malformed"},
    };
    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
        if (strstr(message, reasons[i][0])) return rejected(reasons[i][1], "%s", message);
    return rejected(NULL, "%s", message);
}

/* A header or a claims set member by member, as the builder takes it. */
static bool put(jwt_builder_t *builder, const json_t *members, bool is_header) {
    const char *name;
    json_t *member;
    json_object_foreach((json_t *)members, name, member) {
        if (is_header && !strcmp(name, "alg")) continue;
        jwt_value_t value;
        char *text = NULL;
        if (json_is_string(member))
            jwt_set_SET_STR(&value, name, json_string_value(member));
        else if (json_is_integer(member))
            jwt_set_SET_INT(&value, name, (jwt_long_t)json_integer_value(member));
        else if (json_is_boolean(member))
            jwt_set_SET_BOOL(&value, name, json_is_true(member));
        else if (json_is_object(member) || json_is_array(member))
            jwt_set_SET_JSON(&value, name, text = json_dumps(member, JSON_COMPACT));
        else
            return false;
        value.replace = 1;
        jwt_value_error_t error =
            is_header ? jwt_builder_header_set(builder, &value) : jwt_builder_claim_set(builder, &value);
        free(text);
        if (error != JWT_VALUE_ERR_NONE) return false;
    }
    return true;
}

static answer sign(const json_t *request) {
    const json_t *header = json_object_get(request, "header");
    const char *algorithm = text_of(header, "alg");
    if (!algorithm) return unsupported("sign:alg");
    /* libjwt always writes typ. */
    if (!json_object_get(header, "typ")) return unsupported("sign:typ");
    octets text = key_json(request), payload = octets_of(request, "payload");
    json_t *claims = json_loadb(payload.data, payload.size, JSON_REJECT_DUPLICATES, NULL);
    /* It writes claims in its own way, sorted and compact. */
    char *written = json_is_object(claims) ? json_dumps(claims, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    bool is_same = written && strlen(written) == payload.size && !memcmp(written, payload.data, payload.size);
    jwt_builder_t *builder = jwt_builder_new();
    jwk_set_t *keys = jwks_create_strn(text.data ? text.data : "", text.size);
    const jwk_item_t *key = keys ? jwks_item_get(keys, 0) : NULL;
    answer result;
    char *token = NULL;
    jwt_builder_enable_iat(builder, 0);
    if (!is_same)
        result = unsupported("sign:payload");
    else if (!put(builder, header, true) || !put(builder, claims, false))
        result = unsupported("sign:header");
    else if (!key || jwks_item_error(key))
        result = rejected("key-malformed", "%s", key ? jwks_item_error_msg(key) : "jwks_create_strn");
    else if (jwt_builder_setkey(builder, jwt_str_alg(algorithm), key) || !(token = jwt_builder_generate(builder)))
        result = rejected(NULL, "%s", jwt_builder_error_msg(builder));
    else
        result = accepted(token, strlen(token));
    free(token);
    free(written);
    free(text.data);
    free(payload.data);
    json_decref(claims);
    jwks_free(keys);
    jwt_builder_free(builder);
    return result;
}

int main(void) {
    return run_adapter(&(struct adapter){
        .name = "libjwt", .version = LIBRARY_VERSION, .language = "C", .homepage = "https://github.com/benmcollins/libjwt",
        .algorithms = "HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 ES256K EdDSA",
        .serializations = "compact", .contents = "claims bytes", .keys = "jwk jwks",
        .policy = "algorithms leeway issuer audience subject", .clock = "system",
        .prepare = prepare, .verify = verify, .release = release, .sign = sign});
}
