import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// The checks of header, key and signature in JSON serialization: none of them is for compact tokens alone.
@Sendable func serializationChecksTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "serialization/checks.json",
        title: "Every check in JSON serialization too",
        groups: try headers(forge) + keys(forge) + [try texts(forge)]
    )
}

private let octets = Array(Forge.payload.utf8)

private func headers(_ forge: Forge) throws -> [GroupDefinition] {
    let key = try forge.key("hmac-a")
    var policy = VerificationPolicy(["HS256"])
    policy.type = "x-record"
    policy.understoodCritical = ["x-known"]
    var group = GroupDefinition("serialization/checks", key: .init(ref: key.id), policy: policy)
    func signature(_ members: String, _ algorithm: Algorithm = .hs256) throws -> Token.JSONSignature {
        try .init(#"{"typ":"x-record",\#(members)}"#, by: key, algorithm)
    }
    let good = try signature(#""alg":"HS256""#)
    group.accept("plain", "a flattened token", .flattened(good), ["RFC7515#7.2.2-1"], payload: octets)
    group.accept(
        "two",
        "a token of two signatures",
        .general([good, try signature(#""alg":"HS256","kid":"a""#)]),
        ["RFC7515#7.2.1-1"],
        payload: octets
    )
    let faults: [(String, String, Token.JSONSignature, Check)] = [
        (
            "alg-none", "alg none and no signature", .init(#"{"typ":"x-record","alg":"none"}"#.base64url, nil, ""),
            .algNone
        ),
        ("alg-other", "an alg that isn't allowed", try signature(#""alg":"HS512""#, .hs512), .algAllowed),
        ("alg-lower-case", "an alg in lower case", try signature(#""alg":"hs256""#), .algExact),
        ("alg-number", "an alg that is a number", try signature(#""alg":256"#), .algString),
        ("alg-missing", "no alg", try signature(#""x":1"#), .algPresent),
        (
            "crit-unknown", "crit that names what nobody knows",
            try signature(#""alg":"HS256","crit":["x-unknown"],"x-unknown":1"#), .critUnderstood
        ),
        (
            "crit-string", "crit that is a string", try signature(#""alg":"HS256","crit":"x-known","x-known":1"#),
            .critArray
        ),
        (
            "crit-absent", "crit that names what isn't there", try signature(#""alg":"HS256","crit":["x-known"]"#),
            .critPresent
        ),
        ("kid-number", "a kid that is a number", try signature(#""alg":"HS256","kid":1"#), .headerTypes),
        ("x5c-text", "an x5c that is a text", try signature(#""alg":"HS256","x5c":"a""#), .headerTypes),
        ("enc", "enc in the protected header", try signature(#""alg":"HS256","enc":"A128GCM""#), .encrypted),
        ("b64-string", "b64 that is a text", try signature(#""alg":"HS256","crit":["b64"],"b64":"true""#), .b64Boolean),
        ("typ-other", "another typ", try .init(#"{"typ":"x-other","alg":"HS256"}"#, by: key, .hs256), .typ),
        ("typ-missing", "no typ", try .init(#"{"alg":"HS256"}"#, by: key, .hs256), .typ),
    ]
    for (slug, summary, signature, check) in faults {
        let level: Level = check == .critPresent || slug == "x5c-text" ? .should : check == .typ ? .bcp : .must
        let rule = check == .encrypted ? "RFC7516#9-2" : nil
        group.reject(slug, summary, .flattened(signature), check, .twin("plain"), rule: rule, level: level)
        group.reject(
            "second-\(slug)",
            "\(summary), in the second of two signatures",
            .general([good, signature]),
            check,
            .twin("two"),
            rule: rule,
            level: level
        )
    }
    let text = #"{"typ":"x-record","alg":"HS256"}"#.base64url
    let tag = try key.sign(Array("\(text).\(Forge.payload.base64url)".utf8), .hs256)
    for (slug, summary, mac) in [
        ("mac-short", "a MAC of 16 octets", Array(tag.prefix(16))),
        ("mac-long", "a MAC with an octet behind it", tag + [0]),
        ("mac-empty", "no MAC", []),
    ] as [(String, String, [UInt8])] {
        group.reject(slug, summary, .flattened(.init(text, nil, mac.base64url)), .hmacLength, .twin("plain"))
    }
    let flipped = tag.dropLast() + [tag.last.map { $0 ^ 1 } ?? 0]
    group.reject(
        "mac-flipped",
        "a MAC with one bit changed",
        .flattened(.init(text, nil, Array(flipped).base64url)),
        .signature,
        .twin("plain")
    )
    group.reject(
        "mac-flipped-second",
        "a MAC with one bit changed in the second of two signatures",
        .general([good, .init(text, nil, Array(flipped).base64url)]),
        .everySignature,
        .twin("two")
    )
    group.reject(
        "payload-other",
        "the payload of another token",
        .flattened(good, payload: #"{"sub":"mallory"}"#.base64url),
        .signature,
        .twin("plain")
    )
    group.reject(
        "b64-not-critical",
        "b64 false that crit doesn't name",
        .flattened(
            try .init(#"{"typ":"x-record","alg":"HS256","b64":false}"#, over: "plain", by: key, .hs256),
            payload: "plain"
        ),
        .b64Critical,
        .twin("plain")
    )
    return [group]
}

private func keys(_ forge: Forge) throws -> [GroupDefinition] {
    let (hmac, p256) = (try forge.key("hmac-a"), try forge.key("p256-a"))
    func flattened(_ header: String, by key: ForgeKey, _ algorithm: Algorithm) throws -> Token {
        .flattened(try .init(header, by: key, algorithm))
    }
    func group(_ slug: String, _ key: VectorFile.Key, _ algorithm: Algorithm) -> GroupDefinition {
        GroupDefinition("serialization/checks-\(slug)", key: key, policy: VerificationPolicy([algorithm.rawValue]))
    }
    let header = #"{"alg":"HS256"}"#
    let plain = "serialization/checks-key/plain"
    var named = group("key", .init(jwk: try hmac.jwk(with: ["kid": "k1"])), .hs256)
    named.accept(
        "plain",
        "the kid of the key",
        try flattened(#"{"alg":"HS256","kid":"k1"}"#, by: hmac, .hs256),
        ["RFC7515#4.1.4-2"],
        payload: octets
    )
    named.reject(
        "kid-other",
        "a kid that the key doesn't have",
        try flattened(#"{"alg":"HS256","kid":"k2"}"#, by: hmac, .hs256),
        .keyFound,
        .twin("plain"),
        level: .should
    )
    var groups = [named]
    let purposes: [(String, [String: JSONValue], Check)] = [
        ("alg", ["alg": "HS512"], .keyAlgorithm), ("use", ["use": "enc"], .keyUse),
        ("operations", ["key_ops": ["sign"]], .keyOperations),
    ]
    for (slug, members, check) in purposes {
        var one = group("key-\(slug)", .init(jwk: try hmac.jwk(with: members)), .hs256)
        one.reject(
            "token",
            "a key whose \(slug) is for something else",
            try flattened(header, by: hmac, .hs256),
            check,
            .twin(plain)
        )
        groups.append(one)
    }
    let short = Array(hmac.secret.prefix(31))
    let input = "\(header.base64url).\(Forge.payload.base64url)"
    var weak = group("key-short", .init(jwk: ["kty": "oct", "k": .string(short.base64url)]), .hs256)
    weak.reject(
        "token",
        "a secret of 31 octets",
        .flattened(.init(header.base64url, nil, try ForgeKey.mac(Array(input.utf8), secret: short).base64url)),
        .hmacKeySize,
        .twin(plain)
    )
    var confused = group("key-type", .init(ref: p256.id), .hs256)
    confused.reject(
        "token",
        "a public key for a secret",
        .flattened(
            .init(
                header.base64url,
                nil,
                try ForgeKey.mac(Array(input.utf8), secret: Array((p256.record.pem ?? "").utf8)).base64url
            )
        ),
        .keyType,
        .twin(plain)
    )
    let es256 = #"{"alg":"ES256"}"#
    var ecdsa = group("ecdsa", .init(ref: p256.id), .es256)
    ecdsa.accept(
        "plain",
        "a flattened token under ES256",
        try flattened(es256, by: p256, .es256),
        ["RFC7515#7.2.2-1"],
        payload: octets
    )
    let signature = try p256.sign(Array("\(es256.base64url).\(Forge.payload.base64url)".utf8), .es256)
    let zeros = [UInt8](repeating: 0, count: 32)
    for (slug, summary, octets, check) in [
        ("zeros", "R and S zero", zeros + zeros, Check.ecdsaRange),
        ("r-order", "R the order", EllipticCurve.p256.order + signature.suffix(32), .ecdsaRange),
        ("der", "the signature in DER", EllipticCurve.p256.encodedDERSignature(signature) ?? [], .ecdsaSignatureLength),
        ("octet-behind", "an octet behind the signature", signature + [0], .ecdsaSignatureLength),
    ] as [(String, String, [UInt8], Check)] {
        ecdsa.reject(slug, summary, .flattened(.init(es256.base64url, nil, octets.base64url)), check, .twin("plain"))
    }
    let other = try forge.key("p256-b")
    let embedded = #"{"alg":"ES256","jwk":\#(JSONValue.text(other.record.verification))}"#
    ecdsa.reject(
        "jwk",
        "the attacker's key in the protected header, and a signature by it",
        try flattened(embedded, by: other, .es256),
        .keyEmbedded,
        .twin("plain")
    )
    let certified = #"{"alg":"ES256","x5c":["\#(Certificates.second)"]}"#
    ecdsa.reject(
        "x5c",
        "the attacker's certificate in the protected header, and a signature by its key",
        try flattened(certified, by: other, .es256),
        .keyCertificate,
        .twin("plain")
    )
    return groups + [weak, confused, ecdsa]
}

/// Faults in the JSON of the token itself.
private func texts(_ forge: Forge) throws -> GroupDefinition {
    let signature = try Token.JSONSignature(#"{"alg":"HS256"}"#, by: forge.key("hmac-a"), .hs256)
    var group = forge.bytesGroup("serialization/checks-text")
    let plain = Token.flattened(signature)
    group.accept("plain", "a flattened token", plain, ["RFC7515#7.2.2-1"], payload: octets)
    func further(_ text: String) -> Token { .flattened(signature, further: ",\(text)") }
    let faults: [(String, String, Token, Check)] = [
        ("comment", "a comment in it", further("/* a */\"x\":1"), .jsonGrammar),
        ("trailing-comma", "a comma behind its last member", further(""), .jsonGrammar),
        ("single-quotes", "a member in single quotes", further("'x':1"), .jsonGrammar),
        ("behind", "a further object behind it", Token((plain.text ?? "") + "{}"), .jsonTrailingOctets),
        ("letter-behind", "a letter behind it", Token((plain.text ?? "") + "a"), .jsonTrailingOctets),
        (
            "encoding", "an octet that isn't UTF-8",
            Token(Array((further("\"x\":\"").text ?? "").utf8.dropLast()) + [0xFF] + Array("\"}".utf8)), .jsonEncoding
        ),
        ("nul", "U+0000 in a member that nobody knows", further("\"x\":\"a\\u0000\""), .jsonNUL),
        ("number", "a number that no double is near", further("\"x\":1e400"), .jsonNumberRange),
        ("signature-twice", "the signature twice", further("\"signature\":\"AAAA\""), .jsonDuplicateMember),
        (
            "protected-twice", "the protected header twice",
            further("\"protected\":\"\(#"{"alg":"none"}"#.base64url)\""), .jsonDuplicateMember
        ),
        (
            "unprotected-twice", "a parameter of the unprotected header twice",
            .flattened(try .init(#"{"alg":"HS256"}"#, unprotected: #"{"x":1,"x":2}"#, by: forge.key("hmac-a"), .hs256)),
            .jsonDuplicateMember
        ),
    ]
    for (slug, summary, token, check) in faults {
        if [.jsonNUL, .jsonNumberRange].contains(check) {
            group.either(
                slug,
                summary,
                token,
                why:
                    "RFC 8259 section 9 lets a parser limit what it reads, and RFC 7515 section 7.2.1 has unknown members ignored",
                check,
                .twin("plain"),
                payload: octets
            )
        } else {
            group.reject(
                slug,
                summary,
                token,
                check,
                .twin("plain"),
                level: check == .jsonDuplicateMember ? .should : .must
            )
        }
    }
    group.either(
        "depth",
        "a hundred arrays in a member that nobody knows",
        further("\"x\":\(String(repeating: "[", count: 100))\(String(repeating: "]", count: 100))"),
        why: "RFC 8259 section 9 lets a parser limit how deep values nest",
        .jsonDepth,
        .twin("plain"),
        payload: octets
    )
    group.reject(
        "byte-order-mark",
        "U+FEFF before it",
        Token("\u{FEFF}" + (plain.text ?? "")),
        .compactSegments,
        .twin("plain"),
        level: .should
    )
    return group
}
