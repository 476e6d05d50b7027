/* Botan, through its C interface. */
#include "provider.h"
#include <botan/ffi.h>
#include <stdlib.h>

struct context {
    enum algorithm algorithm;
    botan_mac_t mac;
    botan_rng_t chance;
    botan_pk_op_sign_t signing;
    botan_pk_op_verify_t verifying;
};

static void *open_key(const struct key *key) {
    static const char *const paddings[] = {"", "EMSA3(SHA-256)", "PSSR(SHA-256,MGF1,32)", "EMSA1(SHA-256)", "EMSA1(SHA-384)", "Pure"};
    struct context *context = calloc(1, sizeof *context);
    context->algorithm = key->algorithm;
    if (key->algorithm == HS256) {
        return botan_mac_init(&context->mac, "HMAC(SHA-256)", 0) == 0
                && botan_mac_set_key(context->mac, key->secret.bytes, key->secret.length) == 0
            ? context : NULL;
    }
    botan_privkey_t private;
    botan_pubkey_t public;
    if (botan_rng_init(&context->chance, "user")
        || botan_privkey_load(&private, context->chance, key->pkcs8.bytes, key->pkcs8.length, NULL)
        || botan_pubkey_load(&public, key->spki.bytes, key->spki.length)
        || botan_pk_op_sign_create(&context->signing, private, paddings[key->algorithm], 0)
        || botan_pk_op_verify_create(&context->verifying, public, paddings[key->algorithm], 0)) return NULL;
    return context;
}

static size_t sign(void *opaque, const uint8_t *message, size_t length, uint8_t *signature) {
    struct context *context = opaque;
    size_t count = LONGEST_SIGNATURE;
    if (context->algorithm == HS256) {
        return botan_mac_update(context->mac, message, length) == 0 && botan_mac_final(context->mac, signature) == 0 ? 32 : 0;
    }
    return botan_pk_op_sign_update(context->signing, message, length) == 0
            && botan_pk_op_sign_finish(context->signing, context->chance, signature, &count) == 0
        ? count : 0;
}

static int verify(void *opaque, const uint8_t *message, size_t length, const uint8_t *signature, size_t count) {
    struct context *context = opaque;
    if (context->algorithm == HS256) {
        uint8_t mac[32];
        return sign(opaque, message, length, mac) == count && is_equal(mac, signature, count);
    }
    return botan_pk_op_verify_update(context->verifying, message, length) == 0
        && botan_pk_op_verify_finish(context->verifying, signature, count) == 0;
}

const struct provider *provider(void) {
    static const struct provider it = {"Botan", botan_version_string, open_key, sign, verify};
    return &it;
}
