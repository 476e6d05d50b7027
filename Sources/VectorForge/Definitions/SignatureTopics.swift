import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Every algorithm: a token that holds, and the same token changed in one octet of each segment, or under another key.
@Sendable func algorithmsTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "signature/algorithms.json",
        title: "Every algorithm: tokens that hold, and tokens changed in one octet",
        groups: try Algorithm.allCases.map { try algorithmGroup($0, forge) }
    )
}

private func algorithmGroup(_ algorithm: Algorithm, _ forge: Forge) throws -> GroupDefinition {
    let name = algorithm.rawValue
    let key = try forge.key(for: algorithm)
    var group = GroupDefinition(
        "signature/algorithms/\(name.lowercased())",
        key: .init(ref: key.id),
        policy: VerificationPolicy([name])
    )
    let rule =
        switch algorithm {
        case .hs256, .hs384, .hs512: "RFC7518#3.2-6"
        case .rs256, .rs384, .rs512: "RFC7518#3.3-2"
        case .ps256, .ps384, .ps512: "RFC7518#3.5-4"
        case .es256, .es384, .es512: "RFC7518#3.4-6"
        case .es256k: "RFC8812#3.2-1"
        case .edDSA: "RFC8037#3.1-1"
        case .ed25519, .ed448: "RFC9864#2.2-1"
        }
    let header = #"{"alg":"\#(name)"}"#
    // White space in the header and members in no usual order: the signature covers the octets, not the meaning.
    let spaced = #"{ "kid" : "2" , "alg" : "\#(name)" }"#
    let plain = try Token.compact(header, Forge.payload, by: key, algorithm)
    group.accept("plain", "a token under \(name)", plain, [rule, "RFC7515#5.2-5"] + plainRules(algorithm))
    group.accept(
        "octets-as-they-stand",
        "white space and an unusual order of members: octets are signed, not their meaning",
        try Token.compact(spaced, #"{ "sub" : "alice" }"#, by: key, algorithm),
        [rule, "RFC7515#5.2-4"]
    )
    group.accept(
        "long-payload",
        "a payload of 4096 octets",
        try Token.compact(header, #"{"x":"\#(String(repeating: "a", count: 4088))"}"#, by: key, algorithm),
        [rule]
    )
    // The header's last octet is its closing brace; the one flipped here is in the value of a parameter.
    let tamperable = try Token.compact(#"{"alg":"\#(name)","kid":"a"}"#, Forge.payload, by: key, algorithm)
    group.accept("tamperable", "the token that the changed ones were", tamperable, [rule])
    let changes: [(String, String, Int, Int)] = [
        ("header-octet", "one bit of the header changed", 0, -3),
        ("payload-octet", "one bit of the payload changed", 1, -3),
        ("signature-first-octet", "one bit of the signature's first octet changed", 2, 0),
        ("signature-late-octet", "one bit of the signature's last octet but one changed", 2, -2),
    ]
    for (slug, summary, segment, position) in changes {
        group.reject(
            slug,
            summary,
            tamperable.flipped(segment: segment, at: position),
            .signature,
            .twin("tamperable"),
            refs: [rule]
        )
    }
    group.reject(
        "signature-of-another-token",
        "the valid signature of another token by the same key",
        plain.withSignature(tamperable.signature),
        .signature,
        .twin("plain"),
        refs: [rule]
    )
    group.reject(
        "signature-empty",
        "no signature, and alg kept",
        plain.withSignature([]),
        lengthCheck(algorithm),
        .twin("plain"),
        rule: "RFC7515#7.1-2"
    )
    if let other = try otherKey(algorithm, forge) {
        group.reject(
            "another-key",
            "a valid signature by another key of the same type",
            try Token.compact(header, Forge.payload, by: other, algorithm),
            .signature,
            .twin("plain"),
            refs: [rule]
        )
    }
    return group
}

/// The further requirements that a plain token under an algorithm shows to be kept.
private func plainRules(_ algorithm: Algorithm) -> [String] {
    switch algorithm {
    case .hs256: ["RFC7518#3.1-1", "RFC7519#8-1"]
    case .rs256, .rs384, .rs512: ["RFC7518#3.3-1"]
    case .ps256, .ps384, .ps512: ["RFC7518#3.5-3"]
    case .es256, .es384, .es512: ["RFC7518#3.4-4", "RFC9864#2.1-1"]
    case .es256k: ["RFC9864#2.1-1"]
    default: []
    }
}

private func otherKey(_ algorithm: Algorithm, _ forge: Forge) throws -> ForgeKey? {
    switch algorithm {
    case .hs256, .hs384, .hs512: try forge.key("hmac-b")
    case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: try forge.key("rsa-b")
    case .es256: try forge.key("p256-b")
    case .edDSA, .ed25519: try forge.key("ed25519-b")
    case .es384, .es512, .es256k, .ed448: nil
    }
}

private func lengthCheck(_ algorithm: Algorithm) -> Check {
    switch algorithm.method {
    case .mac: .hmacLength
    case .signature(.rsaPKCS1), .signature(.rsaPSS): .rsaSignatureLength
    case .signature(.ecdsa): .ecdsaSignatureLength
    case .signature(.eddsa): .eddsaSignatureLength
    }
}

/// MACs (RFC 7518 section 3.2): lengths of tags and of secrets.
@Sendable func hmacTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    let hashes: [(Algorithm, HashFunction)] = [(.hs256, .sha256), (.hs384, .sha384), (.hs512, .sha512)]
    for (algorithm, hash) in hashes {
        let name = algorithm.rawValue
        let key = try forge.key("hmac-a")
        var group = GroupDefinition(
            "signature/hmac-length/\(name.lowercased())",
            key: .init(ref: key.id),
            policy: VerificationPolicy([name])
        )
        let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm)
        let tag = plain.signature
        group.accept("plain", "the whole tag", plain, ["RFC7518#3.2-4"])
        for count in [1, hash.octetCount / 2, hash.octetCount - 1] {
            group.reject(
                "first-\(count)",
                "the first \(count) octets of the tag: a prefix is forged by trying",
                plain.withSignature(Array(tag.prefix(count))),
                .hmacLength,
                .twin("plain")
            )
        }
        group.reject(
            "one-more",
            "an octet behind the tag",
            plain.withSignature(tag + [0]),
            .hmacLength,
            .twin("plain")
        )
        group.reject(
            "twice",
            "the tag twice",
            plain.withSignature(tag + tag),
            .hmacLength,
            .twin("plain")
        )
        group.reject(
            "hexadecimal",
            "the tag in hexadecimal digits",
            plain.withSignature(tag.flatMap { Array(String(0x100 + Int($0), radix: 16).utf8.dropFirst()) }),
            .hmacLength,
            .twin("plain")
        )
        groups.append(group)
        groups += try secretGroups(algorithm, hash)
    }
    return Topic(path: "signature/hmac.json", title: "HMAC: tags and secrets", groups: groups)
}

/// Secrets that are shorter than the hash (RFC 7518 section 3.2), and longer ones that are fine.
private func secretGroups(_ algorithm: Algorithm, _ hash: HashFunction) throws -> [GroupDefinition] {
    let name = algorithm.rawValue
    let size = hash.octetCount
    let block = hash == .sha256 ? 64 : 128
    func group(_ count: Int, _ slug: String, octet: UInt8 = 0xA5) throws -> (GroupDefinition, Token) {
        let secret = [UInt8](repeating: octet, count: count)
        let jwk = JSONValue.object(["kty": .string("oct"), "k": .string(secret.base64url)])
        let group = GroupDefinition(
            "signature/hmac-secret/\(name.lowercased())-\(slug)",
            key: .init(jwk: jwk),
            policy: VerificationPolicy([name])
        )
        let input = "\(#"{"alg":"\#(name)"}"#.base64url).\(Forge.payload.base64url)"
        let tag = try ForgeKey.mac(Array(input.utf8), secret: secret, hash)
        return (group, Token("\(input).\(tag.base64url)"))
    }
    let twin = "signature/hmac-secret/\(name.lowercased())-\(size)-octets/token"
    var groups: [GroupDefinition] = []
    for (count, summary) in [
        (size, "as long as the hash: the least that's allowed"), (block, "as long as the hash's block"),
        (block + 1, "longer than the hash's block: it's hashed first"),
    ] {
        var (group, token) = try group(count, "\(count)-octets")
        let rule = count > block ? "RFC7518#3.2-5" : "RFC7518#3.2-1"
        group.accept("token", "a secret \(summary)", token, [rule, "RFC8725#3.5-1"])
        groups.append(group)
    }
    for (count, summary, cves) in [
        (0, "an empty secret: anybody signs", ["CVE-2026-45363", "CVE-2026-44351"]),
        (1, "a secret of one octet", ["CVE-2025-45768"]),
        (size - 1, "a secret one octet shorter than the hash", []),
    ] {
        var (group, token) = try group(count, "\(count)-octets")
        group.reject(
            "token",
            summary,
            token,
            .hmacKeySize,
            .twin(twin),
            rule: count == 0 ? "RFC7518#3.2-2" : "RFC7518#3.2-1",
            refs: ["RFC8725#3.5-1"],
            cves: cves,
            level: count == 0 ? .must : .bcp
        )
        groups.append(group)
    }
    return groups
}

/// RSA signatures (RFC 8017): shapes of integers, and encodings that a lax verifier takes.
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
