import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Tokens and keys that cost more than they should (RFC 8259 section 9, RFC 8725 section 3.10), each with a time limit.
///
/// Where the token is valid, either verdict is right: what counts is that one comes in time, and that nothing falls over.
@Sendable func limitsTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "attacks/limits.json",
        title: "Tokens and keys that cost more than they should",
        groups: [try textGroup(forge), try claimsLimits(forge)] + (try signatureGroups(forge)) + [
            try manySignatures(forge), try manyKeys(forge), try headerKeys(forge),
        ]
    )
}

private let room = "RFC 8259 section 9 lets a parser bound sizes; the answer has to come in time"
private let depthRoom = "RFC 8259 section 9 lets a parser bound the depth of nesting; no stack may run out"
private let bounded = ["RFC8259#9-2"]

/// Segments and headers.
private func textGroup(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.bytesGroup("attacks/limits/text")
    let plain = try forge.hs256()
    let text = plain.segments.joined(separator: ".")
    group.accept("plain", "a token of common size", plain, ["RFC7515#5.2-5"])
    group.reject(
        "periods-60000",
        "sixty thousand periods behind a valid token",
        Token(text + String(repeating: ".", count: 60_000)),
        .compactSegments,
        .twin("plain"),
        refs: bounded,
        cves: ["CVE-2025-30204", "CVE-2025-27144"],
        timeLimit: 2
    )
    group.reject(
        "open-braces",
        "ten thousand opening braces for a token: a parser that recurses runs out of stack",
        Token(String(repeating: #"{"a":"#, count: 10_000)),
        .jsonDepth,
        .unprovable("there is no token in them"),
        rule: "RFC8259#9-1",
        level: .bcp,
        timeLimit: 2
    )
    let names = (0..<700).map { "x\($0 + 100)" }
    let crit = names.map { "\"\($0)\"" }.joined(separator: ",")
    let members = names.map { "\"\($0)\":1" }.joined(separator: ",")
    group.reject(
        "crit-700",
        "crit names seven hundred extensions, each of which is in the header",
        try forge.hs256(#"{"alg":"HS256","crit":[\#(crit)],\#(members)}"#),
        .critUnderstood,
        .twin("plain"),
        refs: bounded,
        timeLimit: 2
    )
    group.either(
        "crit-same-1500",
        "crit names b64 fifteen hundred times",
        try forge.hs256(
            #"{"alg":"HS256","b64":true,"crit":[\#(Array(repeating: "\"b64\"", count: 1500).joined(separator: ","))]}"#
        ),
        why: "RFC 7515 section 4.1.11 forbids it to producers, and says of recipients only that they may refuse",
        .critDuplicate,
        .twin("plain"),
        refs: bounded,
        timeLimit: 2
    )
    group.record(
        "header-members-1000",
        "a thousand parameters that nobody knows",
        try forge.hs256(#"{"alg":"HS256",\#((0..<1000).map { "\"x\($0)\":1" }.joined(separator: ","))}"#),
        why: room,
        bounded,
        timeLimit: 2
    )
    group.either(
        "header-objects-2500",
        "two thousand five hundred objects inside one another in the header",
        try forge.hs256(#"{"alg":"HS256","x":\#(objects(2_500))}"#),
        why: depthRoom,
        .jsonDepth,
        .twin("plain"),
        rule: "RFC8259#9-1",
        timeLimit: 2
    )
    group.either(
        "jwk-depth",
        "two thousand arrays inside one another in the header's jwk",
        try forge.hs256(
            #"{"alg":"HS256","jwk":{"kty":\#(String(repeating: "[", count: 2000))\#(String(repeating: "]", count: 2000))}}"#
        ),
        why: depthRoom,
        .jsonDepth,
        .unprovable("what is so deep is no key either"),
        rule: "RFC8259#9-1",
        timeLimit: 2
    )
    group.either(
        "duplicates-1000",
        "a parameter a thousand times over",
        try forge.hs256(#"{"alg":"HS256",\#(Array(repeating: "\"x\":1", count: 1000).joined(separator: ","))}"#),
        why: "RFC 7515 section 4 lets a parser take the last of several members",
        .jsonDuplicateMember,
        .twin("plain"),
        refs: bounded,
        timeLimit: 2
    )
    return group
}

/// As many objects inside one another.
private func objects(_ depth: Int) -> String {
    String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
}

/// Claims sets.
private func claimsLimits(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.claimsGroup("attacks/limits/claims") { policy in
        policy.audience = "https://api.example"
        // No time, and so no recipe, which would hold each claims set a second time.
        policy.now = nil
    }
    func token(_ members: String) throws -> Token {
        try forge.claims(#"{"aud":"https://api.example",\#(members)}"#)
    }
    group.accept("plain", "a claims set of common size", try token(#""sub":"alice""#), ["RFC7519#4.1.3-1"])
    group.record(
        "audience-2000",
        "two thousand recipients, the expected one the last",
        try forge.claims(
            #"{"aud":[\#((0..<2000).map { "\"https://a\($0).example\"" }.joined(separator: ",")),"https://api.example"]}"#
        ),
        why: room,
        bounded,
        timeLimit: 2
    )
    group.reject(
        "audience-2000-others",
        "two thousand recipients, none of them the expected one",
        try forge.claims(#"{"aud":[\#((0..<2000).map { "\"https://a\($0).example\"" }.joined(separator: ","))]}"#),
        .audience,
        .twin("plain"),
        refs: bounded,
        timeLimit: 2
    )
    group.reject(
        "audience-repetitive",
        "a recipient of twenty thousand letters a and an exclamation mark: a pattern that backtracks takes for ever",
        try forge.claims(#"{"aud":"\#(String(repeating: "a", count: 20_000))!"}"#),
        .audience,
        .twin("plain"),
        refs: bounded,
        cves: ["CVE-2026-35041"],
        timeLimit: 2
    )
    group.record(
        "members-4000",
        "four thousand claims that nobody knows",
        try token((0..<4000).map { "\"x\($0)\":1" }.joined(separator: ",")),
        why: room,
        bounded,
        timeLimit: 2
    )
    for (slug, summary, pair) in [
        ("java", "the hash of Java's strings", ("Aa", "BB")), ("php", "the hash DJBX33A", ("Ez", "FY")),
    ] {
        group.record(
            "colliding-\(slug)",
            "two thousand and forty-eight names of claims that are one to \(summary)",
            try token(colliding(pair).map { "\"\($0)\":1" }.joined(separator: ",")),
            why: room,
            bounded,
            timeLimit: 2
        )
    }
    group.either(
        "digits-5000",
        "a number of five thousand digits: read in the usual way, its time grows with their square",
        try token(#""x":\#(String(repeating: "9", count: 5_000))"#),
        why: "RFC 8259 section 6 lets a parser bound the range of numbers",
        .jsonNumberRange,
        .twin("plain"),
        timeLimit: 2
    )
    group.record(
        "fraction-5000",
        "a number with five thousand digits behind the period",
        try token(#""x":0.\#(String(repeating: "3", count: 5_000))"#),
        why: room,
        ["RFC8259#6-2"],
        timeLimit: 2
    )
    group.record(
        "escapes-8000",
        "a string of eight thousand escapes",
        try token(#""x":"\#(String(repeating: #"\u0061"#, count: 8_000))""#),
        why: room,
        bounded,
        timeLimit: 2
    )
    group.either(
        "objects-5000",
        "five thousand objects inside one another in the claims",
        try token(#""x":\#(objects(5_000))"#),
        why: depthRoom,
        .jsonDepth,
        .twin("plain"),
        rule: "RFC8259#9-1",
        timeLimit: 2
    )
    group.either(
        "mixed-5000",
        "five thousand arrays and objects inside one another by turns",
        try token(
            #""x":\#(String(repeating: #"[{"a":"#, count: 2_500))1\#(String(repeating: "}]", count: 2_500))"#
        ),
        why: depthRoom,
        .jsonDepth,
        .twin("plain"),
        rule: "RFC8259#9-1",
        timeLimit: 2
    )
    return group
}

/// Texts of eleven of two pieces that one hash doesn't tell apart.
private func colliding(_ pieces: (String, String)) -> [String] {
    (0..<2048).map { number in
        (0..<11).map { number >> $0 & 1 == 0 ? pieces.0 : pieces.1 }.joined()
    }
}

/// Signatures that are far too long: refused by their length, before they are turned into anything else.
private func signatureGroups(_ forge: Forge) throws -> [GroupDefinition] {
    try [Algorithm.hs256, .rs256, .ps256, .es256, .edDSA].map { algorithm in
        let key = try forge.key(for: algorithm)
        let name = algorithm.rawValue
        let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm)
        var group = GroupDefinition(
            "attacks/limits/\(name.lowercased())",
            key: .init(ref: key.id),
            policy: VerificationPolicy([name])
        )
        group.accept("plain", "a signature of common size", plain, ["RFC7515#5.2-5"])
        let zeros = [UInt8](repeating: 0, count: 8192)
        let half = plain.signature.count / 2
        let (check, long): (Check, [UInt8]) =
            switch algorithm {
            case .rs256, .ps256: (.rsaSignatureLength, zeros + zeros + plain.signature)
            case .es256:
                (.ecdsaSignatureLength, zeros + plain.signature.prefix(half) + zeros + plain.signature.suffix(half))
            case .edDSA: (.eddsaSignatureLength, plain.signature + zeros + zeros)
            default: (.hmacLength, plain.signature + zeros + zeros)
            }
        group.reject(
            "long-signature",
            "sixteen thousand octets zero \(algorithm == .es256 ? "in" : check == .rsaSignatureLength ? "before" : "behind") the signature",
            plain.withSignature(long),
            check,
            .twin("plain"),
            refs: bounded,
            timeLimit: 2
        )
        return group
    }
}

/// Two hundred signatures, each of which holds.
private func manySignatures(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("p256-a")
    var group = GroupDefinition(
        "attacks/limits/signatures",
        key: .init(ref: key.id),
        policy: VerificationPolicy(["ES256"])
    )
    let payload = Forge.payload.base64url
    let header = #"{"alg":"ES256"}"#.base64url
    let tag = try key.sign(Array("\(header).\(payload)".utf8), .es256).base64url
    let one = "{\"protected\":\"\(header)\",\"signature\":\"\(tag)\"}"
    group.accept(
        "plain",
        "one signature",
        Token("{\"payload\":\"\(payload)\",\"signatures\":[\(one)]}"),
        ["RFC7515#7.2.1-2"],
        payload: Array(Forge.payload.utf8)
    )
    group.either(
        "signatures-200",
        "two hundred signatures, each of which holds and has to be verified",
        Token(
            "{\"payload\":\"\(payload)\",\"signatures\":[\(Array(repeating: one, count: 200).joined(separator: ","))]}"
        ),
        why: "RFC 7515 has no bound; RFC 8725 section 3.10 lets a verifier have one",
        .serializationMembers,
        .twin("plain"),
        rule: "RFC8259#9-2",
        payload: Array(Forge.payload.utf8),
        timeLimit: 2
    )
    return group
}

/// A JWK Set of three hundred secrets.
private func manyKeys(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    guard case .object(var last) = key.record.verification else { throw ForgeError("\(key.id) is no object") }
    last["kid"] = .string("k299")
    let others = (0..<299).map { number in
        let secret = HashFunction.sha256.digest(Array("key \(number)".utf8).span)
        return JSONValue.object(["kty": .string("oct"), "kid": .string("k\(number)"), "k": .string(secret.base64url)])
    }
    var group = GroupDefinition(
        "attacks/limits/keys",
        key: .init(jwks: .object(["keys": .array(others + [.object(last)])])),
        policy: VerificationPolicy(["HS256"])
    )
    group.accept(
        "kid",
        "the kid of the last of three hundred keys",
        try Token.compact(#"{"alg":"HS256","kid":"k299"}"#, Forge.payload, by: key, .hs256),
        ["RFC7515#4.1.4-2", "RFC7517#5-1"]
    )
    group.reject(
        "other-kid",
        "a kid that none of three hundred keys has",
        try Token.compact(#"{"alg":"HS256","kid":"k300"}"#, Forge.payload, by: key, .hs256),
        .keyFound,
        .unprovable("the key that signed is the last, and no verifier tries so many"),
        refs: bounded,
        timeLimit: 2
    )
    group.record(
        "no-kid",
        "no kid, and a signature by the last of three hundred keys",
        try Token.compact(#"{"alg":"HS256"}"#, Forge.payload, by: key, .hs256),
        why: "no RFC says how many keys a verifier tries",
        ["RFC7517#4.5-2"],
        timeLimit: 2
    )
    return group
}

/// Keys in the header that it would take long to compute with: nothing is computed with them.
private func headerKeys(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-a")
    var group = GroupDefinition("attacks/limits/jwk", key: .init(ref: key.id), policy: VerificationPolicy(["RS256"]))
    let n = try key.rsa.components.n
    let long = [UInt8](repeating: 0xFF, count: 4096).base64url
    let attacker = try forge.key("rsa-b")
    func token(_ jwk: String, by key: ForgeKey) throws -> Token {
        try Token.compact(#"{"alg":"RS256","jwk":\#(jwk)}"#, Forge.payload, by: key, .rs256)
    }
    group.accept(
        "plain",
        "the trusted key in the header",
        try token(#"{"kty":"RSA","n":"\#(n.base64url)","e":"AQAB"}"#, by: key),
        ["RFC7515#4.1.3-1"]
    )
    let unread = "what's in the header is no key that can be used"
    for (slug, summary, jwk) in [
        (
            "exponent", "a signature by another key, and a jwk with a public exponent of 32768 bits",
            #"{"kty":"RSA","n":"\#(n.base64url)","e":"\#(long)"}"#
        ),
        (
            "modulus", "a signature by another key, and a jwk with a modulus of 32768 bits",
            #"{"kty":"RSA","n":"\#(long)","e":"AQAB"}"#
        ),
        (
            "private", "a signature by another key, and a jwk with private integers of 32768 bits",
            #"{"kty":"RSA","n":"\#(n.base64url)","e":"AQAB","d":"\#(long)"}"#
        ),
    ] {
        group.reject(
            slug,
            summary,
            try token(jwk, by: attacker),
            .keyEmbedded,
            .unprovable(unread),
            refs: ["RFC8017#3.1-2", "RFC8725#3.10-1"],
            timeLimit: 2
        )
    }
    return group
}
