/* Nettle and its Hogweed, which GnuTLS stands on. */
#include "provider.h"
#include <nettle/ecc-curve.h>
#include <nettle/ecdsa.h>
#include <nettle/eddsa.h>
#include <nettle/hmac.h>
#include <nettle/pss.h>
#include <nettle/rsa.h>
#include <nettle/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

struct context {
    enum algorithm algorithm;
    struct hmac_sha256_ctx mac;
    struct rsa_public_key public;
    struct rsa_private_key private;
    struct ecc_point point;
    struct ecc_scalar scalar;
    struct dsa_signature pair;
    mpz_t number;
    uint8_t seed[32], key[32];
};

static const char *version(void) {
    static char text[16];
    snprintf(text, sizeof text, "%d.%d", nettle_version_major(), nettle_version_minor());
    return text;
}

static void chance(void *context, size_t length, uint8_t *bytes) {
    (void)context;
    while (length > 0) {
        ssize_t count = getrandom(bytes, length < 256 ? length : 256, 0);
        if (count > 0) bytes += count, length -= (size_t)count;
    }
}

static void number(mpz_t it, struct octets octets) { nettle_mpz_set_str_256_u(it, octets.length, octets.bytes); }

static void *open_key(const struct key *key) {
    struct context *context = calloc(1, sizeof *context);
    context->algorithm = key->algorithm;
    mpz_init(context->number);
    switch (key->algorithm) {
    case HS256: hmac_sha256_set_key(&context->mac, key->secret.length, key->secret.bytes); return context;
    case EDDSA:
        memcpy(context->seed, key->secret.bytes, 32);
        memcpy(context->key, key->public.bytes, 32);
        return context;
    case RS256:
    case PS256:
        rsa_public_key_init(&context->public);
        rsa_private_key_init(&context->private);
        number(context->public.n, key->n);
        number(context->public.e, key->e);
        number(context->private.d, key->d);
        number(context->private.p, key->p);
        number(context->private.q, key->q);
        number(context->private.a, key->dp);
        number(context->private.b, key->dq);
        number(context->private.c, key->qi);
        return rsa_public_key_prepare(&context->public) && rsa_private_key_prepare(&context->private) ? context : NULL;
    default: {
        const struct ecc_curve *curve = key->algorithm == ES256 ? nettle_get_secp_256r1() : nettle_get_secp_384r1();
        size_t half = (key->public.length - 1) / 2;
        mpz_t x, y;
        mpz_inits(x, y, NULL);
        number(x, (struct octets){key->public.bytes + 1, half});
        number(y, (struct octets){key->public.bytes + 1 + half, half});
        ecc_point_init(&context->point, curve);
        ecc_scalar_init(&context->scalar, curve);
        dsa_signature_init(&context->pair);
        number(context->number, key->secret);
        return ecc_point_set(&context->point, x, y) && ecc_scalar_set(&context->scalar, context->number) ? context : NULL;
    }
    }
}

static size_t digest(const struct context *context, const uint8_t *message, size_t length, uint8_t *hash) {
    if (context->algorithm == ES384) {
        struct sha384_ctx state;
        sha384_init(&state);
        sha384_update(&state, length, message);
        sha384_digest(&state, SHA384_DIGEST_SIZE, hash);
        return SHA384_DIGEST_SIZE;
    }
    struct sha256_ctx state;
    sha256_init(&state);
    sha256_update(&state, length, message);
    sha256_digest(&state, SHA256_DIGEST_SIZE, hash);
    return SHA256_DIGEST_SIZE;
}

static size_t sign(void *opaque, const uint8_t *message, size_t length, uint8_t *signature) {
    struct context *context = opaque;
    uint8_t hash[64], salt[32];
    switch (context->algorithm) {
    case HS256:
        hmac_sha256_update(&context->mac, length, message);
        hmac_sha256_digest(&context->mac, 32, signature);
        return 32;
    case EDDSA: ed25519_sha512_sign(context->key, context->seed, length, message, signature); return 64;
    case RS256:
    case PS256: {
        int done;
        digest(context, message, length, hash);
        if (context->algorithm == RS256) {
            done = rsa_sha256_sign_digest_tr(&context->public, &context->private, NULL, chance, hash, context->number);
        } else {
            chance(NULL, sizeof salt, salt);
            done = rsa_pss_sha256_sign_digest_tr(
                &context->public, &context->private, NULL, chance, sizeof salt, salt, hash, context->number
            );
        }
        if (!done) return 0;
        nettle_mpz_get_str_256(context->public.size, signature, context->number);
        return context->public.size;
    }
    default: {
        size_t half = context->algorithm == ES256 ? 32 : 48;
        ecdsa_sign(&context->scalar, NULL, chance, digest(context, message, length, hash), hash, &context->pair);
        nettle_mpz_get_str_256(half, signature, context->pair.r);
        nettle_mpz_get_str_256(half, signature + half, context->pair.s);
        return 2 * half;
    }
    }
}

static int verify(void *opaque, const uint8_t *message, size_t length, const uint8_t *signature, size_t count) {
    struct context *context = opaque;
    uint8_t hash[64];
    switch (context->algorithm) {
    case HS256: return sign(opaque, message, length, hash) == count && is_equal(hash, signature, count);
    case EDDSA: return count == 64 && ed25519_sha512_verify(context->key, length, message, signature);
    case RS256:
    case PS256:
        digest(context, message, length, hash);
        number(context->number, (struct octets){signature, count});
        return context->algorithm == RS256
            ? rsa_sha256_verify_digest(&context->public, hash, context->number)
            : rsa_pss_sha256_verify_digest(&context->public, 32, hash, context->number);
    default:
        number(context->pair.r, (struct octets){signature, count / 2});
        number(context->pair.s, (struct octets){signature + count / 2, count / 2});
        return ecdsa_verify(&context->point, digest(context, message, length, hash), hash, &context->pair);
    }
}

const struct provider *provider(void) {
    static const struct provider it = {"Nettle (GnuTLS)", version, open_key, sign, verify};
    return &it;
}
