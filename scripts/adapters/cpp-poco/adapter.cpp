// POCO's JWT library behind adapter protocol 1.
#include "protocol.hpp"

#include <Poco/Crypto/CryptoException.h>
#include <Poco/Crypto/ECKey.h>
#include <Poco/Crypto/RSAKey.h>
#include <Poco/Environment.h>
#include <Poco/JSON/Parser.h>
#include <Poco/JWT/JWTException.h>
#include <Poco/JWT/Signer.h>
#include <Poco/JWT/Token.h>
#include <memory>
#include <set>
#include <sstream>
#include <string>

struct PocoJWT {
    // A Signer has a place for each kind of key: that of the JWK, or of the first pinned algorithm where the key is text.
    static void set_key(Poco::JWT::Signer &signer, protocol::Json request, const std::string &algorithm, bool is_private) {
        std::istringstream pem(protocol::key_of(request));
        const char *type = text_of(json_object_get(request, "key"), "kty");
        std::string kind = type ? type : algorithm.starts_with("HS") ? "oct" : algorithm.starts_with("RS") ? "RSA" : "EC";
        std::istream *public_key = is_private ? nullptr : &pem, *private_key = is_private ? &pem : nullptr;
        try {
            if (kind == "oct") signer.setHMACKey(pem.str());
            else if (kind == "RSA") signer.setRSAKey(new Poco::Crypto::RSAKey(public_key, private_key));
            else signer.setECKey(new Poco::Crypto::ECKey(public_key, private_key));
        } catch (const Poco::Exception &error) {
            throw protocol::Refusal{"key-malformed", error.displayText()};
        }
    }

    static protocol::Verifier verifier(protocol::Json request) {
        auto signer = std::make_shared<Poco::JWT::Signer>();
        protocol::Json pinned = json_object_get(json_object_get(request, "policy"), "algorithms");
        std::set<std::string> algorithms;
        for (size_t i = 0; i < json_array_size(pinned); i++) algorithms.insert(json_string_value(json_array_get(pinned, i)));
        if (json_is_array(pinned)) signer->setAlgorithms(algorithms); // a Signer allows HS256 alone from the start
        set_key(*signer, request, json_array_size(pinned) ? json_string_value(json_array_get(pinned, 0)) : "", false);
        bool is_claims = std::string(text_of(request, "content")) == "claims";
        return [=](const std::string &token) {
            Poco::JWT::Token verified = signer->verify(token);
            return is_claims ? text(verified.payload()) : protocol::segment_of(token);
        };
    }

    static std::string text(const Poco::JSON::Object &object) {
        std::ostringstream result;
        object.stringify(result);
        return result.str();
    }

    static Poco::JSON::Object object(const std::string &text) {
        return *Poco::JSON::Parser().parse(text).extract<Poco::JSON::Object::Ptr>();
    }

    static std::string sign(protocol::Json request) {
        const char *algorithm = text_of(json_object_get(request, "header"), "alg");
        if (!algorithm) throw protocol::Unsupported{"sign:alg"}; // POCO takes it as an argument
        Poco::JWT::Signer signer;
        set_key(signer, request, algorithm, true);
        Poco::JWT::Token token;
        token.header() = object(protocol::text_of_json(json_object_get(request, "header")));
        std::string payload = protocol::string_of(octets_of(request, "payload"));
        try {
            token.payload() = object(payload);
        } catch (const Poco::Exception &) {
        } // no claims set
        if (text(token.payload()) != payload) throw protocol::Unsupported{"sign:payload"}; // POCO writes claims in its own way
        return signer.sign(token, algorithm);
    }

    static bool is_refusal(const std::exception &error) { return dynamic_cast<const Poco::JWT::JWTException *>(&error); }
};

int main() {
    Poco::UInt32 number = Poco::Environment::libraryVersion(); // 0xMMmmppss
    std::ostringstream version;
    version << (number >> 24) << '.' << (number >> 16 & 255) << '.' << (number >> 8 & 255);
    return protocol::run<PocoJWT>({
        .name = "POCO", .version = version.str().c_str(), .language = "C++", .homepage = "https://pocoproject.org",
        .algorithms = "HS256 HS384 HS512 RS256 RS384 RS512 ES256 ES384 ES512", .serializations = "compact",
        .contents = "claims bytes", .keys = "jwk pem text", .policy = "algorithms unpinned", .clock = "system"});
}
