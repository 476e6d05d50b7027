/*
 * protocol.h for adapters in C++: a library that throws.
 *
 * An adapter is a type with static functions, which `protocol::run` is given together with the description:
 *
 *     static protocol::Verifier verifier(protocol::Json request);  what the request asks of a token; the key is made ready
 *                                                                  once, and kept for a sequence
 *     static bool is_refusal(const std::exception &error);        whether that's the library's own way to refuse
 *     static std::string sign(protocol::Json request);             a token; left out where the library can't
 */
#ifndef PROTOCOL_HPP
#define PROTOCOL_HPP

// Some libraries have a json_t of their own, so jansson's has another name here: protocol::Json is a pointer to it.
#define json_t jansson_t
#include "protocol.h"
#undef json_t

#include <cstdlib>
#include <cxxabi.h>
#include <exception>
#include <functional>
#include <string>
#include <typeinfo>

namespace protocol {

/// A request, or a part of one.
using Json = const jansson_t *;

/// A library; the members are those of `struct adapter`.
struct Description {
    const char *name, *version, *language, *homepage, *algorithms, *serializations, *contents, *keys, *policy, *clock;
};

/// From a token to the octets of its payload; throws where the library refuses.
using Verifier = std::function<std::string(const std::string &token)>;

/// For an adapter to throw where its library refuses otherwise than by an exception. The reason may be empty.
struct Refusal {
    std::string reason, detail;
};

/// For an adapter to throw where its library can't do what is asked.
struct Unsupported {
    std::string feature;
};

inline std::string string_of(octets given) {
    std::string result(given.data ? given.data : "", given.size);
    std::free(given.data);
    return result;
}

/// `key_octets` as a string.
inline std::string key_of(Json request) {
    answer why = {};
    octets key = key_octets(request, &why);
    if (!key.data) throw Unsupported{why.detail};
    return string_of(key);
}

/// A value of the request as JSON text.
inline std::string text_of_json(Json value) {
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    std::string result = text ? text : "";
    std::free(text);
    return result;
}

/// The second segment of a token that the library accepted.
inline std::string segment_of(const std::string &token) {
    return string_of(accepted_segment(token.data(), token.size()).payload);
}

/// An exception in words.
inline std::string words_of(const std::exception &error) {
    char *name = abi::__cxa_demangle(typeid(error).name(), nullptr, nullptr, nullptr);
    std::string result = std::string(name ? name : typeid(error).name()) + ": " + error.what();
    std::free(name);
    return result;
}

/// The answer that the exception in flight amounts to.
template <class Library> answer caught() {
    static std::string reason; // outlives the answer, which holds no memory of its own
    try {
        throw;
    } catch (const Refusal &refusal) {
        reason = refusal.reason;
        return rejected(reason.empty() ? nullptr : reason.c_str(), "%s", refusal.detail.c_str());
    } catch (const Unsupported &it) {
        return unsupported("%s", it.feature.c_str());
    } catch (const std::exception &error) {
        std::string words = words_of(error);
        return Library::is_refusal(error) ? rejected(nullptr, "%s", words.c_str()) : failed("%s", words.c_str());
    } catch (...) {
        return failed("an exception that isn't a std::exception");
    }
}

template <class Library> void *prepare(Json request, answer *why) {
    try {
        return new Verifier(Library::verifier(request));
    } catch (...) {
        *why = caught<Library>();
        return nullptr;
    }
}

template <class Library> answer verify(void *prepared, const char *token, size_t size) {
    try {
        std::string payload = (*static_cast<Verifier *>(prepared))(std::string(token, size));
        return accepted(payload.data(), payload.size());
    } catch (...) {
        return caught<Library>();
    }
}

template <class Library> answer sign(Json request) {
    try {
        std::string token = Library::sign(request);
        return accepted(token.data(), token.size());
    } catch (...) {
        return caught<Library>();
    }
}

/// Answers the requests on standard input until it ends; what `main` returns.
template <class Library> int run(const Description &it) {
    adapter adapter = {};
    adapter.name = it.name, adapter.version = it.version, adapter.language = it.language, adapter.homepage = it.homepage;
    adapter.algorithms = it.algorithms, adapter.serializations = it.serializations, adapter.contents = it.contents;
    adapter.keys = it.keys, adapter.policy = it.policy, adapter.clock = it.clock;
    adapter.takes_nul = true; // a std::string knows its length
    adapter.prepare = prepare<Library>;
    adapter.verify = verify<Library>;
    adapter.release = [](void *prepared) { delete static_cast<Verifier *>(prepared); };
    if constexpr (requires { &Library::sign; }) adapter.sign = sign<Library>;
    return run_adapter(&adapter);
}

} // namespace protocol

#endif
