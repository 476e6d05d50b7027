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
    groups += [try otherVariants(forge)] + (try eddsaNames(forge))
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

/// The variants of RFC 8032 that JOSE doesn't have, over the token of `signature/eddsa/ed25519/plain` by the same key;
/// libcrypto signs by none of them, so that they were made once.
private func otherVariants(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("ed25519-a")
    var group = GroupDefinition(
        "signature/eddsa-variant",
        key: .init(ref: key.id),
        policy: VerificationPolicy(["EdDSA"])
    )
    let plain = try Token.compact(#"{"alg":"EdDSA"}"#, Forge.payload, by: key, .edDSA)
    group.accept("plain", "Ed25519 as JOSE has it", plain, ["RFC8037#3.1-1"])
    for (slug, summary, signature) in [
        (
            "prehash", "Ed25519ph: the message is hashed first",
            "nx85ySF8UdRAjPKDIUW6COjISu2efO8guJIELn99sZfT6CKQFUqqdABvP7e3wKkSwX6vK-JQfk1e3K_lDI4dBA"
        ),
        (
            "context", "Ed25519ctx: the context JWS is signed besides",
            "S_8TjFn3BrOkvjtddBKE2lrfwScqHTwf7tclMKHNgKPGebUB5jHQw4YznY0AnJal9X-SUythKTAysATRFCtUBw"
        ),
        (
            "digest", "Ed25519 over the hash of the message, as libraries sign that take digests",
            "KDVWuW7h9NdCPgFZsn6GMyu8jghRSPr7r2G2APup9B05zVtU7YMDjN7wma6PVp9ps12S1PsSDR8Q1b4mPdvVAw"
        ),
    ] {
        group.reject(
            slug,
            summary,
            plain.withSignature(text: signature),
            .signature,
            .twin("plain"),
            rule: "RFC8032#5.1.7-3",
            refs: ["RFC8037#3.1-1"]
        )
    }
    return group
}
