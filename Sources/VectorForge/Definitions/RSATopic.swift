import CryptoPrimitives
import JWTConformance
import ReferenceFaults
import ReferenceJOSE

/// RSA signatures (RFC 8017): sizes of integers, and encodings that a lax verifier accepts.
@Sendable func rsaTopic(_ forge: Forge) throws -> Topic {
    let key = try forge.key("rsa-a")
    let rsa = try key.rsa
    let modulus = rsa.components.n
    var groups: [GroupDefinition] = []
    for algorithm in [Algorithm.rs256, .ps256] {
        let lengthRule = algorithm == .rs256 ? "RFC8017#8.2.2-1" : "RFC8017#8.1.2-1"
        let name = algorithm.rawValue
        var group = GroupDefinition(
            "signature/rsa-integer/\(name.lowercased())",
            key: .init(ref: key.id),
            policy: VerificationPolicy([name])
        )
        let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm)
        let leading = try tokenWithLeadingZero(key, algorithm)
        let signature = plain.signature
        group.accept("plain", "a signature as long as the modulus", plain, [lengthRule])
        group.accept("leading-zero", "a signature whose first octet is zero", leading, [lengthRule])
        group.reject(
            "leading-zero-stripped",
            "the same signature without its first octet",
            leading.withSignature(Array(leading.signature.dropFirst())),
            .rsaSignatureLength,
            .twin("leading-zero"),
            rule: lengthRule
        )
        group.reject(
            "zero-prepended",
            "an octet zero before the signature",
            plain.withSignature([0] + signature),
            .rsaSignatureLength,
            .twin("plain"),
            rule: lengthRule
        )
        group.reject(
            "octet-appended",
            "an octet behind the signature",
            plain.withSignature(signature + [0]),
            .rsaSignatureLength,
            .twin("plain"),
            rule: lengthRule
        )
        let sum = try BigNumber(signature.span).adding(BigNumber(modulus.span))
        if let octets = sum.octets(count: modulus.count) {
            group.reject(
                "modulus-added",
                "the signature plus the modulus, as long as the modulus",
                plain.withSignature(octets),
                .rsaSignatureRange,
                .twin("plain")
            )
        }
        for (slug, value) in [("zero", UInt8(0)), ("one", 1)] {
            group.reject(
                slug,
                "the integer \(value) for a signature: its power is \(value)",
                plain.withSignature([UInt8](repeating: 0, count: modulus.count - 1) + [value]),
                .signature,
                .twin("plain")
            )
        }
        let one = try BigNumber(1)
        let lessOne = try BigNumber(modulus.span).subtracting(one).octets(count: modulus.count) ?? []
        group.reject(
            "modulus-less-one",
            "the modulus less one for a signature: its power is itself",
            plain.withSignature(lessOne),
            .signature,
            .twin("plain")
        )
        group.reject(
            "modulus",
            "the modulus itself for a signature",
            plain.withSignature(modulus),
            .rsaSignatureRange,
            .unprovable("modulo the modulus it's zero, which is no signature either")
        )
        groups.append(group)
    }
    groups.append(try pkcs1Group(forge))
    groups.append(try pssGroup(forge))
    groups.append(try weakRSAGroup(forge))
    groups.append(try cubeGroup(forge))
    return Topic(path: "signature/rsa.json", title: "RSA signatures", groups: groups)
}

/// A token whose signature begins with an octet zero, found by counting.
private func tokenWithLeadingZero(_ key: ForgeKey, _ algorithm: Algorithm) throws -> Token {
    for counter in 0..<10_000 {
        let header = #"{"alg":"\#(algorithm.rawValue)","kid":"\#(counter)"}"#
        let token = try Token.compact(header, Forge.payload, by: key, algorithm)
        if token.signature.first == 0 { return token }
    }
    throw ForgeError("no signature begins with an octet zero")
}

/// EMSA-PKCS1-v1_5 encodings that aren't exactly RFC 8017's (section 8.2.2 compares, it doesn't parse).
private func pkcs1Group(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-a")
    let rsa = try key.rsa
    var group = GroupDefinition("signature/pkcs1", key: .init(ref: key.id), policy: VerificationPolicy(["RS256"]))
    let plain = try Token.compact(#"{"alg":"RS256"}"#, Forge.payload, by: key, .rs256)
    let input = plain.signingInput
    let info = HashFunction.sha256.digestInfo(of: input)
    group.accept("plain", "the encoding that RFC 8017 has", plain, ["RFC8017#8.2.2-2"])
    let encodings: [(String, String, [UInt8])] = [
        ("garbage-behind", "octets behind the DigestInfo and less padding", rsa.pkcs1Encoded(info + [1, 2, 3, 4])),
        ("short-padding", "eight octets of padding, zeros behind the DigestInfo", rsa.pkcs1Encoded(info, padding: 8)),
        ("no-padding", "no octet of padding", rsa.pkcs1Encoded(info, padding: 0)),
        (
            "sha512-digest-info", "the DigestInfo of SHA-512",
            rsa.pkcs1Encoded(HashFunction.sha512.digestInfo(of: input))
        ),
        ("bare-digest", "the digest without a DigestInfo", rsa.pkcs1Encoded(HashFunction.sha256.digest(input.span))),
        ("block-type-2", "the block type of encryption", [0, 2] + rsa.pkcs1Encoded(info).dropFirst(2)),
        ("block-type-0", "the block type of padding with zeros", [0, 0] + rsa.pkcs1Encoded(info).dropFirst(2)),
        ("first-octet-one", "a first octet that isn't zero", [1] + rsa.pkcs1Encoded(info).dropFirst()),
    ]
    for (slug, summary, encoded) in encodings {
        group.reject(
            slug,
            summary,
            plain.withSignature(try rsa.signature(of: encoded)),
            .signature,
            .twin("plain"),
            rule: "RFC8017#8.2.2-2",
            refs: slug == "sha512-digest-info" ? ["RFC7515#10.6-1", "RFC7518#3.3-2"] : [],
            cves: slug == "garbage-behind" || slug == "short-padding" ? ["CVE-2021-30246"] : []
        )
    }
    group.either(
        "no-null",
        "a DigestInfo without NULL for parameters",
        plain.withSignature(
            try rsa.signature(of: rsa.pkcs1Encoded(HashFunction.sha256.digestInfo(of: input, hasNull: false)))
        ),
        why: "RFC 8017 section 8.2.2 lets a verifier take the parameters absent as well",
        .signature,
        .twin("plain"),
        rule: "RFC8017#8.2.2-3"
    )
    group.reject(
        "pss-encoding",
        "an encoding of RSASSA-PSS under RS256",
        plain.withSignature(try key.sign(input, .ps256)),
        .signature,
        .twin("plain"),
        rule: "RFC7518#3.5-5"
    )
    return group
}

/// RSASSA-PSS parameters that aren't RFC 7518's.
private func pssGroup(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-a")
    let rsa = try key.rsa
    var group = GroupDefinition("signature/pss", key: .init(ref: key.id), policy: VerificationPolicy(["PS256"]))
    let plain = try Token.compact(#"{"alg":"PS256"}"#, Forge.payload, by: key, .ps256)
    let input = plain.signingInput
    func salt(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x5A, count: count) }
    func signed(_ encoded: [UInt8]) throws -> Token { plain.withSignature(try rsa.signature(of: encoded)) }
    group.accept("plain", "a salt as long as the hash", plain, ["RFC7518#3.5-1"])
    for count in [0, 20, 31, 33, rsa.octetCount - 34] {
        group.reject(
            "salt-\(count)",
            "a salt of \(count) octets",
            try signed(rsa.pssEncoded(input, hash: .sha256, salt: salt(count))),
            .pssSaltLength,
            .twin("plain")
        )
    }
    group.reject(
        "mask-sha1",
        "MGF1 with SHA-1",
        try signed(rsa.pssEncoded(input, hash: .sha256, maskHash: .sha1, salt: salt(32))),
        .signature,
        .twin("plain"),
        rule: "RFC7518#3.5-2"
    )
    group.reject(
        "mask-sha512",
        "MGF1 with SHA-512",
        try signed(rsa.pssEncoded(input, hash: .sha256, maskHash: .sha512, salt: salt(32))),
        .signature,
        .twin("plain"),
        rule: "RFC7518#3.5-2"
    )
    group.reject(
        "hash-sha384",
        "SHA-384 under PS256",
        plain.withSignature(try key.sign(input, .ps384)),
        .signature,
        .twin("plain"),
        rule: "RFC7518#3.5-4"
    )
    group.reject(
        "trailer",
        "a last octet that isn't 0xBC",
        try signed(rsa.pssEncoded(input, hash: .sha256, salt: salt(32), trailer: 0xCC)),
        .signature,
        .twin("plain"),
        rule: "RFC8017#9.1.2-1"
    )
    group.reject(
        "pkcs1-encoding",
        "an encoding of RSASSA-PKCS1-v1_5 under PS256",
        plain.withSignature(try key.sign(input, .rs256)),
        .signature,
        .twin("plain"),
        rule: "RFC7518#3.5-5"
    )
    return group
}

/// Moduli shorter than 2048 bits (RFC 7518 sections 3.3 and 3.5).
private func weakRSAGroup(_ forge: Forge) throws -> GroupDefinition {
    let weak = try forge.key("rsa-1024")
    var group = GroupDefinition(
        "signature/rsa-weak",
        key: .init(ref: weak.id),
        policy: VerificationPolicy(["RS256", "PS256"])
    )
    for algorithm in [Algorithm.rs256, .ps256] {
        let name = algorithm.rawValue
        group.reject(
            "\(name.lowercased())-1024",
            "a valid \(name) signature by a modulus of 1024 bits",
            try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: weak, algorithm),
            .rsaKeySize,
            .twin("signature/algorithms/\(name.lowercased())/plain"),
            rule: algorithm == .rs256 ? "RFC7518#3.3-1" : "RFC7518#3.5-3",
            refs: ["RFC8725#3.5-1"]
        )
    }
    return group
}
