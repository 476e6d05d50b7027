/* A library behind adapter protocol 1. The places that are yours are marked TODO; protocol.h says what there is to use. */
#include "protocol.h"

#include <stdlib.h>
#include <string.h>

/* TODO: what your library needs to verify many tokens: its key object, its options. */
struct verifier {
    const json_t *request;
    octets key;
};

/* Once for each request: reads the key, and the policy where your library takes options beforehand. */
static void *prepare(const json_t *request, answer *why) {
    /* TODO: key_json gives a JWK or a JWK Set as text, for a library that reads those; key_octets a PEM or a secret. */
    struct verifier verifier = {request, key_octets(request, why)};
    if (!verifier.key.data) return NULL;
    return memcpy(malloc(sizeof(verifier)), &verifier, sizeof(verifier));
}

/* Once for each token. Hand it over as it is, and say what your library says. */
static answer verify(void *prepared, const char *token, size_t size) {
    const struct verifier *verifier = prepared;
    (void)verifier, (void)token, (void)size;
    /*
     * TODO: call your library. Then one of
     *     return accepted(payload, length);                  the octets that it returned
     *     return rejected("signature", "my_error: %s", ...); its own way to refuse
     *     return failed("my_error: %s", ...);                what it shouldn't have done
     * A library without a list of algorithms may be pinned by allows(verifier->request, the alg that it found).
     */
    return failed("not written yet");
}

static void release(void *prepared) {
    free(((struct verifier *)prepared)->key.data);
    free(prepared);
}

int main(void) {
    /* TODO: who your library is, and what it can do. What isn't declared isn't asked; what is declared has to work. */
    return run_adapter(&(struct adapter){
        .name = "MyJWT", .version = "0.0.0", .language = "C", .homepage = "https://example.com",
        .algorithms = "HS256", .serializations = "compact", .contents = "claims bytes", .keys = "jwk", .policy = "algorithms",
        .clock = "system", .prepare = prepare, .verify = verify, .release = release});
}
