/* An adapter to complete: fill in every TODO. protocol.h describes what there is to use. */
#include "protocol.h"

#include <stdlib.h>
#include <string.h>

/* TODO: what your library needs to verify many tokens: its key object, its options. */
struct verifier {
    const json_t *request;
    octets key;
};

/* Called once per request: reads the key, and the policy if your library takes its options up front. */
static void *prepare(const json_t *request, answer *why) {
    /*
     * TODO: key_json gives a JWK or a JWK Set as text, for a library that reads those. For a library that takes secrets and
     * PEM, key_octets gives the secret's octets or the PEM text: declare "jwk" all the same.
     */
    struct verifier verifier = {request, key_octets(request, why)};
    if (!verifier.key.data) return NULL;
    return memcpy(malloc(sizeof(verifier)), &verifier, sizeof(verifier));
}

/* Called once per token. Pass the token on unchanged, and return what your library answers. */
static answer verify(void *prepared, const char *token, size_t size) {
    const struct verifier *verifier = prepared;
    (void)verifier, (void)token, (void)size;
    /*
     * TODO: call your library. Then one of
     *     return accepted(payload, length);                  it accepts; these are the payload's octets
     *     return rejected("signature", "my_error: %s", ...); it rejects the token
     *     return failed("my_error: %s", ...);                it failed in a way that isn't a rejection
     * If your library takes no list of algorithms, check the alg that it found with allows(verifier->request, alg).
     */
    return failed("not written yet");
}

static void release(void *prepared) {
    free(((struct verifier *)prepared)->key.data);
    free(prepared);
}

int main(void) {
    /* TODO: your library's name and what it can do. What you don't declare is skipped; what you declare has to work. */
    return run_adapter(&(struct adapter){
        .name = "MyJWT", .version = "0.0.0", .language = "C", .homepage = "https://example.com",
        .algorithms = "HS256", .serializations = "compact", .contents = "claims bytes", .keys = "jwk", .policy = "algorithms",
        .clock = "system", .prepare = prepare, .verify = verify, .release = release});
}
