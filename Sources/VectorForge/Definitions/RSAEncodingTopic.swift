import CryptoPrimitives
import JWTConformance
import ReferenceFaults
import ReferenceJOSE

/// The encodings of RFC 8017, octet by octet and form by form, under each algorithm (section 8.2.2 compares, it doesn't
/// parse; section 9.1.2 checks every part).
@Sendable func rsaEncodingTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for algorithm in [Algorithm.rs256, .rs384, .rs512] { groups.append(try pkcs1Group(algorithm, forge)) }
    for algorithm in [Algorithm.ps256, .ps384, .ps512] { groups.append(try pssGroup(algorithm, forge)) }
    return Topic(path: "signature/rsa-encoding.json", title: "RSA encodings, octet by octet", groups: groups)
}

private func group(_ algorithm: Algorithm, _ key: ForgeKey) -> GroupDefinition {
    GroupDefinition(
        "signature/rsa-encoding/\(algorithm.slug)",
        key: .init(ref: key.id),
        policy: VerificationPolicy([algorithm.rawValue])
    )
}

private func hash(of algorithm: Algorithm) throws -> HashFunction {
    switch algorithm.method {
    case .signature(.rsaPKCS1(let hash)), .signature(.rsaPSS(let hash)): hash
    default: throw ForgeError("\(algorithm.rawValue) isn't RSA")
    }
}

private func pkcs1Group(_ algorithm: Algorithm, _ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-a")
    let (rsa, hash) = (try key.rsa, try hash(of: algorithm))
    var group = group(algorithm, key)
    let plain = try Token.compact(#"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#, Forge.payload, by: key, algorithm)
    let input = plain.signingInput
    let info = hash.digestInfo(of: input)
    let digest = hash.digest(input.span)
    let right = rsa.pkcs1Encoded(info)
    group.accept("plain", "the encoding that RFC 8017 has", plain, ["RFC8017#8.2.2-2"])
    func reject(_ slug: String, _ summary: String, _ encoded: [UInt8]) throws {
        group.reject(
            slug,
            summary,
            plain.withSignature(try rsa.signature(of: encoded)),
            .signature,
            .twin("plain"),
            rule: "RFC8017#8.2.2-2"
        )
    }
    for part in PKCS1Part.allCases {
        var encoded = right
        encoded[part.position(length: right.count, digest: hash.octetCount)] ^= 1
        try reject(part.words.replacing(" ", with: "-"), "one bit of the \(part.words) changed", encoded)
    }
    let padding = right.count - info.count - 3
    let head: [UInt8] = [0, 1]
    func octets(_ value: UInt8, _ count: Int) -> [UInt8] { [UInt8](repeating: value, count: count) }
    let garbage = octets(0xA5, padding - 8)
    let before = head + octets(0xFF, 8)
    try reject("any-padding", "padding of other octets", head + octets(0x5A, padding) + [0] + info)
    try reject("zero-padding", "padding with zeros", head + octets(0, padding + 1) + info)
    try reject(
        "short-padding-garbage-behind",
        "eight octets of padding, and garbage behind the digest",
        before + [0] + info + garbage
    )
    try reject(
        "short-padding-garbage-before",
        "eight octets of padding, and garbage before the DigestInfo",
        before + [0] + garbage + info
    )
    try reject(
        "second-delimiter",
        "a zero in the middle of the padding",
        head + octets(0xFF, 20) + [0] + octets(0xFF, padding - 21) + [0] + info
    )
    try reject("digest-alone", "the digest without its DigestInfo", rsa.pkcs1Encoded(digest))
    try reject(
        "digest-string",
        "the digest in an OCTET STRING alone",
        rsa.pkcs1Encoded([4, UInt8(digest.count)] + digest)
    )
    try reject("one-octet-behind", "an octet behind the digest, inside of the encoding", rsa.pkcs1Encoded(info + [0]))
    /// A DigestInfo of these parts, with the length that they have.
    func assembled(_ identifier: [UInt8], _ parameters: [UInt8], digestHeader: [UInt8]) -> [UInt8] {
        let algorithm: [UInt8] = [0x30, UInt8(identifier.count + parameters.count)] + identifier + parameters
        let content: [UInt8] = algorithm + digestHeader + digest
        return rsa.pkcs1Encoded([0x30, UInt8(content.count)] + content)
    }
    let identifier = Array(info[4..<15])
    let size = UInt8(digest.count)
    let longOuter: [UInt8] = [0x30, 0x81, info[1]]
    try reject(
        "long-length",
        "a length of the DigestInfo in two octets, which DER has in one",
        rsa.pkcs1Encoded(longOuter + info.dropFirst(2))
    )
    try reject(
        "long-digest-length",
        "a length of the digest in two octets",
        assembled(identifier, [5, 0], digestHeader: [4, 0x81, size])
    )
    // An element of any content between the identifier and the digest: e = 3 forgeries hide their rest there.
    try reject(
        "other-parameters",
        "octets in place of the NULL of the hash function",
        assembled(identifier, [4, 8, 1, 2, 3, 4, 5, 6, 7, 8], digestHeader: [4, size])
    )
    try reject("null-filled", "a NULL that has content", assembled(identifier, [5, 2, 1, 1], digestHeader: [4, size]))
    for other in [HashFunction.sha1, .sha256, .sha384, .sha512] where other != hash {
        let name = "\(other)"
        if other == .sha1 {
            // The DigestInfo of SHA-1 (RFC 8017 section 9.2, note 1).
            let sha1: [UInt8] = [0x30, 0x21, 0x30, 9, 6, 5, 0x2B, 0x0E, 3, 2, 0x1A, 5, 0, 4, 0x14]
            try reject(
                "digest-info-\(name)",
                "the DigestInfo of SHA-1",
                rsa.pkcs1Encoded(sha1 + other.digest(input.span))
            )
        } else {
            try reject(
                "digest-info-\(name)",
                "the DigestInfo of \(name)",
                rsa.pkcs1Encoded(other.digestInfo(of: input))
            )
        }
    }
    if hash != .sha256 || algorithm != .rs256 {
        group.either(
            "no-null",
            "a DigestInfo without NULL for parameters",
            plain.withSignature(
                try rsa.signature(of: rsa.pkcs1Encoded(hash.digestInfo(of: input, hasNull: false)))
            ),
            why: "RFC 8017 section 8.2.2 lets a verifier accept absent parameters as well",
            .signature,
            .twin("plain"),
            rule: "RFC8017#8.2.2-3"
        )
    }
    return group
}

private func pssGroup(_ algorithm: Algorithm, _ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-a")
    let (rsa, hash) = (try key.rsa, try hash(of: algorithm))
    let size = hash.octetCount
    var group = group(algorithm, key)
    let plain = try Token.compact(#"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#, Forge.payload, by: key, algorithm)
    let input = plain.signingInput
    group.accept("plain", "the encoding that RFC 8017 has", plain, ["RFC7518#3.5-1"])
    func reject(_ slug: String, _ summary: String, _ encoded: [UInt8], _ check: Check, _ rule: String) throws {
        group.reject(
            slug,
            summary,
            plain.withSignature(try rsa.signature(of: encoded)),
            check,
            .twin("plain"),
            rule: rule
        )
    }
    for part in PSSPart.allCases {
        var encoded: [UInt8] = []
        // With the highest bit set, an encoding has to stay below the modulus.
        for counter in UInt8(0)..<100 {
            let salt = [UInt8](repeating: 0x5A, count: size - 1) + [counter]
            encoded = try rsa.pssEncoded(input, hash: hash, salt: salt, changed: part)
            if encoded[0] < rsa.components.n[0] { break }
        }
        try reject(
            part.words.replacing(" ", with: "-"),
            "one bit of the \(part.words) changed",
            encoded,
            .signature,
            "RFC8017#9.1.2-1"
        )
    }
    for count in [0, 1, 20, size - 1, size + 1, rsa.octetCount - size - 2] {
        try reject(
            "salt-\(count)",
            "a salt of \(count) octets",
            rsa.pssEncoded(input, hash: hash, salt: [UInt8](repeating: 0x5A, count: count)),
            .pssSaltLength,
            "RFC7518#3.5-1"
        )
    }
    for other in [HashFunction.sha1, .sha256, .sha384, .sha512] where other != hash {
        let salt = [UInt8](repeating: 0x5A, count: size)
        try reject(
            "mask-\(other)",
            "a mask made with \(other)",
            rsa.pssEncoded(input, hash: hash, maskHash: other, salt: salt),
            .signature,
            "RFC7518#3.5-2"
        )
        try reject(
            "hash-\(other)",
            "a hash by \(other), and a salt of the right length",
            rsa.pssEncoded(input, hash: other, maskHash: hash, salt: salt),
            .signature,
            "RFC7518#3.5-4"
        )
    }
    return group
}
