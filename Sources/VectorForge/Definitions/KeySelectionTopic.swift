import JWTConformance
import ReferenceJOSE

/// Which key of a JWK Set is taken, and what a key may be used for (RFC 7515 section 4.1.4, RFC 7517 section 4).
@Sendable func keySelectionTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    let first = try forge.key("p256-a")
    let second = try forge.key("p256-b")
    let rsa = try forge.key("rsa-a")
    func set(_ keys: [JSONValue]) -> VectorFile.Key { .init(jwks: .object(["keys": .array(keys)])) }
    func es256(_ kid: String?, by key: ForgeKey) throws -> Token {
        let parameter = kid.map { #","kid":"\#($0)""# } ?? ""
        return try Token.compact(#"{"alg":"ES256"\#(parameter)}"#, Forge.payload, by: key, .es256)
    }

    var two = GroupDefinition(
        "jwk/selection/two",
        key: set([try first.jwk(with: ["kid": "k1"]), try second.jwk(with: ["kid": "k2"])]),
        policy: VerificationPolicy(["ES256"])
    )
    two.accept("first", "the kid of the first key", try es256("k1", by: first), ["RFC7515#4.1.4-2", "RFC7515#4.1.4-1"])
    two.accept(
        "second",
        "the kid of the second key",
        try es256("k2", by: second),
        ["RFC7515#4.1.4-2", "RFC7515#4.1.4-1"]
    )
    two.reject(
        "crossed",
        "the kid of the first key and a signature by the second",
        try es256("k1", by: second),
        .signature,
        .twin("second"),
        refs: ["RFC7515#4.1.4-2"]
    )
    for (slug, summary, kid) in [
        ("unknown", "a kid that no key has", "k3"), ("capital", "the kid in capitals", "K1"),
        ("space-behind", "a space behind the kid", "k1 "),
        ("nul-behind", "U+0000 behind the kid, escaped", "k1\\u0000"),
        ("prefix", "the first letter of the kid", "k"), ("empty", "an empty kid", ""),
        ("prototype", "the name of an object's prototype", "__proto__"),
        ("constructor", "the name of an object's constructor", "constructor"),
    ] {
        let finer: [String: String] = [
            "capital": "RFC7515#4.1.4-1", "space-behind": "RFC7515#4.1.4-1", "nul-behind": "RFC7515#4.1.4-1",
            "prefix": "RFC7515#4.1.4-1", "prototype": "RFC8725#3.10-1", "constructor": "RFC8725#3.10-1",
        ]
        let check: Check = slug == "nul-behind" ? .jsonNUL : .keyFound
        two.reject(
            "kid-\(slug)",
            "\(summary), and a signature by the first key",
            try es256(kid, by: first),
            check,
            .twin("first"),
            rule: "RFC7515#4.1.4-2",
            refs: finer[slug].map { [$0] } ?? []
        )
    }
    two.record(
        "no-kid",
        "no kid, and a signature by the second key",
        try es256(nil, by: second),
        why: "RFC 7517 section 4.5 leaves the choice among several keys to the verifier",
        ["RFC7517#4.5-2"]
    )
    groups.append(two)

    var single = GroupDefinition(
        "jwk/selection/one",
        key: set([try first.jwk(with: ["kid": "k1"])]),
        policy: VerificationPolicy(["ES256"])
    )
    single.accept("kid", "the kid of the only key", try es256("k1", by: first), ["RFC7515#4.1.4-2"])
    single.accept("no-kid", "no kid, and a single key", try es256(nil, by: first), ["RFC7517#4.5-2"], level: .should)
    single.reject(
        "other-kid",
        "a kid that the only key doesn't have, and a signature by it",
        try es256("k2", by: first),
        .keyFound,
        .twin("kid"),
        level: .should
    )
    groups.append(single)

    var shared = GroupDefinition(
        "jwk/selection/shared-kid",
        key: set([try rsa.jwk(with: ["kid": "k"]), try first.jwk(with: ["kid": "k"])]),
        policy: VerificationPolicy(["ES256", "RS256"])
    )
    shared.accept(
        "ec",
        "one kid for two types: the EC key",
        try es256("k", by: first),
        ["RFC7517#4.5-1"],
        level: .should
    )
    shared.accept(
        "rsa",
        "one kid for two types: the RSA key",
        try Token.compact(#"{"alg":"RS256","kid":"k"}"#, Forge.payload, by: rsa, .rs256),
        ["RFC7517#4.5-1"],
        level: .should
    )
    groups.append(shared)

    let damaged: [(String, String, JSONValue)] = [
        ("unknown-type", "a key of an unknown type before it", .object(["kty": .string("XYZ"), "kid": .string("x")])),
        ("no-type", "a key without kty before it", .object(["kid": .string("x")])),
        ("missing-member", "an RSA key without n before it", .object(["kty": .string("RSA"), "e": .string("AQAB")])),
        ("null", "null before it", .null),
        (
            "unknown-curve", "a key on an unknown curve before it",
            .object(["kty": .string("EC"), "crv": .string("P-999"), "x": .string("AA"), "y": .string("AA")])
        ),
    ]
    for (slug, summary, other) in damaged {
        var group = GroupDefinition(
            "jwk/selection/beside-\(slug)",
            key: set([other, try first.jwk(with: ["kid": "k1"])]),
            policy: VerificationPolicy(["ES256"])
        )
        group.accept(
            "token",
            "a JWK Set with \(summary): one key that can't be used leaves the others usable",
            try es256("k1", by: first),
            ["RFC7517#5-2"],
            level: .should
        )
        groups.append(group)
    }
    var unknownMembers = GroupDefinition(
        "jwk/selection/unknown-members",
        key: .init(
            jwks: .object([
                "keys": .array([try first.jwk(with: ["kid": "k1", "x-unknown": "1"])]), "x-unknown": .bool(true),
            ])
        ),
        policy: VerificationPolicy(["ES256"])
    )
    unknownMembers.accept(
        "token",
        "members that nobody knows in the set and in the key",
        try es256("k1", by: first),
        ["RFC7517#5-3", "RFC7517#4-2"]
    )
    groups.append(unknownMembers)
    return Topic(path: "jwk/selection.json", title: "Selecting a key", groups: groups + (try purposes(forge)))
}

/// `use`, `key_ops` and `alg` of a JWK (RFC 7517 sections 4.2 to 4.4).
private func purposes(_ forge: Forge) throws -> [GroupDefinition] {
    let key = try forge.key("p256-a")
    let rsa = try forge.key("rsa-a")
    func group(
        _ slug: String,
        _ key: ForgeKey,
        _ members: [String: JSONValue],
        _ algorithms: [String]
    ) -> GroupDefinition {
        guard case .object(var object) = key.record.verification else { return forge.bytesGroup(slug) }
        object.merge(members) { $1 }
        return GroupDefinition(
            "jwk/purpose/\(slug)",
            key: .init(jwk: .object(object), pem: key.record.pem),
            policy: VerificationPolicy(algorithms)
        )
    }
    let token = try Token.compact(#"{"alg":"ES256"}"#, Forge.payload, by: key, .es256)
    let twin = Proof.twin("jwk/purpose/sig/token")
    var groups: [GroupDefinition] = []
    let goodRules = ["sig": "4.2-1", "verify": "4.3-1", "sig-and-verify": "4.3-3", "alg": "4.4-1"]
    let good: [(String, String, [String: JSONValue])] = [
        ("sig", "use sig", ["use": .string("sig")]),
        ("verify", "key_ops verify", ["key_ops": .array([.string("verify")])]),
        (
            "sig-and-verify", "use sig and key_ops verify",
            ["use": .string("sig"), "key_ops": .array([.string("verify")])]
        ),
        ("alg", "alg ES256", ["alg": .string("ES256")]),
    ]
    for (slug, summary, members) in good {
        var one = group(slug, key, members, ["ES256"])
        one.accept("token", "a key with \(summary)", token, ["RFC7517#\(goodRules[slug] ?? "")"])
        groups.append(one)
    }
    let bad: [(String, String, [String: JSONValue], Check)] = [
        ("enc", "use enc", ["use": .string("enc")], .keyUse),
        ("sign-only", "key_ops sign alone", ["key_ops": .array([.string("sign")])], .keyOperations),
        ("encrypt", "key_ops encrypt", ["key_ops": .array([.string("encrypt")])], .keyOperations),
        ("no-operations", "empty key_ops", ["key_ops": .array([])], .keyOperations),
        (
            "capital-verify", "key_ops Verify: operations have a case", ["key_ops": .array([.string("Verify")])],
            .keyOperations
        ),
        (
            "sig-and-encrypt", "use sig and key_ops encrypt: they contradict each other",
            ["use": .string("sig"), "key_ops": .array([.string("encrypt")])], .keyUseConsistent
        ),
        (
            "duplicate-operations", "key_ops verify twice",
            ["key_ops": .array([.string("verify"), .string("verify")])], .jwkMembers
        ),
        ("operations-string", "key_ops a string", ["key_ops": .string("verify")], .jwkMembers),
        ("use-number", "use a number", ["use": .integer(1)], .jwkMembers),
        ("alg-other", "alg ES384", ["alg": .string("ES384")], .keyAlgorithm),
        ("alg-case", "alg es256: names have a case", ["alg": .string("es256")], .keyAlgorithm),
    ]
    for (slug, summary, members, check) in bad {
        var one = group(slug, key, members, ["ES256"])
        // RFC 7517 says what use and key_ops mean and not what a verifier does; RFC 8725 binds a key to its alg.
        one.reject(
            "token",
            "a key with \(summary)",
            token,
            check,
            twin,
            rule: ["duplicate-operations": "RFC7517#4.3-2", "operations-string": "RFC7517#4.3-5"][slug],
            level: check == .keyAlgorithm ? .bcp : .should
        )
        groups.append(one)
    }
    for (slug, alg, used) in [("rs512-for-rs256", "RS512", Algorithm.rs256), ("rs256-for-ps256", "RS256", .ps256)] {
        var one = group(slug, rsa, ["alg": .string(alg)], ["RS256", "RS512", "PS256"])
        one.reject(
            "token",
            "a key with alg \(alg), and a valid token under \(used.rawValue)",
            try Token.compact(#"{"alg":"\#(used.rawValue)"}"#, Forge.payload, by: rsa, used),
            .keyAlgorithm,
            .twin("signature/algorithms/\(used.rawValue.lowercased())/plain"),
            refs: ["RFC8725#3.1-2"],
            level: .bcp
        )
        groups.append(one)
    }
    return groups
}
