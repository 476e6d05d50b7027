import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// EdDSA signatures (RFC 8032, RFC 8037, RFC 9864).
@Sendable func eddsaTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for (keyName, curve) in [("ed25519-a", OctetKeyCurve.ed25519), ("ed448-a", .ed448)] {
        let key = try forge.key(keyName)
        var group = GroupDefinition(
            "signature/eddsa/\(curve == .ed25519 ? "ed25519" : "ed448")",
            key: .init(ref: key.id),
            policy: VerificationPolicy(["EdDSA"])
        )
        let plain = try Token.compact(#"{"alg":"EdDSA"}"#, Forge.payload, by: key, .edDSA)
        let signature = plain.signature
        let section = curve == .ed25519 ? "RFC8032#5.1.7" : "RFC8032#5.2.7"
        let half = signature.count / 2
        group.accept("plain", "a token under EdDSA", plain, ["RFC8037#3.1-1", "\(section)-3"])
        let trailing = try Token.compact(by: key, .edDSA) { $0.last == 0 }
        group.accept("trailing-zero", "a signature whose last octet is zero", trailing, ["\(section)-3"])
        group.reject(
            "octet-appended",
            "an octet behind the signature",
            plain.withSignature(signature + [0]),
            .eddsaSignatureLength,
            .twin("plain"),
            rule: "\(section)-2"
        )
        group.reject(
            "octet-missing",
            "the last octet, a zero, is missing: a buffer of zeros makes up for it",
            trailing.withSignature(trailing.signature.dropLast()),
            .eddsaSignatureLength,
            .twin("trailing-zero"),
            rule: "\(section)-2"
        )
        let order = try BigNumber(curve.signatureOrder.span)
        let scalar = try BigNumber(Array(signature.suffix(half).reversed()).span)
        let raised = try scalar.adding(order).octets(count: half) ?? []
        group.reject(
            "s-plus-order",
            "S plus the order: the same modulo the order, and another token",
            plain.withSignature(signature.prefix(half) + raised.reversed()),
            .eddsaRange,
            .twin("plain"),
            rule: "\(section)-1",
            cves: ["CVE-2024-48949", "CVE-2024-42459"]
        )
        group.reject(
            "s-order",
            "S the order: zero modulo the order",
            plain.withSignature(signature.prefix(half) + curve.signatureOrder.reversed()),
            .eddsaRange,
            .unprovable("modulo the order S is zero, which doesn't fit R"),
            rule: "\(section)-1"
        )
        group.reject(
            "s-zero",
            "S zero",
            plain.withSignature(signature.prefix(half) + [UInt8](repeating: 0, count: half)),
            .signature,
            .twin("plain"),
            rule: "\(section)-3"
        )
        group.reject(
            "all-zero",
            "no bit set",
            plain.withSignature([UInt8](repeating: 0, count: signature.count)),
            .signature,
            .twin("plain"),
            rule: "\(section)-3"
        )
        groups.append(group)
    }
    groups += try eddsaNames(forge)
    return Topic(path: "signature/eddsa.json", title: "EdDSA signatures", groups: groups)
}

/// The names of RFC 9864 fix the curve; a key of key agreement doesn't sign (RFC 8037 section 3.2).
private func eddsaNames(_ forge: Forge) throws -> [GroupDefinition] {
    let crossings: [(Algorithm, String, String)] = [
        (.ed25519, "ed448-a", "ed448"), (.ed448, "ed25519-a", "ed25519"),
    ]
    return try crossings.map { algorithm, keyName, slug in
        let name = algorithm.rawValue
        let key = try forge.key(keyName)
        var group = GroupDefinition(
            "signature/eddsa-name/\(name.lowercased())-with-\(slug)",
            key: .init(ref: key.id),
            policy: VerificationPolicy([name])
        )
        group.reject(
            "token",
            "alg \(name), signed by \(key.record.summary)",
            try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm),
            .keyType,
            .twin("signature/algorithms/\(name.lowercased())/plain"),
            rule: "RFC9864#2.2-1"
        )
        return group
    }
}
