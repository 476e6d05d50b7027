/* Mbed TLS: everything but Ed25519. */
#include "provider.h"
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/ecdsa.h>
#include <mbedtls/entropy.h>
#include <mbedtls/md.h>
#include <mbedtls/pk.h>
#include <mbedtls/version.h>
#include <stdlib.h>

struct context {
    enum algorithm algorithm;
    mbedtls_md_context_t mac;
    mbedtls_pk_context private, public;
    mbedtls_mpi r, s;
    mbedtls_entropy_context entropy;
    mbedtls_ctr_drbg_context chance;
    mbedtls_md_type_t hash;
    size_t half;
};

static const char *version(void) {
    static char text[18];
    mbedtls_version_get_string(text);
    return text;
}

static void *open_key(const struct key *key) {
    if (key->algorithm == EDDSA) return NULL;
    struct context *context = calloc(1, sizeof *context);
    context->algorithm = key->algorithm;
    context->half = key->algorithm == ES384 ? 48 : 32;
    context->hash = key->algorithm == ES384 ? MBEDTLS_MD_SHA384 : MBEDTLS_MD_SHA256;
    if (key->algorithm == HS256) {
        mbedtls_md_init(&context->mac);
        return mbedtls_md_setup(&context->mac, mbedtls_md_info_from_type(context->hash), 1) == 0
                && mbedtls_md_hmac_starts(&context->mac, key->secret.bytes, key->secret.length) == 0
            ? context : NULL;
    }
    mbedtls_entropy_init(&context->entropy);
    mbedtls_ctr_drbg_init(&context->chance);
    mbedtls_pk_init(&context->private);
    mbedtls_pk_init(&context->public);
    mbedtls_mpi_init(&context->r);
    mbedtls_mpi_init(&context->s);
    if (mbedtls_ctr_drbg_seed(&context->chance, mbedtls_entropy_func, &context->entropy, NULL, 0)
        || mbedtls_pk_parse_key(&context->private, key->pkcs8.bytes, key->pkcs8.length, NULL, 0)
        || mbedtls_pk_parse_public_key(&context->public, key->spki.bytes, key->spki.length)) return NULL;
    if (key->algorithm == PS256) {
        mbedtls_rsa_set_padding(mbedtls_pk_rsa(context->private), MBEDTLS_RSA_PKCS_V21, context->hash);
        mbedtls_rsa_set_padding(mbedtls_pk_rsa(context->public), MBEDTLS_RSA_PKCS_V21, context->hash);
    }
    return context;
}

static size_t digest(const struct context *context, const uint8_t *message, size_t length, uint8_t *hash) {
    const mbedtls_md_info_t *info = mbedtls_md_info_from_type(context->hash);
    return mbedtls_md(info, message, length, hash) == 0 ? mbedtls_md_get_size(info) : 0;
}

static size_t sign(void *opaque, const uint8_t *message, size_t length, uint8_t *signature) {
    struct context *context = opaque;
    uint8_t hash[64];
    if (context->algorithm == HS256) {
        return mbedtls_md_hmac_reset(&context->mac) == 0 && mbedtls_md_hmac_update(&context->mac, message, length) == 0
                && mbedtls_md_hmac_finish(&context->mac, signature) == 0
            ? 32 : 0;
    }
    size_t hashed = digest(context, message, length, hash);
    if (context->algorithm == RS256 || context->algorithm == PS256) {
        size_t count;
        return mbedtls_pk_sign(
                   &context->private, context->hash, hash, hashed, signature, &count, mbedtls_ctr_drbg_random, &context->chance
               ) == 0 ? count : 0;
    }
    mbedtls_ecp_keypair *pair = mbedtls_pk_ec(context->private);
    return mbedtls_ecdsa_sign(
               &pair->grp, &context->r, &context->s, &pair->d, hash, hashed, mbedtls_ctr_drbg_random, &context->chance
           ) == 0 && mbedtls_mpi_write_binary(&context->r, signature, context->half) == 0
            && mbedtls_mpi_write_binary(&context->s, signature + context->half, context->half) == 0
        ? 2 * context->half : 0;
}

static int verify(void *opaque, const uint8_t *message, size_t length, const uint8_t *signature, size_t count) {
    struct context *context = opaque;
    uint8_t hash[64];
    if (context->algorithm == HS256) return sign(opaque, message, length, hash) == count && is_equal(hash, signature, count);
    size_t hashed = digest(context, message, length, hash);
    if (context->algorithm == RS256 || context->algorithm == PS256) {
        return mbedtls_pk_verify(&context->public, context->hash, hash, hashed, signature, count) == 0;
    }
    mbedtls_ecp_keypair *pair = mbedtls_pk_ec(context->public);
    return mbedtls_mpi_read_binary(&context->r, signature, context->half) == 0
        && mbedtls_mpi_read_binary(&context->s, signature + context->half, context->half) == 0
        && mbedtls_ecdsa_verify(&pair->grp, hash, hashed, &pair->Q, &context->r, &context->s) == 0;
}

const struct provider *provider(void) {
    static const struct provider it = {"Mbed TLS", version, open_key, sign, verify};
    return &it;
}
