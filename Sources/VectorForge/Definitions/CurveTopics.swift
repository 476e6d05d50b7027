import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// ECDSA signatures (RFC 7518 section 3.4, RFC 8812): encodings and ranges.
@Sendable func ecdsaTopic(_ forge: Forge) throws -> Topic {
    let curves: [(Algorithm, EllipticCurve)] = [
        (.es256, .p256), (.es384, .p384), (.es512, .p521), (.es256k, .secp256k1),
    ]
    var groups: [GroupDefinition] = []
    for (algorithm, curve) in curves {
        groups.append(try encodings(algorithm, curve, forge))
        groups.append(try ranges(algorithm, curve, forge))
    }
    groups += try curveMismatches(forge)
    return Topic(path: "signature/ecdsa.json", title: "ECDSA signatures", groups: groups)
}

private func encodings(_ algorithm: Algorithm, _ curve: EllipticCurve, _ forge: Forge) throws -> GroupDefinition {
    let name = algorithm.rawValue
    let key = try forge.key(for: algorithm)
    let size = curve.coordinateOctetCount
    var group = GroupDefinition(
        "signature/ecdsa-encoding/\(name.lowercased())",
        key: .init(ref: key.id),
        policy: VerificationPolicy([name])
    )
    let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm)
    let signature = plain.signature
    let r = Array(signature.prefix(size))
    let s = Array(signature.suffix(size))
    let order = try BigNumber(curve.order.span)
    let rule = algorithm == .es256k ? "RFC8812#3.2-1" : "RFC7518#3.4-1"
    let zeros = algorithm == .es256k ? "RFC8812#3.2-1" : "RFC7518#3.4-2"

    group.accept("plain", "R and S in full length", plain, [rule, "RFC7518#3.4-6"])
    let high = try order.subtracting(BigNumber(s.span)).octets(count: size) ?? []
    group.accept(
        "other-s",
        "the other of the two values of S: JOSE doesn't demand the lower one",
        plain.withSignature(r + high),
        ["RFC7518#3.4-3"]
    )
    // The first octet of a P-521 coordinate holds one bit: half of all are zero as they are.
    let leading = try token(key, algorithm) { $0.first == 0 }
    let trailing = try token(key, algorithm) { $0.last == 0 }
    group.accept("trailing-zero", "an S whose last octet is zero", trailing, ["RFC7518#3.4-1"])
    group.accept("leading-zero", "an R whose first octet is zero", leading, [zeros])
    group.reject(
        "leading-zero-stripped",
        "the same signature without R's first octet",
        leading.withSignature(Array(leading.signature.dropFirst())),
        .ecdsaSignatureLength,
        .twin("leading-zero"),
        rule: zeros
    )
    group.reject(
        "der",
        "the signature in DER, as most cryptographic libraries have it",
        plain.withSignature(curve.encodedDERSignature(signature) ?? []),
        .ecdsaSignatureLength,
        .twin("plain"),
        rule: rule
    )
    group.reject(
        "octet-appended",
        "an octet behind S",
        plain.withSignature(signature + [0]),
        .ecdsaSignatureLength,
        .twin("plain"),
        rule: rule
    )
    group.reject(
        "stuffed",
        "an octet zero before R and another before S",
        plain.withSignature([0] + r + [0] + s),
        .ecdsaSignatureLength,
        .twin("plain"),
        rule: rule
    )
    group.reject(
        "octet-missing",
        "the last octet of S, a zero, is missing: a buffer of zeros makes up for it",
        trailing.withSignature(trailing.signature.dropLast()),
        .ecdsaSignatureLength,
        .twin("trailing-zero"),
        rule: rule
    )
    group.reject(
        "r-alone",
        "R without S",
        plain.withSignature(r),
        .ecdsaSignatureLength,
        .unprovable("S is lost"),
        rule: rule
    )
    group.reject(
        "swapped",
        "S before R",
        plain.withSignature(s + r),
        .signature,
        .twin("plain"),
        rule: "RFC7518#3.4-6"
    )
    group.reject(
        "little-endian",
        "R and S with their least significant octet first",
        plain.withSignature(r.reversed() + s.reversed()),
        name == "ES512" ? .ecdsaRange : .signature,
        name == "ES512" ? .unprovable("turned around, the integers are others") : .twin("plain"),
        rule: "RFC7518#3.4-6"
    )
    return group
}

/// A token whose signature is of a kind, found by counting.
private func token(
    _ key: ForgeKey,
    _ algorithm: Algorithm,
    where isWanted: ([UInt8]) -> Bool
) throws -> Token {
    for counter in 0..<10_000 {
        let header = #"{"alg":"\#(algorithm.rawValue)","kid":"\#(counter)"}"#
        let token = try Token.compact(header, Forge.payload, by: key, algorithm)
        if isWanted(token.signature) { return token }
    }
    throw ForgeError("no signature is of this kind")
}

private func ranges(_ algorithm: Algorithm, _ curve: EllipticCurve, _ forge: Forge) throws -> GroupDefinition {
    let name = algorithm.rawValue
    let key = try forge.key(for: algorithm)
    let size = curve.coordinateOctetCount
    var group = GroupDefinition(
        "signature/ecdsa-range/\(name.lowercased())",
        key: .init(ref: key.id),
        policy: VerificationPolicy([name])
    )
    let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm)
    let r = Array(plain.signature.prefix(size))
    let s = Array(plain.signature.suffix(size))
    let zero = [UInt8](repeating: 0, count: size)
    let order = curve.order
    let cves = ["CVE-2022-21449"]
    group.accept("plain", "R and S from 1 to the order less 1", plain, ["FIPS186-5#6.4.2-1"])
    let values: [(String, String, [UInt8], [UInt8])] = [
        ("both-zero", "R and S zero: both sides of the equation are", zero, zero),
        ("r-zero", "R zero", zero, s), ("s-zero", "S zero", r, zero),
        ("r-order", "R the order: zero modulo the order", order, s),
        ("s-order", "S the order: zero modulo the order", r, order),
        ("both-order", "R and S the order", order, order),
        ("r-zero-s-one", "R zero and S one", zero, zero.dropLast() + [1]),
        ("r-order-s-one", "R the order and S one", order, zero.dropLast() + [1]),
    ]
    for (slug, summary, first, second) in values {
        group.reject(
            slug,
            summary,
            plain.withSignature(first + second),
            .ecdsaRange,
            .twin("plain"),
            rule: "FIPS186-5#6.4.2-1",
            cves: cves
        )
    }
    let ones = [UInt8](repeating: 0xFF, count: size)
    group.reject(
        "all-bits",
        "every bit of R and S set",
        plain.withSignature(ones + ones),
        .ecdsaRange,
        .unprovable("modulo the order the integers are others")
    )
    group.reject(
        "r-one-s-one",
        "R and S one",
        plain.withSignature(zero.dropLast() + [1] + zero.dropLast() + [1]),
        .signature,
        .twin("plain"),
        rule: "RFC7518#3.4-6"
    )
    if let shifted = try BigNumber(s.span).adding(BigNumber(order.span)).octets(count: size) {
        group.reject(
            "s-plus-order",
            "S plus the order: the same modulo the order",
            plain.withSignature(r + shifted),
            .ecdsaRange,
            .twin("plain"),
            rule: "FIPS186-5#6.4.2-1"
        )
    }
    return group
}

/// A curve other than the one that alg names (RFC 7518 section 3.4, RFC 8812 section 3.3).
private func curveMismatches(_ forge: Forge) throws -> [GroupDefinition] {
    let pairs: [(Algorithm, String)] = [
        (.es256, "p384-a"), (.es256, "p521-a"), (.es256, "secp256k1-a"), (.es384, "p256-a"), (.es512, "p256-a"),
        (.es256k, "p256-a"),
    ]
    return try pairs.map { algorithm, keyName in
        let name = algorithm.rawValue
        let key = try forge.key(keyName)
        var group = GroupDefinition(
            "signature/curve/\(name.lowercased())-with-\(keyName.dropLast(2))",
            key: .init(ref: key.id),
            policy: VerificationPolicy([name])
        )
        group.reject(
            "token",
            "a valid signature under \(name) by \(key.record.summary)",
            try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm),
            .keyType,
            .twin("signature/algorithms/\(name.lowercased())/plain"),
            rule: algorithm == .es256k || keyName == "secp256k1-a" ? "RFC8812#3.3-1" : "RFC7518#3.4-4"
        )
        return group
    }
}

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
        let trailing = try token(key, .edDSA) { $0.last == 0 }
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
