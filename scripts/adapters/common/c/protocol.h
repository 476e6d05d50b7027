/*
 * Adapter protocol 1 in C: a JSON object a line in, a JSON object a line out, until the input ends.
 *
 * An adapter fills in a `struct adapter` and hands it to `run_adapter`. JSON is jansson's: a request is a `json_t` as it
 * came, and Vectors/schema/adapter-request.schema.json has its members. Link with protocol.c and jansson; from C++,
 * include protocol.hpp, which turns exceptions into answers.
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Octets of their own, and a NUL behind them that isn't counted. `data` is NULL where there are none. */
typedef struct {
    char *data;
    size_t size;
} octets;

enum outcome { ACCEPTED, REJECTED, UNSUPPORTED, FAILED };

/* What an adapter answers; made by the functions below. */
typedef struct {
    enum outcome outcome;
    octets payload;     /* ACCEPTED: what the library returned, or the token that it made */
    const char *reason; /* REJECTED: a reason code of Vectors/README.md where it's known, or NULL */
    char detail[256];   /* what the library says of it; UNSUPPORTED: the feature */
} answer;

/* The library accepts, with these octets as the payload (copied). */
answer accepted(const void *payload, size_t size);

/* The library refuses, in its own way. `reason` may be NULL. */
answer rejected(const char *reason, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* It can't be asked that: a kind, a colon and a name, such as "algorithm:ES256K". */
answer unsupported(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What isn't a refusal of the library's own: an exception that it shouldn't have thrown, no memory, a bug of the adapter. */
answer failed(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A library behind the protocol. Lists are words with a space between them; what isn't declared isn't asked. */
struct adapter {
    const char *name, *version, *language, *homepage;
    const char *algorithms;     /* "HS256 RS256" */
    const char *serializations; /* "compact", "flattened", "general", "detached", "unencoded" */
    const char *contents;       /* "claims", "bytes" */
    const char *keys;           /* "jwk", "jwks", "pem", "text", "octets", "none" */
    const char *policy;         /* the members of a policy that are honoured, "now" by either clock; "unpinned" too */
    const char *clock;          /* "injected" where the library is told the time, or "system" */
    bool takes_nul;             /* whether a token may hold U+0000: the library is told its length */

    /*
     * What the request asks of a token: key and policy, made ready once for many tokens, and kept for a sequence. The
     * request is there until `release`. NULL where it can't be had; `*why` then says why.
     */
    void *(*prepare)(const json_t *request, answer *why);

    /* Verifies one token, by what `prepare` returned. A NUL follows its octets. */
    answer (*verify)(void *prepared, const char *token, size_t size);

    /* Frees what `prepare` returned. */
    void (*release)(void *prepared);

    /* Makes a token of `header`, `payload` and the key; NULL where the library can't, or isn't asked to. */
    answer (*sign)(const json_t *request);
};

/* Answers the requests on standard input until it ends; what `main` returns. */
int run_adapter(const struct adapter *adapter);

/* A text of the request or of a part of it, or NULL. */
const char *text_of(const json_t *object, const char *name);

/* The octets that a base64url member of an object stands for. */
octets octets_of(const json_t *object, const char *name);

/* Whether the policy of a request lets an `alg` be used; by "default" every one may. `algorithm` may be NULL. */
bool allows(const json_t *request, const char *algorithm);

/*
 * The key as a library takes it that knows PEM and secrets alone: `keyText` and `keyOctets` as they stand, the octets of a
 * symmetric JWK, else `pem`. Without octets, and `*why` says so, where that isn't the whole key: such a library can't be
 * told of `use`, `key_ops` and `alg`, nor judge a JWK that's malformed.
 */
octets key_octets(const json_t *request, answer *why);

/* The key as JSON text for a library that reads JWK: `keyText` as it stands, else `key`. Without octets where there's none. */
octets key_json(const json_t *request);

/*
 * Accepts with the octets of the token's second segment: for a library that verified the token and returns no octets, but
 * a parsed claims set or just yes.
 */
answer accepted_segment(const char *token, size_t size);

#ifdef __cplusplus
}
#endif

#endif
