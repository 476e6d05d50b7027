import JWTConformance
import ReferenceJOSE

/// Tokens without `kid` (RFC 7517 section 4.5), and certificates that a JWK carries (sections 4.7 to 4.9).
@Sendable func keyChoiceTopic(_ forge: Forge) throws -> Topic {
    let first = try forge.key("p256-a")
    let second = try forge.key("p256-b")
    let rsa = try forge.key("rsa-a")
    func group(_ slug: String, _ keys: [JSONValue], _ algorithms: [String] = ["ES256"]) -> GroupDefinition {
        GroupDefinition(
            "jwk/choice/\(slug)",
            key: .init(jwks: .object(["keys": .array(keys)])),
            policy: VerificationPolicy(algorithms)
        )
    }
    func token(_ slug: String, by key: ForgeKey) throws -> Token {
        try Token.compact(#"{"alg":"ES256","x":"\#(slug)"}"#, Forge.payload, by: key, .es256)
    }
    let one = try first.jwk(with: ["kid": "k1"])
    let two = try second.jwk(with: ["kid": "k2"])

    var alone = group("alone", [one])
    alone.accept(
        "token",
        "no kid, and a set of one key",
        try token("alone", by: first),
        ["RFC7517#4.5-2", "RFC7517#5-1"]
    )
    alone.reject(
        "other",
        "no kid, a set of one key, and a signature by another",
        try token("alone", by: second),
        .signature,
        .twin("token"),
        refs: ["RFC7515#4.1.4-2"]
    )
    var types = group("types", [try rsa.jwk(with: ["kid": "k0"]), one], ["ES256", "RS256"])
    types.accept(
        "token",
        "no kid, and one key of a set that fits alg",
        try token("types", by: first),
        ["RFC7517#4.5-2"]
    )
    var several = group("several", [one, two])
    for (slug, key) in [("first", first), ("last", second)] {
        several.record(
            slug,
            "no kid, and a signature by the \(slug) of two keys that fit alg",
            try token("several", by: key),
            why: "no RFC says whether a verifier tries all keys or wants a kid",
            ["RFC7517#4.5-2"]
        )
    }
    var poisoned = group("same-kid", [try first.jwk(with: ["kid": "k1"]), try second.jwk(with: ["kid": "k1"])])
    for (slug, key) in [("first", first), ("second", second)] {
        poisoned.record(
            slug,
            "a kid that two keys of one type have, and a signature by the \(slug)",
            try Token.compact(#"{"alg":"ES256","kid":"k1"}"#, Forge.payload, by: key, .es256),
            why:
                "RFC 7517 section 4.5 wants keys of one type to have distinct kids, and doesn't say what a reader does else",
            ["RFC7517#4.5-1"]
        )
    }
    let certificate = JSONValue.array([.string(Certificates.second)])
    let print = JSONValue.string([UInt8](repeating: 7, count: 32).base64url)
    let hints: [(String, String, [String: JSONValue], String)] = [
        ("x5c", "x5c, a certificate of another key", ["x5c": certificate], "RFC7517#4.7-1"),
        (
            "x5t", "x5t, a thumbprint of nothing", ["x5t": .string([UInt8](repeating: 7, count: 20).base64url)],
            "RFC7517#4.8-1"
        ),
        ("x5t-s256", "x5t#S256, a thumbprint of nothing", ["x5t#S256": print], "RFC7517#4.9-1"),
    ]
    let described = try hints.map { slug, summary, members, rule in
        var group = GroupDefinition(
            "jwk/choice/\(slug)",
            key: .init(jwk: try first.jwk(with: members)),
            policy: VerificationPolicy(["ES256"])
        )
        group.record(
            "token",
            "a key with \(summary)",
            try token(slug, by: first),
            why: "RFC 7517 has whoever writes the key make it fit, and not whoever reads it compare",
            [rule]
        )
        return group
    }
    return Topic(
        path: "jwk/choice.json",
        title: "Choosing a key without kid, and certificates of keys",
        groups: [alone, types, several, poisoned] + described
    )
}
