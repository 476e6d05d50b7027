/* libsodium: HMAC and Ed25519. */
#include "provider.h"
#include <sodium.h>
#include <stdlib.h>

struct context {
    enum algorithm algorithm;
    crypto_auth_hmacsha256_state mac;
    uint8_t private[crypto_sign_SECRETKEYBYTES], public[crypto_sign_PUBLICKEYBYTES];
};

static void *open_key(const struct key *key) {
    if (sodium_init() < 0 || (key->algorithm != HS256 && key->algorithm != EDDSA)) return NULL;
    struct context *context = calloc(1, sizeof *context);
    context->algorithm = key->algorithm;
    if (key->algorithm == HS256) {
        crypto_auth_hmacsha256_init(&context->mac, key->secret.bytes, key->secret.length);
    } else {
        crypto_sign_seed_keypair(context->public, context->private, key->secret.bytes);
        memcpy(context->public, key->public.bytes, key->public.length);
    }
    return context;
}

static size_t sign(void *opaque, const uint8_t *message, size_t length, uint8_t *signature) {
    struct context *context = opaque;
    if (context->algorithm == EDDSA) {
        return crypto_sign_detached(signature, NULL, message, length, context->private) == 0 ? crypto_sign_BYTES : 0;
    }
    crypto_auth_hmacsha256_state mac = context->mac;
    crypto_auth_hmacsha256_update(&mac, message, length);
    crypto_auth_hmacsha256_final(&mac, signature);
    return crypto_auth_hmacsha256_BYTES;
}

static int verify(void *opaque, const uint8_t *message, size_t length, const uint8_t *signature, size_t count) {
    struct context *context = opaque;
    if (context->algorithm == EDDSA) {
        return count == crypto_sign_BYTES && crypto_sign_verify_detached(signature, message, length, context->public) == 0;
    }
    uint8_t mac[crypto_auth_hmacsha256_BYTES];
    return sign(opaque, message, length, mac) == count && sodium_memcmp(mac, signature, count) == 0;
}

const struct provider *provider(void) {
    static const struct provider it = {"libsodium", sodium_version_string, open_key, sign, verify};
    return &it;
}
