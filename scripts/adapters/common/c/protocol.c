#include "protocol.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* --- octets and base64url --- */

static octets copy(const void *data, size_t size) {
    octets result = {malloc(size + 1), size};
    if (!result.data) abort();
    if (size) memcpy(result.data, data, size);
    result.data[size] = 0;
    return result;
}

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static json_t *base64url(octets octets) {
    char *text = malloc(octets.size * 4 / 3 + 4);
    size_t length = 0, bits = 0;
    uint32_t pool = 0;
    if (!text) abort();
    for (size_t i = 0; i < octets.size; i++) {
        pool = pool << 8 | (unsigned char)octets.data[i];
        for (bits += 8; bits >= 6; bits -= 6) text[length++] = alphabet[pool >> (bits - 6) & 63];
    }
    if (bits) text[length++] = alphabet[pool << (6 - bits) & 63];
    json_t *result = json_stringn(text, length);
    free(text);
    return result;
}

/* Characters outside the alphabet are skipped: what comes here is the runner's own, or was accepted by the library. */
static octets decoded(const char *text, size_t length) {
    octets result = copy(text, length);
    size_t bits = 0;
    uint32_t pool = 0;
    result.size = 0;
    for (size_t i = 0; i < length; i++) {
        const char *digit = text[i] == '+' ? alphabet + 62 : text[i] == '/' ? alphabet + 63 : strchr(alphabet, text[i]);
        if (!digit || !*digit) continue;
        pool = pool << 6 | (uint32_t)(digit - alphabet);
        if ((bits += 6) >= 8) result.data[result.size++] = (char)(pool >> (bits -= 8) & 255);
    }
    result.data[result.size] = 0;
    return result;
}

/* --- answers --- */

answer accepted(const void *payload, size_t size) {
    return (answer){.outcome = ACCEPTED, .payload = copy(payload, size)};
}

#define FORMATTED(result)                                                \
    va_list arguments;                                                   \
    va_start(arguments, format);                                         \
    vsnprintf((result).detail, sizeof(result).detail, format, arguments); \
    va_end(arguments)

answer rejected(const char *reason, const char *format, ...) {
    answer result = {.outcome = REJECTED, .reason = reason};
    FORMATTED(result);
    return result;
}

answer unsupported(const char *format, ...) {
    answer result = {.outcome = UNSUPPORTED};
    FORMATTED(result);
    return result;
}

answer failed(const char *format, ...) {
    answer result = {.outcome = FAILED};
    FORMATTED(result);
    return result;
}

answer accepted_segment(const char *token, size_t size) {
    const char *start = memchr(token, '.', size);
    start = start ? start + 1 : token + size;
    size_t rest = size - (size_t)(start - token);
    const char *end = memchr(start, '.', rest);
    return (answer){.outcome = ACCEPTED, .payload = decoded(start, end ? (size_t)(end - start) : rest)};
}

/* A library's message may be cut off within a character, or be in no known encoding. */
static json_t *message(const char *text) {
    json_t *result = json_string(text);
    if (result) return result;
    octets ascii = copy(text, strlen(text));
    for (size_t i = 0; i < ascii.size; i++)
        if ((unsigned char)ascii.data[i] > 126) ascii.data[i] = '?';
    result = json_string(ascii.data);
    free(ascii.data);
    return result;
}

/* --- what requests hold --- */

const char *text_of(const json_t *object, const char *name) {
    return json_string_value(json_object_get(object, name));
}

octets octets_of(const json_t *object, const char *name) {
    const json_t *text = json_object_get(object, name);
    return json_is_string(text) ? decoded(json_string_value(text), json_string_length(text)) : (octets){0};
}

bool allows(const json_t *request, const char *algorithm) {
    const json_t *pinned = json_object_get(json_object_get(request, "policy"), "algorithms"), *name;
    size_t i;
    json_array_foreach(pinned, i, name)
        if (algorithm && !strcmp(algorithm, json_string_value(name))) return true;
    return json_is_string(pinned);
}

octets key_octets(const json_t *request, answer *why) {
    const json_t *key = json_object_get(request, "key"), *text = json_object_get(request, "keyText");
    if (!text) text = json_object_get(request, "pem");
    const char *k = text_of(key, "k"), *purposes[] = {"use", "key_ops", "alg"};
    for (size_t i = 0; i < 3; i++) {
        if (!json_object_get(key, purposes[i])) continue;
        *why = unsupported("key:jwk-purpose");
        return (octets){0};
    }
    if (text) return copy(json_string_value(text), json_string_length(text));
    if (!key) return octets_of(request, "keyOctets");
    if (k && !k[strspn(k, alphabet)]) return octets_of(key, "k");
    *why = unsupported(k ? "key:malformed-jwk" : "key:jwk-without-pem");
    return (octets){0};
}

octets key_json(const json_t *request) {
    const json_t *key = json_object_get(request, "key"), *text = json_object_get(request, "keyText");
    if (text) return copy(json_string_value(text), json_string_length(text));
    char *written = key ? json_dumps(key, JSON_COMPACT) : NULL;
    return written ? (octets){written, strlen(written)} : (octets){0};
}

/* --- replies --- */

static json_t *words(const char *list) {
    json_t *result = json_array();
    while (*list) {
        size_t length = strcspn(list, " ");
        json_array_append_new(result, json_stringn(list, length));
        list += length + (list[length] == ' ');
    }
    return result;
}

static bool is_word(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length])) return true;
    return false;
}

static json_t *hello(const struct adapter *adapter) {
    json_t *policy = words(adapter->policy), *member;
    size_t i;
    json_array_foreach(policy, i, member) /* a clock that can't be set isn't the policy's */
        if (!strcmp(json_string_value(member), "now") && !strcmp(adapter->clock, "system")) json_array_remove(policy, i--);
    return json_pack("{s:i, s:{s:s, s:s, s:s, s:s}, s:{s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:b}}", "protocol", 1,
        "implementation", "name", adapter->name, "version", adapter->version, "language", adapter->language,
        "homepage", adapter->homepage, "capabilities",
        "operations", words(adapter->sign ? "verify sign bench" : "verify bench"),
        "algorithms", words(adapter->algorithms), "serializations", words(adapter->serializations),
        "contents", words(adapter->contents), "keys", words(adapter->keys), "policy", policy,
        "clock", adapter->clock, "sequences", 1);
}

/* What an answer to `verify` and `sign` reads like on the line. */
static json_t *reply(answer given, bool is_token) {
    json_t *result = json_object();
    switch (given.outcome) {
    case ACCEPTED:
        json_object_set_new(result, "outcome", json_string(is_token ? "ok" : "accept"));
        if (is_token) json_object_set_new(result, "token", json_stringn(given.payload.data, given.payload.size));
        else json_object_set_new(result, "payload", base64url(given.payload));
        break;
    case REJECTED:
        json_object_set_new(result, "outcome", json_string("reject"));
        if (given.reason) json_object_set_new(result, "reason", json_string(given.reason));
        json_object_set_new(result, "detail", message(given.detail));
        break;
    case UNSUPPORTED:
        json_object_set_new(result, "outcome", json_string("unsupported"));
        json_object_set_new(result, "feature", message(given.detail));
        break;
    case FAILED:
        json_object_set_new(result, "outcome", json_string("error"));
        json_object_set_new(result, "detail", message(given.detail));
    }
    free(given.payload.data);
    return result;
}

/* --- the operations --- */

/* Whether the policy asks for nothing that isn't declared. */
static bool honours(const struct adapter *adapter, const json_t *request, answer *why) {
    json_t *policy = json_object_get(request, "policy"), *value;
    const char *name;
    json_object_foreach(policy, name, value) {
        bool unpinned = !strcmp(name, "algorithms") && json_is_string(value);
        if (is_word(adapter->policy, unpinned ? "unpinned" : name)) continue;
        *why = unsupported("policy:%s", unpinned ? "unpinned" : name);
        return false;
    }
    bool detached = json_object_get(request, "detachedPayload");
    if (!detached || strstr(adapter->serializations, "detached") || strstr(adapter->serializations, "unencoded")) return true;
    *why = unsupported("serialization:detached");
    return false;
}

/* What was prepared for sequences, with all that was asked but the token; the oldest of a hundred gives way. */
static struct kept {
    json_t *question;
    void *prepared;
} kept[100];

/* What was prepared for the same question about another token, or is now. */
static void *prepared_in_sequence(const struct adapter *adapter, const json_t *request, answer *why) {
    static size_t count;
    const size_t room = sizeof(kept) / sizeof(*kept);
    json_t *question = json_copy((json_t *)request);
    json_object_del(question, "id");
    json_object_del(question, "token");
    json_object_del(question, "tokenOctets");
    for (size_t i = 0; i < room && i < count; i++) {
        if (!json_equal(kept[i].question, question)) continue;
        json_decref(question);
        return kept[i].prepared;
    }
    void *prepared = adapter->prepare(question, why);
    if (!prepared) {
        json_decref(question);
        return NULL;
    }
    struct kept *place = &kept[count++ % room];
    if (place->prepared) {
        adapter->release(place->prepared);
        json_decref(place->question);
    }
    *place = (struct kept){question, prepared};
    return prepared;
}

static answer verify(const struct adapter *adapter, const json_t *request) {
    answer result = failed("the adapter prepared nothing and didn't say why");
    if (!honours(adapter, request, &result)) return result;
    const json_t *text = json_object_get(request, "token");
    octets token = text ? copy(json_string_value(text), json_string_length(text)) : octets_of(request, "tokenOctets");
    if (!adapter->takes_nul && memchr(token.data, 0, token.size)) {
        result = unsupported("token:nul");
    } else {
        bool is_step = json_object_get(request, "sequence");
        void *prepared = is_step ? prepared_in_sequence(adapter, request, &result) : adapter->prepare(request, &result);
        if (prepared) {
            result = adapter->verify(prepared, token.data, token.size);
            if (!is_step) adapter->release(prepared);
        }
    }
    free(token.data);
    return result;
}

static int64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static json_t *bench(const struct adapter *adapter, const json_t *request) {
    answer result = failed("the adapter prepared nothing and didn't say why");
    if (!honours(adapter, request, &result)) return reply(result, false);
    void *prepared = adapter->prepare(request, &result);
    if (!prepared) return reply(result, false);
    const json_t *tokens = json_object_get(request, "tokens"), *token;
    json_int_t iterations = json_integer_value(json_object_get(request, "iterations"));
    size_t i, count = json_array_size(tokens);
    json_array_foreach(tokens, i, token) { /* nothing is timed that isn't accepted */
        result = adapter->verify(prepared, json_string_value(token), json_string_length(token));
        if (result.outcome != ACCEPTED) {
            adapter->release(prepared);
            return reply(result, false);
        }
        free(result.payload.data);
    }
    int64_t start = nanoseconds();
    for (json_int_t number = 0; number < iterations; number++) {
        token = json_array_get(tokens, (size_t)number % count);
        free(adapter->verify(prepared, json_string_value(token), json_string_length(token)).payload.data);
    }
    int64_t elapsed = nanoseconds() - start;
    adapter->release(prepared);
    return json_pack("{s:s, s:I, s:I}", "outcome", "ok", "iterations", iterations,
        "elapsedNanoseconds", (json_int_t)elapsed);
}

static json_t *answered(const struct adapter *adapter, const json_t *request) {
    const char *operation = text_of(request, "op");
    if (!strcmp(operation, "hello")) return hello(adapter);
    if (!strcmp(operation, "verify")) return reply(verify(adapter, request), false);
    if (!strcmp(operation, "bench")) return bench(adapter, request);
    if (!strcmp(operation, "sign") && adapter->sign) return reply(adapter->sign(request), true);
    return reply(unsupported("operation:%s", operation), false);
}

int run_adapter(const struct adapter *adapter) {
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while ((length = getline(&line, &room, stdin)) > 0) {
        json_error_t error;
        json_t *request = json_loadb(line, (size_t)length, JSON_ALLOW_NUL, &error);
        if (!text_of(request, "op")) {
            fprintf(stderr, "a line that isn't a request: %s\n", request ? "no op" : error.text);
            return 1;
        }
        json_t *line_out = answered(adapter, request);
        json_object_set(line_out, "id", json_object_get(request, "id"));
        json_dumpf(line_out, stdout, JSON_COMPACT);
        putchar('\n');
        fflush(stdout);
        json_decref(line_out);
        json_decref(request);
    }
    free(line);
    return 0;
}
