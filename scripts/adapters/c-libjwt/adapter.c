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

/* jwt_set_alg writes `alg` and, as long as there's none, `typ`. */
static answer sign(const json_t *request) {
    answer result = failed("no memory");
    octets key = key_octets(request, &result), payload = octets_of(request, "payload");
    if (!key.data) return result;
    const json_t *header = json_object_get(request, "header");
    char *headers = json_dumps(header, JSON_COMPACT), *token = NULL;
    jwt_alg_t algorithm = jwt_str_alg(text_of(header, "alg") ? text_of(header, "alg") : "");
    jwt_t *jwt = NULL;
    if (jwt_new(&jwt) || jwt_add_headers_json(jwt, headers) || jwt_add_grants_json(jwt, payload.data) ||
        jwt_set_alg(jwt, algorithm, (unsigned char *)key.data, (int)key.size) || !(token = jwt_encode_str(jwt)))
        result = rejected(NULL, "%s", strerror(errno));
    else
        result = accepted(token, strlen(token));
    free(token);
    free(headers);
    free(key.data);
    free(payload.data);
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
