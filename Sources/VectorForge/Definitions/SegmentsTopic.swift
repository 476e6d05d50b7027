import JWTConformance
import ReferenceJOSE

/// Segments (RFC 7515 section 3.1): how many, and what surrounds the token.
@Sendable func segmentsTopic(_ forge: Forge) throws -> Topic {
    var group = forge.bytesGroup("encoding/segments")
    let plain = try forge.hs256()
    let text = plain.segments.joined(separator: ".")
    let parts = plain.segments
    group.accept("plain", "three segments", plain, ["RFC7515#3.1-1"])
    group.accept(
        "empty-payload",
        "a JWS whose payload has no octets",
        try forge.hs256(#"{"alg":"HS256"}"#, ""),
        ["RFC7515#7.1-1"],
        payload: []
    )
    let notAToken: [(String, String, String)] = [
        ("empty", "no characters at all", ""),
        ("no-period", "one segment", parts[0]),
        ("one-period", "two segments: the signature and its period are missing", "\(parts[0]).\(parts[1])"),
        ("periods-only", "two periods and nothing else", ".."),
        ("one-period-only", "a period and nothing else", "."),
        ("four-segments", "a fourth segment", "\(text).\(parts[2])"),
        ("six-segments", "six segments: one more than a JWE", "\(text).a.b.c"),
        ("leading-period", "a period before the token", ".\(text)"),
        ("doubled-period", "the first period doubled", "\(parts[0])..\(parts[1]).\(parts[2])"),
    ]
    for (name, summary, token) in notAToken {
        let check: Check = name == "periods-only" ? .jsonGrammar : .compactSegments
        let proof: Proof = name == "periods-only" ? .unprovable("without a header there is no alg") : .twin("plain")
        let hasNoPeriod = name == "empty" || name == "no-period"
        group.reject(name, summary, Token(token), check, proof, refs: hasNoPeriod ? ["RFC7519#7.2-1"] : [])
    }
    group.reject(
        "trailing-period",
        "a period behind the token: an empty fourth segment",
        Token(text + "."),
        .compactSegments,
        .twin("plain")
    )
    group.reject(
        "five-segments",
        "five segments: the shape of a JWE",
        Token("\(text).a.b"),
        .encrypted,
        .twin("plain"),
        refs: ["RFC7516#3.1-1", "RFC7519#7.2-2"]
    )
    group.reject(
        "empty-header",
        "nothing before the first period",
        Token(".\(parts[1]).\(parts[2])"),
        .jsonGrammar,
        .unprovable("without a header there is no alg")
    )
    let around: [(String, String, String)] = [
        ("quoted", "the token in quotation marks, as a JSON string", "\"\(text)\""),
        ("bearer", "the scheme of an Authorization header before the token", "Bearer \(text)"),
        ("nul-behind", "U+0000 behind the token: a C string would end there", "\(text)\u{0}"),
        ("nul-and-more-behind", "U+0000 and a further token behind the token", "\(text)\u{0}\(text)"),
        ("percent-encoded", "percent-encoded periods", text.translated(".", "%2E")),
        ("one-dot-leader", "U+2024 for the first period", "\(parts[0])\u{2024}\(parts[1]).\(parts[2])"),
        ("fullwidth-full-stop", "U+FF0E for the second period", "\(parts[0]).\(parts[1])\u{FF0E}\(parts[2])"),
        ("in-an-array", "the token in a JSON array", "[\"\(text)\"]"),
        ("uri-scheme", "a data URI with the token", "data:application/jwt,\(text)"),
    ]
    for (name, summary, token) in around {
        let checks: [String: Check] = [
            "quoted": .base64Character, "bearer": .base64WhiteSpace, "nul-behind": .base64Character,
            "nul-and-more-behind": .encrypted, "uri-scheme": .base64Character, "in-an-array": .base64Character,
        ]
        let proof: Proof =
            name == "uri-scheme"
            ? .unprovable("the letters before the token decode and change its header") : .twin("plain")
        let isJSON = name == "quoted" || name == "in-an-array"
        group.reject(
            name,
            summary,
            Token(token),
            checks[name] ?? .compactSegments,
            proof,
            refs: isJSON ? ["RFC8725bis#3.14-1"] : []
        )
    }
    group.reject(
        "not-utf8",
        "an octet 0xFF behind the token",
        Token(plain.bytes + [0xFF]),
        .base64Character,
        .twin("plain")
    )
    group.reject(
        "periods-5000",
        "five thousand periods: splitting all of them costs memory before anything is checked",
        Token(String(repeating: ".", count: 5000)),
        .compactSegments,
        .twin("plain"),
        refs: ["RFC8259#9-2"],
        cves: ["CVE-2025-30204", "CVE-2025-27144"],
        timeLimit: 5
    )
    return Topic(path: "encoding/segments.json", title: "Segments of the compact serialization", groups: [group])
}
