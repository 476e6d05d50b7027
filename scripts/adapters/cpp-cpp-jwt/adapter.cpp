// cpp-jwt behind adapter protocol 1.
#include "protocol.hpp"

#include <jwt/jwt.hpp>
#include <optional>
#include <string>
#include <vector>

using namespace jwt::params;

static std::optional<std::string> text(protocol::Json policy, const char *name) {
    const char *value = text_of(policy, name);
    return value ? std::optional<std::string>(value) : std::nullopt;
}

struct CppJwt {
    // cpp-jwt takes a PEM or a secret with each token, and its options as arguments, of which some are left out.
    static protocol::Verifier verifier(protocol::Json request) {
        protocol::Json policy = json_object_get(request, "policy");
        std::vector<std::string> names;
        protocol::Json pinned = json_object_get(policy, "algorithms");
        for (size_t i = 0; i < json_array_size(pinned); i++) names.push_back(json_string_value(json_array_get(pinned, i)));
        auto the_issuer = text(policy, "issuer"), the_audience = text(policy, "audience"), the_subject = text(policy, "subject");
        auto seconds = static_cast<uint32_t>(json_integer_value(json_object_get(policy, "leeway")));
        bool is_claims = text(request, "content") == "claims";
        return [=, key = protocol::key_of(request)](const std::string &token) -> std::string {
            std::error_code error;
            auto decoded = [&](const auto &...more) {
                return jwt::decode(token, algorithms(names), error, secret(key), verify(true), leeway(seconds), more...);
            };
            auto of_subject = [&](const auto &...more) {
                return the_subject ? decoded(more..., sub(*the_subject)) : decoded(more...);
            };
            auto for_audience = [&](const auto &...more) {
                return the_audience ? of_subject(more..., aud(*the_audience)) : of_subject(more...);
            };
            jwt::jwt_object object = the_issuer ? for_audience(issuer(*the_issuer)) : for_audience();
            if (error) throw protocol::Refusal{"", error.category().name() + (": " + error.message())};
            return is_claims ? object.payload().create_json_obj().dump() : protocol::segment_of(token);
        };
    }

    // A refusal is an error code here; cpp-jwt throws what it didn't mean to.
    static bool is_refusal(const std::exception &) { return false; }
};

int main() {
    return protocol::run<CppJwt>({
        .name = "cpp-jwt", .version = LIBRARY_VERSION, .language = "C++", .homepage = "https://github.com/arun11299/cpp-jwt",
        .algorithms = "HS256 HS384 HS512 RS256 RS384 RS512 ES256 ES384 ES512", .serializations = "compact",
        .contents = "claims bytes", .keys = "jwk pem text octets",
        .policy = "algorithms now leeway issuer audience subject", .clock = "system"});
}
