import JWTConformance
import ReferenceJOSE

/// Checks that a library may make for one type of key and forget for another.
@Sendable func checksByKeyTypeTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for algorithm in [Algorithm.rs256, .edDSA] {
        let name = algorithm.rawValue
        let key = try forge.key(for: algorithm)
        var group = GroupDefinition(
            "jwk/by-type/\(algorithm.slug)",
            key: .init(jwks: .object(["keys": .array([try key.jwk(with: ["kid": "k1"])])])),
            policy: VerificationPolicy([name])
        )
        func token(_ members: String) throws -> Token {
            try Token.compact("{\"alg\":\"\(name)\",\(members)}", Forge.payload, by: key, algorithm)
        }
        group.accept("plain", "the kid of the set's key", try token(#""kid":"k1""#), ["RFC7515#4.1.4-2"])
        group.reject("kid", "a kid that no key has", try token(#""kid":"k2""#), .keyFound, .twin("plain"))
        if algorithm == .rs256 {
            let own = "{\"alg\":\"RS256\",\"kid\":\"k1\",\"x5c\":[\"\(Certificates.rsa)\"]}"
            group.reject(
                "x5c",
                "the attacker's own certificate in x5c, and a signature by its key",
                try Token.compact(own, Forge.payload, by: forge.key("rsa-b"), algorithm),
                .keyCertificate,
                .twin("plain")
            )
        }
        groups.append(group)
    }
    let (first, second) = (try forge.key(for: .es256), try forge.key(for: .es384))
    var curves = GroupDefinition(
        "jwk/by-type/es256",
        key: .init(
            jwks: .object(["keys": .array([try first.jwk(with: ["kid": "k1"]), try second.jwk(with: ["kid": "k2"])])])
        ),
        policy: VerificationPolicy(["ES256"])
    )
    curves.accept(
        "plain",
        "ES256, the only algorithm allowed",
        try Token.compact(#"{"alg":"ES256","kid":"k1"}"#, Forge.payload, by: first, .es256),
        ["RFC8725#3.1-1"]
    )
    curves.reject(
        "es384",
        "ES384 by a key of the set where ES256 alone is allowed",
        try Token.compact(#"{"alg":"ES384","kid":"k2"}"#, Forge.payload, by: second, .es384),
        .algAllowed,
        .twin("plain")
    )
    groups.append(curves)
    var claims = forge.claimsGroup("jwk/by-type/claims")
    claims.accept("sub-empty", "an empty sub, which is a string", try forge.claims(#"{"sub":""}"#), ["RFC7519#4.1.2-1"])
    return Topic(
        path: "jwk/by-type.json",
        title: "Checks by the type of the key",
        groups: groups + [try texts(forge), claims]
    )
}

/// Texts whose length decides, and payloads and claims that nobody may demand more of.
private func texts(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = GroupDefinition(
        "jwk/by-type/hs384",
        key: .init(ref: key.id),
        policy: VerificationPolicy(["HS384"])
    )
    let plain = try Token.compact(#"{"alg":"HS384"}"#, Forge.payload, by: key, .hs384)
    group.accept("plain", "a MAC of 64 characters", plain, ["RFC7515#2-1"])
    group.reject(
        "signature-one-more",
        "a MAC of 64 characters with one more, which no octets encode to",
        plain.withSignature(text: plain.segments[2] + "A"),
        .base64Length,
        .twin("plain")
    )
    group.accept(
        "array",
        "a payload that is an array: only a claims set is an object",
        try Token.compact(#"{"alg":"HS384"}"#, #"["alice"]"#, by: key, .hs384),
        ["RFC7515#2-1"]
    )
    return group
}
