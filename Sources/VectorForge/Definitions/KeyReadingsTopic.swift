import JWTConformance
import ReferenceJOSE

/// JWKs whose members name two keys: the public members decide (RFC 7517 section 4.7, RFC 7518 section 6.2).
@Sendable func keyReadingsTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for (name, other, algorithm, matching, foreign) in [
        ("p256-a", "p256-b", .es256, Certificates.first, Certificates.second),
        ("rsa-a", "rsa-b", .rs256, nil, Certificates.rsa),
    ] as [(String, String, Algorithm, String?, String)] {
        let key = try forge.key(name)
        func group(_ slug: String, _ certificate: String) throws -> GroupDefinition {
            GroupDefinition(
                "jwk/x5c/\(algorithm.rawValue.lowercased())-\(slug)",
                key: .init(jwk: try key.jwk(with: ["x5c": .array([.string(certificate)])])),
                policy: VerificationPolicy([algorithm.rawValue])
            )
        }
        func token(_ key: ForgeKey) throws -> Token {
            try Token.compact(#"{"alg":"\#(algorithm.rawValue)"}"#, Forge.payload, by: key, algorithm)
        }
        if let matching {
            var own = try group("own", matching)
            own.accept("token", "a JWK with a certificate of its own key", try token(key), ["RFC7515#5.2-5"])
            own.reject(
                "other",
                "the same JWK, and another key",
                try token(forge.key(other)),
                .signature,
                .twin("token")
            )
            groups.append(own)
        }
        var crossed = try group("other", foreign)
        crossed.record(
            "token",
            "a JWK with a certificate of another key, and a token by the JWK's",
            try token(key),
            why: "RFC 7517 section 4.7 wants the two to match, and a verifier may refuse a JWK in which they don't",
            ["RFC7517#4.7-1"]
        )
        crossed.reject(
            "certified",
            "the same JWK, and a token by the key of the certificate",
            try token(forge.key(other)),
            .signature,
            .twin("signature/algorithms/\(algorithm.rawValue.lowercased())/plain")
        )
        groups.append(crossed)
    }
    for (name, other, algorithm, rule) in [
        ("p256-a", "p256-b", .es256, "RFC7518#6.2.2.1-1"), ("ed25519-a", "ed25519-b", .edDSA, "RFC8037#2-3"),
    ] as [(String, String, Algorithm, String)] {
        let second = try forge.key(other)
        var group = GroupDefinition(
            "jwk/private/\(algorithm.rawValue.lowercased())-d-of-the-signer",
            key: .init(jwk: try forge.key(name).jwk(with: ["d": second.record.signing?["d"] ?? .null])),
            policy: VerificationPolicy([algorithm.rawValue])
        )
        group.reject(
            "token",
            "a JWK with the d of another key, and a token by that key",
            try Token.compact(#"{"alg":"\#(algorithm.rawValue)"}"#, Forge.payload, by: second, algorithm),
            .jwkPrivate,
            .unprovable("the key that signed isn't the public one"),
            rule: rule
        )
        groups.append(group)
    }
    for (slug, use) in [("capitals", "SIG"), ("capital", "Sig"), ("space", "sig "), ("longer", "signature")] {
        var group = GroupDefinition(
            "jwk/use/\(slug)",
            key: .init(jwk: try forge.key("hmac-a").jwk(with: ["use": .string(use)])),
            policy: VerificationPolicy(["HS256"])
        )
        group.reject(
            "token",
            "use is \"\(use)\": its values are compared to the letter",
            try forge.hs256(),
            .keyUse,
            .twin("signature/algorithms/hs256/plain"),
            level: .should
        )
        groups.append(group)
    }
    return Topic(
        path: "jwk/readings.json",
        title: "JWKs that are read as another key, or for another use",
        groups: groups
    )
}
