import JWTConformance
import ReferenceJOSE

/// Tokens and keys that cost more than they should (RFC 8259 section 9, RFC 8725 section 3.10), each with a time limit.
///
/// Where the token is valid, either verdict is right: what counts is that one comes in time, and that nothing falls over.
@Sendable func limitsTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "attacks/limits.json",
        title: "Tokens and keys that cost more than they should",
        groups: [try textGroup(forge), try claimsLimits(forge)] + (try longSignatureGroups(forge)) + [
            try manySignaturesGroup(forge), try manyKeysGroup(forge), try costlyHeaderKeysGroup(forge),
        ]
    )
}

private let room = "RFC 8259 section 9 lets a parser bound sizes; the answer has to come in time"
private let depthRoom = "RFC 8259 section 9 lets a parser bound the depth of nesting; no stack may run out"
/// What a limit to size is about.
let boundedSize = ["RFC8259#9-2"]

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
        refs: boundedSize,
        cves: ["CVE-2025-30204", "CVE-2025-27144"],
        timeLimit: 2
    )
    group.reject(
        "open-braces",
        "ten thousand opening braces for a token: a parser that recurses runs out of stack",
        Token(String(repeating: #"{"a":"#, count: 10_000)),
        .jsonDepth,
        .unprovable("there is no token in them"),
        rule: "RFC7515#4-1",
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
        refs: boundedSize,
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
        refs: boundedSize,
        timeLimit: 2
    )
    group.record(
        "header-members-1000",
        "a thousand parameters that nobody knows",
        try forge.hs256(#"{"alg":"HS256",\#((0..<1000).map { "\"x\($0)\":1" }.joined(separator: ","))}"#),
        why: room,
        boundedSize,
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
    let letters = String(repeating: "a", count: 40_000)
    group.record(
        "unencoded-40000",
        "an unencoded payload of forty thousand letters inside the token",
        try Token.compact(
            segments: #"{"alg":"HS256","b64":false,"crit":["b64"]}"#.base64url,
            letters,
            by: forge.key("hmac-a"),
            .hs256
        ),
        why: "RFC 7797 section 5.2 lets such a payload stand in a compact token; to decode it first is wasted work",
        ["RFC7797#5.2-2"],
        payload: Array(letters.utf8),
        timeLimit: 2
    )
    group.either(
        "duplicates-1000",
        "a parameter a thousand times over",
        try forge.hs256(#"{"alg":"HS256",\#(Array(repeating: "\"x\":1", count: 1000).joined(separator: ","))}"#),
        why: "RFC 7515 section 4 lets a parser take the last of several members",
        .jsonDuplicateMember,
        .twin("plain"),
        refs: boundedSize,
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
        boundedSize,
        timeLimit: 2
    )
    group.reject(
        "audience-2000-others",
        "two thousand recipients, none of them the expected one",
        try forge.claims(#"{"aud":[\#((0..<2000).map { "\"https://a\($0).example\"" }.joined(separator: ","))]}"#),
        .audience,
        .twin("plain"),
        refs: boundedSize,
        timeLimit: 2
    )
    group.reject(
        "audience-repetitive",
        "a recipient of twenty thousand letters a and an exclamation mark: a pattern that backtracks takes for ever",
        try forge.claims(#"{"aud":"\#(String(repeating: "a", count: 20_000))!"}"#),
        .audience,
        .twin("plain"),
        refs: boundedSize,
        cves: ["CVE-2026-35041"],
        timeLimit: 2
    )
    group.record(
        "members-4000",
        "four thousand claims that nobody knows",
        try token((0..<4000).map { "\"x\($0)\":1" }.joined(separator: ",")),
        why: room,
        boundedSize,
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
            boundedSize,
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
        boundedSize,
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

/// Texts of eleven pieces each, chosen from two with the same hash.
private func colliding(_ pieces: (String, String)) -> [String] {
    (0..<2048).map { number in
        (0..<11).map { number >> $0 & 1 == 0 ? pieces.0 : pieces.1 }.joined()
    }
}
