/* libgcrypt, through its S-expressions. */
#include "provider.h"
#include <gcrypt.h>
#include <stdlib.h>

struct context {
    enum algorithm algorithm;
    gcry_md_hd_t hash;
    gcry_sexp_t private, public;
    size_t half;
};

static const char *version(void) { return gcry_check_version(NULL); }

static void *open_key(const struct key *key) {
    gcry_check_version(NULL);
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    struct context *context = calloc(1, sizeof *context);
    context->algorithm = key->algorithm;
    context->half = key->algorithm == ES384 ? 48 : 32;
    int kind = key->algorithm == ES384 ? GCRY_MD_SHA384 : GCRY_MD_SHA256;
    if (gcry_md_open(&context->hash, kind, key->algorithm == HS256 ? GCRY_MD_FLAG_HMAC : 0)) return NULL;
    if (key->algorithm == HS256) {
        return gcry_md_setkey(context->hash, key->secret.bytes, key->secret.length) ? NULL : context;
    }
    gcry_error_t private, public;
#define OCTETS(member) (int)key->member.length, key->member.bytes
    if (key->algorithm == RS256 || key->algorithm == PS256) {
        /* Its coefficient is p⁻¹ mod q where JWK has q⁻¹ mod p: the primes change places. */
        private = gcry_sexp_build(
            &context->private, NULL, "(private-key(rsa(n%b)(e%b)(d%b)(p%b)(q%b)(u%b)))", OCTETS(n), OCTETS(e), OCTETS(d),
            OCTETS(q), OCTETS(p), OCTETS(qi)
        );
        public = gcry_sexp_build(&context->public, NULL, "(public-key(rsa(n%b)(e%b)))", OCTETS(n), OCTETS(e));
    } else {
        const char *curve = key->algorithm == EDDSA ? "Ed25519" : key->algorithm == ES256 ? "NIST P-256" : "NIST P-384";
        const char *flags = key->algorithm == EDDSA ? "(flags eddsa)" : "";
        char form[128];
        snprintf(form, sizeof form, "(private-key(ecc(curve %%s)%s(q%%b)(d%%b)))", flags);
        private = gcry_sexp_build(&context->private, NULL, form, curve, OCTETS(public), OCTETS(secret));
        snprintf(form, sizeof form, "(public-key(ecc(curve %%s)%s(q%%b)))", flags);
        public = gcry_sexp_build(&context->public, NULL, form, curve, OCTETS(public));
    }
    return private || public ? NULL : context;
}

static const uint8_t *digest(struct context *context, const uint8_t *message, size_t length) {
    gcry_md_reset(context->hash);
    gcry_md_write(context->hash, message, length);
    return gcry_md_read(context->hash, 0);
}

static gcry_error_t data(struct context *context, const uint8_t *message, size_t length, gcry_sexp_t *data) {
    if (context->algorithm == EDDSA) {
        return gcry_sexp_build(data, NULL, "(data(flags eddsa)(hash-algo sha512)(value%b))", (int)length, message);
    }
    const char *form = context->algorithm == RS256 ? "(data(flags pkcs1)(hash sha256 %b))"
        : context->algorithm == ES256              ? "(data(flags raw)(hash sha256 %b))"
                                                   : "(data(flags raw)(hash sha384 %b))";
    if (context->algorithm == PS256) form = "(data(flags pss)(hash sha256 %b)(salt-length 2:32))";
    return gcry_sexp_build(data, NULL, form, context->algorithm == ES384 ? 48 : 32, digest(context, message, length));
}

/* A member of a signature, to the right in its room. */
static size_t member(gcry_sexp_t list, const char *name, size_t room, uint8_t *to) {
    gcry_sexp_t found = gcry_sexp_find_token(list, name, 0);
    size_t count = 0;
    const char *bytes = found ? gcry_sexp_nth_data(found, 1, &count) : NULL;
    while (count > room && *bytes == 0) bytes++, count--;
    if (bytes && count <= room) {
        memset(to, 0, room - count);
        memcpy(to + room - count, bytes, count);
    }
    gcry_sexp_release(found);
    return bytes && count <= room ? room : 0;
}

static size_t sign(void *opaque, const uint8_t *message, size_t length, uint8_t *signature) {
    struct context *context = opaque;
    if (context->algorithm == HS256) {
        memcpy(signature, digest(context, message, length), 32);
        return 32;
    }
    gcry_sexp_t input, output = NULL;
    if (data(context, message, length, &input)) return 0;
    gcry_error_t error = gcry_pk_sign(&output, input, context->private);
    gcry_sexp_release(input);
    size_t count = 0;
    if (!error && (context->algorithm == RS256 || context->algorithm == PS256)) {
        count = member(output, "s", LONGEST_SIGNATURE, signature);
    } else if (!error) {
        count = member(output, "r", context->half, signature) + member(output, "s", context->half, signature + context->half);
    }
    gcry_sexp_release(output);
    return count;
}

static int verify(void *opaque, const uint8_t *message, size_t length, const uint8_t *signature, size_t count) {
    struct context *context = opaque;
    if (context->algorithm == HS256) return count == 32 && is_equal(digest(context, message, length), signature, 32);
    gcry_sexp_t input, output;
    gcry_error_t error;
    if (data(context, message, length, &input)) return 0;
    if (context->algorithm == RS256 || context->algorithm == PS256) {
        error = gcry_sexp_build(&output, NULL, "(sig-val(rsa(s%b)))", (int)count, signature);
    } else {
        const char *form = context->algorithm == EDDSA ? "(sig-val(eddsa(r%b)(s%b)))" : "(sig-val(ecdsa(r%b)(s%b)))";
        int half = (int)count / 2;
        error = gcry_sexp_build(&output, NULL, form, half, signature, half, signature + half);
    }
    if (!error) {
        error = gcry_pk_verify(output, input, context->public);
        gcry_sexp_release(output);
    }
    gcry_sexp_release(input);
    return !error;
}

const struct provider *provider(void) {
    static const struct provider it = {"libgcrypt", version, open_key, sign, verify};
    return &it;
}
