/*
 * Times the bare operations of several providers side by side, in one process, on the same octets.
 *
 * usage: bench ROUNDS MILLISECONDS OPENSSL.so [PROVIDER.so...]
 *
 * Each line of the output is ALGORITHM,OPERATION,PROVIDER,VERSION,NANOSECONDS,REASON: the median of the slices, or why there
 * is none. Before anything is timed, a provider accepts every signature of OpenSSL's, rejects each with a bit changed and each
 * under another message, and OpenSSL accepts all of its own.
 */
#include "provider.h"
#include <dlfcn.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RING = 256, MESSAGE = 300, PROVIDERS = 16, SLICES = 1000 };

static const char *const names[] = {"HS256", "RS256", "PS256", "ES256", "ES384", "EdDSA"};

struct seat {
    const struct provider *provider;
    void *context;
    const char *reason;
    size_t position, operations;
    double slices[SLICES];
};

static uint8_t messages[RING][MESSAGE], signatures[RING][LONGEST_SIGNATURE];
static size_t lengths[RING];

static void fail(const char *what) {
    fprintf(stderr, "provider bench: %s\n", what);
    exit(70);
}

static struct octets copied(const uint8_t *bytes, size_t length) {
    uint8_t *copy = malloc(length ? length : 1);
    if (length) memcpy(copy, bytes, length);
    return (struct octets){copy, length};
}

static struct octets number(EVP_PKEY *key, const char *name, size_t length) {
    BIGNUM *number = NULL;
    uint8_t bytes[512];
    if (!EVP_PKEY_get_bn_param(key, name, &number)) fail("a key has no such number");
    int count = BN_bn2binpad(number, bytes, length ? (int)length : BN_num_bytes(number));
    BN_free(number);
    return copied(bytes, (size_t)count);
}

static struct key make_key(enum algorithm algorithm) {
    struct key key = {.algorithm = algorithm};
    uint8_t bytes[200];
    size_t count = sizeof bytes;
    if (algorithm == HS256) {
        RAND_bytes(bytes, 32);
        key.secret = copied(bytes, 32);
        return key;
    }
    EVP_PKEY *pair = algorithm == EDDSA ? EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")
        : algorithm == ES256            ? EVP_EC_gen("P-256")
        : algorithm == ES384            ? EVP_EC_gen("P-384")
                                        : EVP_RSA_gen(2048);
    if (!pair) fail("a key can't be made");
    if (algorithm == EDDSA) {
        if (!EVP_PKEY_get_raw_private_key(pair, bytes, &count)) fail("no private key");
        key.secret = copied(bytes, count);
        count = sizeof bytes;
        if (!EVP_PKEY_get_raw_public_key(pair, bytes, &count)) fail("no public key");
        key.public = copied(bytes, count);
    } else if (algorithm == ES256 || algorithm == ES384) {
        key.secret = number(pair, OSSL_PKEY_PARAM_PRIV_KEY, algorithm == ES256 ? 32 : 48);
        if (!EVP_PKEY_get_octet_string_param(pair, OSSL_PKEY_PARAM_PUB_KEY, bytes, sizeof bytes, &count)) fail("no public key");
        key.public = copied(bytes, count);
    } else {
        key.n = number(pair, OSSL_PKEY_PARAM_RSA_N, 0);
        key.e = number(pair, OSSL_PKEY_PARAM_RSA_E, 0);
        key.d = number(pair, OSSL_PKEY_PARAM_RSA_D, 0);
        key.p = number(pair, OSSL_PKEY_PARAM_RSA_FACTOR1, 0);
        key.q = number(pair, OSSL_PKEY_PARAM_RSA_FACTOR2, 0);
        key.dp = number(pair, OSSL_PKEY_PARAM_RSA_EXPONENT1, 0);
        key.dq = number(pair, OSSL_PKEY_PARAM_RSA_EXPONENT2, 0);
        key.qi = number(pair, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, 0);
    }
    uint8_t *der = NULL;
    PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pair);
    int length = i2d_PKCS8_PRIV_KEY_INFO(info, &der);
    if (length <= 0) fail("no PKCS #8");
    key.pkcs8 = copied(der, (size_t)length);
    der = NULL;
    length = i2d_PUBKEY(pair, &der);
    if (length <= 0) fail("no SubjectPublicKeyInfo");
    key.spki = copied(der, (size_t)length);
    return key;
}

/* Why a provider may not be timed; NULL if it may. */
static const char *examined(struct seat *seat, const struct seat *openssl, enum algorithm algorithm) {
    const struct provider *it = seat->provider;
    uint8_t copy[LONGEST_SIGNATURE];
    for (size_t i = 0; i < RING; i++) {
        size_t next = (i + 1) % RING, bit = (i * 37 + 8) % (lengths[i] * 8);
        if (!it->verify(seat->context, messages[i], MESSAGE, signatures[i], lengths[i])) return "it rejects a signature of OpenSSL's";
        memcpy(copy, signatures[i], lengths[i]);
        copy[bit / 8] ^= (uint8_t)(1 << bit % 8);
        if (it->verify(seat->context, messages[i], MESSAGE, copy, lengths[i])) return "it accepts a changed signature";
        if (it->verify(seat->context, messages[next], MESSAGE, signatures[i], lengths[i])) return "it accepts another message";
        size_t length = it->sign(seat->context, messages[i], MESSAGE, copy);
        if (!length) return "it can't sign";
        if (!openssl->provider->verify(openssl->context, messages[i], MESSAGE, copy, length)) return "OpenSSL rejects its signature";
        int is_fixed = algorithm == HS256 || algorithm == RS256 || algorithm == EDDSA;
        if (is_fixed && (length != lengths[i] || memcmp(copy, signatures[i], length))) return "its signature isn't the only one there is";
    }
    return NULL;
}

/* The processor time of this thread, in nanoseconds. */
static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* Nanoseconds of an operation, over the given number of them. */
static double slice(struct seat *seat, int is_signing, size_t operations) {
    static uint8_t made[LONGEST_SIGNATURE];
    size_t failures = 0, at = seat->position;
    double start = now();
    for (size_t i = 0; i < operations; i++) {
        if (is_signing) {
            failures += !seat->provider->sign(seat->context, messages[at], MESSAGE, made);
        } else {
            failures += !seat->provider->verify(seat->context, messages[at], MESSAGE, signatures[at], lengths[at]);
        }
        at = at + 1 == RING ? 0 : at + 1;
    }
    double end = now();
    seat->position = at;
    if (failures) seat->reason = "an operation failed while it was timed";
    return (end - start) / (double)operations;
}

static int by_size(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static void measure(struct seat *seats, size_t count, enum algorithm algorithm, int is_signing, size_t rounds, double length) {
    for (size_t i = 0; i < count; i++) {
        struct seat *seat = &seats[i];
        if (seat->reason) continue;
        seat->operations = 1;
        double time;
        while ((time = slice(seat, is_signing, seat->operations)) * (double)seat->operations < length / 4) seat->operations *= 2;
        seat->operations = time < length ? (size_t)(length / time) : 1;
    }
    for (size_t round = 0; round < rounds; round++) {
        /* In an order of its own for each round. */
        size_t order[PROVIDERS];
        for (size_t i = 0; i < count; i++) order[i] = i;
        for (size_t i = count; i > 1; i--) {
            uint32_t chance;
            RAND_bytes((uint8_t *)&chance, sizeof chance);
            size_t other = chance % i, last = order[i - 1];
            order[i - 1] = order[other];
            order[other] = last;
        }
        for (size_t i = 0; i < count; i++) {
            struct seat *seat = &seats[order[i]];
            if (!seat->reason) seat->slices[round] = slice(seat, is_signing, seat->operations);
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct seat *seat = &seats[i];
        qsort(seat->slices, rounds, sizeof(double), by_size);
        printf("%s,%s,%s,\"%s\",", names[algorithm], is_signing ? "sign" : "verify", seat->provider->name, seat->provider->version());
        if (seat->reason) {
            printf(",%s\n", seat->reason);
        } else {
            printf("%.1f,\n", seat->slices[rounds / 2]);
        }
    }
    fflush(stdout);
}

int main(int count, char **words) {
    if (count < 4 || count > PROVIDERS + 3) fail("usage: bench ROUNDS MILLISECONDS OPENSSL.so [PROVIDER.so...]");
    size_t rounds = strtoul(words[1], NULL, 10), providers = (size_t)count - 3;
    double length = strtod(words[2], NULL) * 1e6;
    if (rounds < 1 || rounds > SLICES || !(length >= 1e5)) fail("1 to 1000 rounds of at least 0.1 ms");
    static struct seat seats[PROVIDERS];
    for (size_t i = 0; i < providers; i++) {
        void *library = dlopen(words[i + 3], RTLD_NOW | RTLD_LOCAL);
        if (!library) fail(dlerror());
        const struct provider *(*it)(void) = (const struct provider *(*)(void))dlsym(library, "provider");
        if (!it) fail("a shared object isn't a provider");
        seats[i].provider = it();
    }
    for (enum algorithm algorithm = 0; algorithm < ALGORITHMS; algorithm++) {
        struct key key = make_key(algorithm);
        for (size_t i = 0; i < RING; i++) {
            RAND_bytes(messages[i], MESSAGE);
            /* A signing input is base64url. */
            for (size_t j = 0; j < MESSAGE; j++) {
                messages[i][j] = (uint8_t)"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[messages[i][j] & 63];
            }
        }
        for (size_t i = 0; i < providers; i++) {
            seats[i].context = seats[i].provider->open(&key);
            seats[i].reason = seats[i].context ? NULL : "it doesn't have the algorithm";
            if (seats[i].reason) continue;
            for (size_t j = 0; i == 0 && j < RING; j++) {
                lengths[j] = seats[0].provider->sign(seats[0].context, messages[j], MESSAGE, signatures[j]);
                if (!lengths[j]) fail("OpenSSL can't sign");
            }
            seats[i].reason = examined(&seats[i], &seats[0], algorithm);
        }
        if (seats[0].reason) fail(seats[0].reason);
        for (int is_signing = 1; is_signing >= 0; is_signing--) measure(seats, providers, algorithm, is_signing, rounds, length);
    }
    return 0;
}
