/* wolfCrypt, the part of wolfSSL that is asked here. */
#include "provider.h"
#include <wolfssl/options.h>
#include <wolfssl/version.h>
#include <wolfssl/wolfcrypt/asn.h>
#include <wolfssl/wolfcrypt/asn_public.h>
#include <wolfssl/wolfcrypt/ecc.h>
#include <wolfssl/wolfcrypt/ed25519.h>
#include <wolfssl/wolfcrypt/hash.h>
#include <wolfssl/wolfcrypt/hmac.h>
#include <wolfssl/wolfcrypt/rsa.h>
#include <stdlib.h>

struct context {
    enum algorithm algorithm;
    WC_RNG chance;
    Hmac mac;
    RsaKey rsa, rsa_public;
    ecc_key ec, ec_public;
    ed25519_key ed, ed_public;
};

static const char *version(void) { return LIBWOLFSSL_VERSION_STRING; }

static void *open_key(const struct key *key) {
    struct context *context = calloc(1, sizeof *context);
    word32 at = 0, public_at = 0;
    context->algorithm = key->algorithm;
    if (wc_InitRng(&context->chance)) return NULL;
    switch (key->algorithm) {
    case HS256:
        return wc_HmacInit(&context->mac, NULL, INVALID_DEVID) == 0
                && wc_HmacSetKey(&context->mac, WC_SHA256, key->secret.bytes, (word32)key->secret.length) == 0
            ? context : NULL;
    case RS256:
    case PS256:
        return wc_InitRsaKey(&context->rsa, NULL) == 0 && wc_InitRsaKey(&context->rsa_public, NULL) == 0
                && wc_GetPkcs8TraditionalOffset((byte *)key->pkcs8.bytes, &at, (word32)key->pkcs8.length) >= 0
                && wc_RsaPrivateKeyDecode(key->pkcs8.bytes, &at, &context->rsa, (word32)key->pkcs8.length) == 0
                && wc_RsaSetRNG(&context->rsa, &context->chance) == 0
                && wc_RsaPublicKeyDecode(key->spki.bytes, &public_at, &context->rsa_public, (word32)key->spki.length) == 0
            ? context : NULL;
    case EDDSA:
        return wc_ed25519_init(&context->ed) == 0 && wc_ed25519_init(&context->ed_public) == 0
                && wc_ed25519_import_private_key(key->secret.bytes, 32, key->public.bytes, 32, &context->ed) == 0
                && wc_ed25519_import_public(key->public.bytes, 32, &context->ed_public) == 0
            ? context : NULL;
    default: {
        int curve = key->algorithm == ES256 ? ECC_SECP256R1 : ECC_SECP384R1;
        word32 length = (word32)key->public.length;
        return wc_ecc_init(&context->ec) == 0 && wc_ecc_init(&context->ec_public) == 0
                && wc_ecc_import_private_key_ex(
                       key->secret.bytes, (word32)key->secret.length, key->public.bytes, length, &context->ec, curve
                   ) == 0
                && wc_ecc_set_rng(&context->ec, &context->chance) == 0
                && wc_ecc_import_x963_ex(key->public.bytes, length, &context->ec_public, curve) == 0
            ? context : NULL;
    }
    }
}

static word32 digest(enum algorithm algorithm, const uint8_t *message, size_t length, uint8_t *hash) {
    word32 count = algorithm == ES384 ? WC_SHA384_DIGEST_SIZE : WC_SHA256_DIGEST_SIZE;
    enum wc_HashType kind = algorithm == ES384 ? WC_HASH_TYPE_SHA384 : WC_HASH_TYPE_SHA256;
    return wc_Hash(kind, message, (word32)length, hash, count) == 0 ? count : 0;
}

/* A SHA-256 as PKCS #1 signs it. */
static word32 digest_info(const uint8_t *hash, uint8_t *info) { return wc_EncodeSignature(info, hash, 32, SHA256h); }

static size_t sign(void *opaque, const uint8_t *message, size_t length, uint8_t *signature) {
    struct context *context = opaque;
    uint8_t hash[64], der[160];
    word32 count = LONGEST_SIGNATURE;
    switch (context->algorithm) {
    case HS256:
        return wc_HmacUpdate(&context->mac, message, (word32)length) == 0 && wc_HmacFinal(&context->mac, signature) == 0 ? 32 : 0;
    case EDDSA:
        return wc_ed25519_sign_msg(message, (word32)length, signature, &count, &context->ed) == 0 ? count : 0;
    case RS256:
    case PS256: {
        digest(context->algorithm, message, length, hash);
        int done = context->algorithm == RS256
            ? wc_RsaSSL_Sign(der, digest_info(hash, der), signature, count, &context->rsa, &context->chance)
            : wc_RsaPSS_Sign(hash, 32, signature, count, WC_HASH_TYPE_SHA256, WC_MGF1SHA256, &context->rsa, &context->chance);
        return done > 0 ? (size_t)done : 0;
    }
    default:
        count = sizeof der;
        return wc_ecc_sign_hash(
                   hash, digest(context->algorithm, message, length, hash), der, &count, &context->chance, &context->ec
               ) == 0 ? raw_of(der, count, context->algorithm == ES256 ? 32 : 48, signature) : 0;
    }
}

static int verify(void *opaque, const uint8_t *message, size_t length, const uint8_t *signature, size_t count) {
    struct context *context = opaque;
    uint8_t hash[64], der[160], info[LONGEST_SIGNATURE];
    int holds = 0;
    switch (context->algorithm) {
    case HS256: return sign(opaque, message, length, hash) == count && is_equal(hash, signature, count);
    case EDDSA:
        return wc_ed25519_verify_msg(signature, (word32)count, message, (word32)length, &holds, &context->ed_public) == 0 && holds;
    case RS256: {
        digest(context->algorithm, message, length, hash);
        word32 expected = digest_info(hash, der);
        int found = wc_RsaSSL_Verify(signature, (word32)count, info, sizeof info, &context->rsa_public);
        return found == (int)expected && is_equal(info, der, expected);
    }
    case PS256: {
        uint8_t copy[LONGEST_SIGNATURE];
        if (count > sizeof copy) return 0;
        memcpy(copy, signature, count);
        digest(context->algorithm, message, length, hash);
        return wc_RsaPSS_VerifyCheck(
                   copy, (word32)count, info, sizeof info, hash, 32, WC_HASH_TYPE_SHA256, WC_MGF1SHA256, &context->rsa_public
               ) > 0;
    }
    default:
        return wc_ecc_verify_hash(
                   der, (word32)der_of(signature, count, der), hash, digest(context->algorithm, message, length, hash), &holds,
                   &context->ec_public
               ) == 0 && holds;
    }
}

const struct provider *provider(void) {
    static const struct provider it = {"wolfSSL", version, open_key, sign, verify};
    return &it;
}
