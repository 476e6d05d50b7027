/* OpenSSL's libcrypto, with contexts that are prepared once, as in the floor of jwt-bench. */
#include "provider.h"
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>

struct context {
    enum algorithm algorithm;
    EVP_MAC_CTX *mac;
    EVP_MD_CTX *digest;
    EVP_PKEY *private, *public;
    EVP_PKEY_CTX *signing, *verifying;
    const EVP_MD *hash;
    size_t half;
};

static const char *version(void) { return OpenSSL_version(OPENSSL_VERSION); }

static int prepare(EVP_PKEY_CTX *context, int is_signing, enum algorithm algorithm, const EVP_MD *hash) {
    if (!context || (is_signing ? EVP_PKEY_sign_init(context) : EVP_PKEY_verify_init(context)) <= 0) return 0;
    if (EVP_PKEY_CTX_set_signature_md(context, hash) <= 0) return 0;
    if (algorithm != PS256) return 1;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0
        && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, 32) > 0;
}

static void *open_key(const struct key *key) {
    struct context *context = calloc(1, sizeof *context);
    context->algorithm = key->algorithm;
    context->digest = EVP_MD_CTX_new();
    if (key->algorithm == HS256) {
        EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
        OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SHA256", 0), OSSL_PARAM_END};
        context->mac = EVP_MAC_CTX_new(mac);
        return EVP_MAC_init(context->mac, key->secret.bytes, key->secret.length, parameters) ? context : NULL;
    }
    const uint8_t *der = key->pkcs8.bytes;
    context->private = d2i_AutoPrivateKey(NULL, &der, (long)key->pkcs8.length);
    der = key->spki.bytes;
    context->public = d2i_PUBKEY(NULL, &der, (long)key->spki.length);
    if (!context->private || !context->public) return NULL;
    if (key->algorithm == EDDSA) return context;
    context->half = key->algorithm == ES384 ? 48 : 32;
    context->hash = EVP_MD_fetch(NULL, key->algorithm == ES384 ? "SHA384" : "SHA256", NULL);
    context->signing = EVP_PKEY_CTX_new(context->private, NULL);
    context->verifying = EVP_PKEY_CTX_new(context->public, NULL);
    return prepare(context->signing, 1, key->algorithm, context->hash)
            && prepare(context->verifying, 0, key->algorithm, context->hash)
        ? context : NULL;
}

static unsigned digest(struct context *context, const uint8_t *message, size_t length, uint8_t *hash) {
    unsigned count = 0;
    return EVP_DigestInit_ex2(context->digest, context->hash, NULL)
            && EVP_DigestUpdate(context->digest, message, length) && EVP_DigestFinal_ex(context->digest, hash, &count)
        ? count : 0;
}

static size_t sign(void *opaque, const uint8_t *message, size_t length, uint8_t *signature) {
    struct context *context = opaque;
    size_t count = LONGEST_SIGNATURE;
    if (context->algorithm == HS256) {
        return EVP_MAC_init(context->mac, NULL, 0, NULL) && EVP_MAC_update(context->mac, message, length)
                && EVP_MAC_final(context->mac, signature, &count, count)
            ? count : 0;
    }
    if (context->algorithm == EDDSA) {
        return EVP_DigestSignInit(context->digest, NULL, NULL, NULL, context->private) > 0
                && EVP_DigestSign(context->digest, signature, &count, message, length) > 0
            ? count : 0;
    }
    uint8_t hash[EVP_MAX_MD_SIZE], der[160];
    unsigned hashed = digest(context, message, length, hash);
    if (context->algorithm == RS256 || context->algorithm == PS256) {
        return EVP_PKEY_sign(context->signing, signature, &count, hash, hashed) > 0 ? count : 0;
    }
    count = sizeof der;
    return EVP_PKEY_sign(context->signing, der, &count, hash, hashed) > 0
        ? raw_of(der, count, context->half, signature) : 0;
}

static int verify(void *opaque, const uint8_t *message, size_t length, const uint8_t *signature, size_t count) {
    struct context *context = opaque;
    uint8_t hash[EVP_MAX_MD_SIZE], der[160];
    if (context->algorithm == HS256) {
        return sign(context, message, length, hash) == count && CRYPTO_memcmp(hash, signature, count) == 0;
    }
    if (context->algorithm == EDDSA) {
        return EVP_DigestVerifyInit(context->digest, NULL, NULL, NULL, context->public) > 0
            && EVP_DigestVerify(context->digest, signature, count, message, length) == 1;
    }
    unsigned hashed = digest(context, message, length, hash);
    if (context->algorithm == ES256 || context->algorithm == ES384) {
        count = der_of(signature, count, der);
        signature = der;
    }
    return EVP_PKEY_verify(context->verifying, signature, count, hash, hashed) == 1;
}

const struct provider *provider(void) {
    static const struct provider it = {"OpenSSL", version, open_key, sign, verify};
    return &it;
}
