/* What a provider of cryptography offers to the benchmark: the bare operations of JWS, on octets as JWS has them. */
#ifndef PROVIDER_H
#define PROVIDER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum algorithm { HS256, RS256, PS256, ES256, ES384, EDDSA, ALGORITHMS };

/* A key in the forms that libraries ask for: big-endian numbers and DER; what a kind of key lacks has length 0. */
struct octets {
    const uint8_t *bytes;
    size_t length;
};

struct key {
    enum algorithm algorithm;
    struct octets secret;                     /* the octets of HMAC, or the seed of Ed25519, or the scalar of ECDSA */
    struct octets public;                     /* Ed25519: 32 octets; ECDSA: 04 || x || y */
    struct octets n, e, d, p, q, dp, dq, qi;  /* RSA, as JWK names them */
    struct octets pkcs8, spki;                /* both keys as DER */
};

/* The longest signature: RSA 2048. */
enum { LONGEST_SIGNATURE = 256 };

struct provider {
    const char *name;
    const char *(*version)(void);
    /* Imports a key, once; NULL: it doesn't have the algorithm, or refuses the key. */
    void *(*open)(const struct key *key);
    /* Signs a message; the length of the signature, or 0. ECDSA: r || s. */
    size_t (*sign)(void *context, const uint8_t *message, size_t length, uint8_t *signature);
    /* Whether a signature holds. */
    int (*verify)(void *context, const uint8_t *message, size_t length, const uint8_t *signature, size_t signed_length);
};

/* Each provider is a shared object with this function. */
const struct provider *provider(void);

static inline int is_equal(const uint8_t *one, const uint8_t *other, size_t length) {
    uint8_t difference = 0;
    for (size_t i = 0; i < length; i++) difference |= one[i] ^ other[i];
    return difference == 0;
}

/* r || s as a DER SEQUENCE, for libraries that know no other form: some ten nanoseconds. */
static inline size_t der_of(const uint8_t *raw, size_t length, uint8_t *der) {
    size_t half = length / 2, end = 2;
    for (int part = 0; part < 2; part++) {
        const uint8_t *number = raw + part * half;
        size_t skip = 0;
        while (skip < half - 1 && number[skip] == 0) skip++;
        size_t pad = number[skip] >> 7;
        der[end++] = 2;
        der[end++] = (uint8_t)(half - skip + pad);
        if (pad) der[end++] = 0;
        memcpy(der + end, number + skip, half - skip);
        end += half - skip;
    }
    der[0] = 0x30;
    der[1] = (uint8_t)(end - 2);
    return end;
}

/* The other way; 0 if it isn't such a SEQUENCE. */
static inline size_t raw_of(const uint8_t *der, size_t length, size_t half, uint8_t *raw) {
    size_t at = 2;
    if (length < 8 || der[0] != 0x30) return 0;
    for (int part = 0; part < 2; part++) {
        if (at + 2 > length || der[at] != 2) return 0;
        size_t count = der[at + 1];
        const uint8_t *number = der + at + 2;
        if (at + 2 + count > length) return 0;
        at += 2 + count;
        while (count > half && *number == 0) number++, count--;
        if (count > half) return 0;
        memset(raw + part * half, 0, half - count);
        memcpy(raw + part * half + half - count, number, count);
    }
    return 2 * half;
}

#endif
