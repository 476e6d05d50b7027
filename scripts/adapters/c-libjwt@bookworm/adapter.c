/* libjwt behind adapter protocol 1. */
#include "protocol.h"

#include <errno.h>
#include <jwt.h>
#include <stdlib.h>
#include <string.h>

/* libjwt takes a PEM or a secret, as octets, with each token. */
struct verifier {
    const json_t *request;
    octets key;
    bool claims;
};

static void *prepare(const json_t *request, answer *why) {
    struct verifier verifier = {request, key_octets(request, why), !strcmp(text_of(request, "content"), "claims")};
    if (!verifier.key.data) return NULL;
    return memcpy(malloc(sizeof(verifier)), &verifier, sizeof(verifier));
}

static answer verify(void *prepared, const char *token, size_t size) {
    const struct verifier *verifier = prepared;
    jwt_t *jwt = NULL;
    int error = jwt_decode(&jwt, token, (const unsigned char *)verifier->key.data, (int)verifier->key.size);
    if (error) return rejected(error == EINVAL ? NULL : "malformed", "jwt_decode: %s", strerror(error));
    /* jwt_decode has no list of algorithms: whoever pins one compares what jwt_get_alg says, and so is none avoided. */
    const char *algorithm = jwt_alg_str(jwt_get_alg(jwt));
    answer result;
    if (!allows(verifier->request, algorithm)) {
        result = rejected("alg-not-allowed", "jwt_get_alg: %s", algorithm);
    } else if (verifier->claims) {
        char *claims = jwt_get_grants_json(jwt, NULL);
        result = claims ? accepted(claims, strlen(claims)) : failed("jwt_get_grants_json: %s", strerror(errno));
        free(claims);
    } else {
        result = accepted_segment(token, size);
    }
    jwt_free(jwt);
    return result;
}

static void release(void *prepared) {
    free(((struct verifier *)prepared)->key.data);
    free(prepared);
}

/* libjwt makes JWTs alone, and writes their claims in its own way; `typ` too. */
static bool is_claims_set(jwt_t *jwt, const char *payload) {
    char *claims = jwt_add_grants_json(jwt, payload) ? NULL : jwt_get_grants_json(jwt, NULL);
    bool result = claims && !strcmp(claims, payload);
    free(claims);
    return result;
}

static answer sign(const json_t *request) {
    const json_t *header = json_object_get(request, "header");
    const char *algorithm = text_of(header, "alg");
    if (!algorithm) return unsupported("sign:alg");
    answer result = failed("jwt_new");
    octets key = key_octets(request, &result), claims = octets_of(request, "payload");
    char *headers = json_dumps(header, JSON_COMPACT), *token = NULL;
    jwt_t *jwt = NULL;
    int error = EINVAL;
    if (!key.data || jwt_new(&jwt))
        ; /* the result says so */
    else if (!is_claims_set(jwt, claims.data))
        result = unsupported("sign:payload");
    else if ((error = jwt_add_headers_json(jwt, headers)) ||
             (error = jwt_set_alg(jwt, jwt_str_alg(algorithm), (unsigned char *)key.data, (int)key.size)) ||
             !(token = jwt_encode_str(jwt)))
        result = rejected(NULL, "%s", strerror(error ? error : errno));
    else
        result = accepted(token, strlen(token));
    free(token);
    free(headers);
    free(key.data);
    free(claims.data);
    jwt_free(jwt);
    return result;
}

int main(void) {
    return run_adapter(&(struct adapter){
        .name = "libjwt", .version = LIBRARY_VERSION, .language = "C", .homepage = "https://github.com/benmcollins/libjwt",
        .algorithms = "HS256 HS384 HS512 RS256 RS384 RS512 ES256 ES384 ES512", .serializations = "compact",
        .contents = "claims bytes", .keys = "jwk pem text octets", .policy = "algorithms unpinned", .clock = "system",
        .prepare = prepare, .verify = verify, .release = release, .sign = sign});
}
