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
    let leading = try Token.compact(by: key, algorithm) { $0.first == 0 }
    let trailing = try Token.compact(by: key, algorithm) { $0.last == 0 }
    guard case .signature(.ecdsa(_, let hash)) = algorithm.method else { throw ForgeError("\(name) isn't ECDSA") }
    group.accept(
        "digest-leading-zero",
        "a hash whose first octet is zero: an integer that is shorter than the hash",
        try shortDigest(key, algorithm, hash),
        [rule]
    )
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

/// A token whose signing input has a hash that begins with an octet zero, found by counting.
private func shortDigest(_ key: ForgeKey, _ algorithm: Algorithm, _ hash: HashFunction) throws -> Token {
    for counter in 0..<10_000 {
        let header = #"{"alg":"\#(algorithm.rawValue)","kid":"\#(counter)"}"#
        let input = "\(header.base64url).\(Forge.payload.base64url)"
        if hash.digest(Array(input.utf8).span).first == 0 {
            return try Token.compact(header, Forge.payload, by: key, algorithm)
        }
    }
    throw ForgeError("no hash begins with an octet zero")
}
