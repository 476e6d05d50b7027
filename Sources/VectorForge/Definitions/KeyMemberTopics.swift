import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Members of JWKs: those that a key needs, those that describe it, and odd values of both.
@Sendable func keyMembersTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    func group(
        _ slug: String,
        _ algorithm: Algorithm,
        _ members: [String: JSONValue] = [:]
    ) throws -> (GroupDefinition, Token) {
        let key = try forge.key(for: algorithm)
        guard case .object(var object) = key.record.verification else { throw ForgeError("\(key.id) is no object") }
        object.merge(members) { $1 }
        let group = GroupDefinition(
            "jwk/members/\(slug)",
            key: .init(jwk: .object(object)),
            policy: VerificationPolicy([algorithm.rawValue])
        )
        let header = #"{"alg":"\#(algorithm.rawValue)"}"#
        return (group, try Token.compact(header, Forge.payload, by: key, algorithm))
    }

    let good: [(String, String, Algorithm, [String: JSONValue], [String])] = [
        ("ec", "an EC key with crv, x and y", .es256, [:], ["RFC7518#6.2.1-1"]),
        ("rsa", "an RSA key with n and e", .rs256, [:], ["RFC7518#6.3.1-1"]),
        ("secp256k1", "a key on secp256k1 with full coordinates", .es256k, [:], ["RFC8812#3.1-1"]),
        (
            "secp256k1-described", "a key on secp256k1 with alg ES256K, use sig and key_ops verify", .es256k,
            ["alg": .string("ES256K"), "use": .string("sig"), "key_ops": .array([.string("verify")])],
            ["RFC8812#3.2-2"]
        ),
        ("oct-alg", "a secret with alg HS256", .hs256, ["alg": .string("HS256")], ["RFC7518#6.4-1"]),
        (
            "okp-alg-eddsa", "an Ed25519 key with alg EdDSA, under the name of its curve", .ed25519,
            ["alg": .string("EdDSA")], ["RFC9864#5-1"]
        ),
        (
            "okp-alg-curve", "an Ed25519 key with alg Ed25519, under the name EdDSA", .edDSA,
            ["alg": .string("Ed25519")], ["RFC9864#5-1"]
        ),
    ]
    for (slug, summary, algorithm, members, refs) in good {
        var (one, token) = try group(slug, algorithm, members)
        one.accept("token", summary, token, refs, level: slug.hasPrefix("okp-alg") ? .should : .must)
        groups.append(one)
    }
    let bad: [(String, String, Algorithm, [String: JSONValue], Check, String)] = [
        (
            "secp256k1-alg-es256", "a key on secp256k1 with alg ES256", .es256k, ["alg": .string("ES256")],
            .keyAlgorithm, "RFC8812#3.2-2"
        ),
        (
            "secp256k1-enc", "a key on secp256k1 with use enc", .es256k, ["use": .string("enc")], .keyUse,
            "RFC8812#3.2-2"
        ),
        (
            "secp256k1-sign", "a key on secp256k1 with key_ops sign alone", .es256k,
            ["key_ops": .array([.string("sign")])], .keyOperations, "RFC8812#3.2-2"
        ),
    ]
    for (slug, summary, algorithm, members, check, rule) in bad {
        var (one, token) = try group(slug, algorithm, members)
        one.reject(
            "token",
            summary,
            token,
            check,
            .twin("jwk/members/secp256k1-described/token"),
            rule: rule,
            level: .should
        )
        groups.append(one)
    }
    for (slug, member) in [("kid", "kid"), ("alg", "alg"), ("use", "use")] {
        var (one, token) = try group("\(slug)-array", .es256, [member: .array([.string("ES256")])])
        one.reject(
            "token",
            "a key whose \(member) is an array",
            token,
            .jwkMembers,
            .twin("jwk/members/ec/token"),
            level: .should
        )
        groups.append(one)
    }
    groups += try coordinates(forge)
    groups.append(try octetsOfASecret())
    var (mixed, token) = try group(
        "mixed-operations",
        .es256,
        ["key_ops": .array([.string("verify"), .string("encrypt")])]
    )
    mixed.record(
        "token",
        "a key with key_ops verify and encrypt",
        token,
        why: "RFC 7517 section 4.3 advises against it and doesn't forbid it",
        ["RFC7517#4.3-4"]
    )
    groups.append(mixed)
    return Topic(path: "jwk/members.json", title: "Members of JWKs", groups: groups)
}

/// Coordinates that are longer or shorter than their curve's.
private func coordinates(_ forge: Forge) throws -> [GroupDefinition] {
    var groups: [GroupDefinition] = []
    for (algorithm, rules) in [
        // The x of P-256 is among the malformed keys.
        (Algorithm.es256, ["y": "RFC7518#6.2.1.3-1"]),
        (.es512, ["x": "RFC7518#6.2.1.2-1", "y": "RFC7518#6.2.1.3-1"]),
        (.es256k, ["x": "RFC8812#3.1-1", "y": "RFC8812#3.1-1"]),
    ] {
        let key = try forge.key(for: algorithm)
        let name = algorithm.rawValue
        for (member, rule) in rules.sorted(by: { $0.key < $1.key }) {
            for isLong in [true, false] {
                guard case .object(var object) = key.record.verification else { continue }
                let octets = object[member]?.stringValue.flatMap { Octets(base64url: $0) }?.bytes ?? []
                object[member] = .string((isLong ? [0] + octets : Array(octets.dropLast())).base64url)
                let slug = "\(name.lowercased())-\(member)-\(isLong ? "long" : "short")"
                var group = GroupDefinition(
                    "jwk/members/\(slug)",
                    key: .init(jwk: .object(object)),
                    policy: VerificationPolicy([name])
                )
                group.reject(
                    "token",
                    "a key for \(name) whose \(member) \(isLong ? "begins with a further zero" : "lacks its last octet")",
                    try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm),
                    .jwkCoordinateLength,
                    isLong
                        ? .twin("signature/algorithms/\(name.lowercased())/plain")
                        : .unprovable("a part of the key is lost"),
                    rule: rule
                )
                groups.append(group)
            }
        }
    }
    return groups
}

/// A secret is octets and not text: some that no encoding of text has.
private func octetsOfASecret() throws -> GroupDefinition {
    let secret = [UInt8](repeating: 0, count: 8) + (0..<48).map { 0xFF - $0 }
    var group = GroupDefinition(
        "jwk/members/oct-octets",
        key: .init(jwk: .object(["kty": .string("oct"), "k": .string(secret.base64url)])),
        policy: VerificationPolicy(["HS256"])
    )
    let input = "\(#"{"alg":"HS256"}"#.base64url).\(Forge.payload.base64url)"
    group.accept(
        "token",
        "a secret that begins with octets zero and isn't UTF-8",
        Token("\(input).\(try ForgeKey.mac(Array(input.utf8), secret: secret).base64url)"),
        ["RFC7518#6.4.1-1"]
    )
    return group
}
