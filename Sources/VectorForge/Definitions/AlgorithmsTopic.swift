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
    // The corpus has a second key of some kinds only.
    if let other = try? forge.key("\(algorithm.row.usualKey.word)-b") {
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

func lengthCheck(_ algorithm: Algorithm) -> Check {
    switch algorithm.method {
    case .mac: .hmacLength
    case .signature(.rsaPKCS1), .signature(.rsaPSS): .rsaSignatureLength
    case .signature(.ecdsa): .ecdsaSignatureLength
    case .signature(.eddsa): .eddsaSignatureLength
    }
}
