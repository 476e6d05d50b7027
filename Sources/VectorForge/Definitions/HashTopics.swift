import JWTConformance
import ReferenceJOSE

/// The hash and the curve follow from alg: a signature made with others doesn't hold.
@Sendable func hashTopic(_ forge: Forge) throws -> Topic {
    let pairs: [(Algorithm, Algorithm, String)] = [
        (.es256, .es384, "RFC7518#3.4-5"), (.es256, .es512, "RFC7518#3.4-5"), (.es384, .es256, "RFC7518#3.4-5"),
        (.es512, .es256, "RFC7518#3.4-5"), (.es256k, .es512, "RFC8812#3.2-1"), (.rs256, .rs384, "RFC7515#10.6-1"),
        (.rs512, .rs256, "RFC7515#10.6-1"), (.ps512, .ps256, "RFC7518#3.5-4"), (.hs256, .hs512, "RFC7518#3.2-4"),
    ]
    var groups: [GroupDefinition] = []
    for (named, used, rule) in pairs {
        let key = try forge.key(for: named)
        let name = named.rawValue
        var group = GroupDefinition(
            "signature/hash/\(name.lowercased())-as-\(used.rawValue.lowercased())",
            key: .init(ref: key.id),
            policy: VerificationPolicy([name])
        )
        let check: Check = named == .hs256 ? .hmacLength : .signature
        group.reject(
            "token",
            "alg \(name), and a signature over the hash of \(used.rawValue) by the same key",
            try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, used),
            check,
            check == .signature
                ? .twin("signature/algorithms/\(name.lowercased())/plain")
                : .unprovable("the other hash is of another length, so that more than its size differs"),
            rule: rule
        )
        groups.append(group)
    }
    return Topic(
        path: "signature/hash.json",
        title: "Signatures over another hash than that of alg",
        groups: groups + (try crossedCurves(forge))
    )
}

/// EdDSA by a key on the other curve (RFC 8037 section 3.1): the name alone doesn't tell the curve.
private func crossedCurves(_ forge: Forge) throws -> [GroupDefinition] {
    try [("ed25519-a", "ed448-a"), ("ed448-a", "ed25519-a")].map { trusted, used in
        let key = try forge.key(trusted)
        let signer = try forge.key(used)
        var group = GroupDefinition(
            "signature/hash/eddsa-by-\(used.dropLast(2))",
            key: .init(ref: key.id),
            policy: VerificationPolicy(["EdDSA"])
        )
        group.reject(
            "token",
            "alg EdDSA, signed by \(signer.record.summary), where \(key.record.summary) is trusted",
            try Token.compact(#"{"alg":"EdDSA"}"#, Forge.payload, by: signer, .edDSA),
            .eddsaSignatureLength,
            .unprovable("signatures on the two curves differ in length and in everything else"),
            rule: "RFC8037#3.1-2"
        )
        return group
    }
}
