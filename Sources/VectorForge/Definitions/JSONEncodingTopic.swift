import JWTConformance
import ReferenceJOSE

/// The encoding of JSON text (RFC 8259 section 8.1): UTF-8 and nothing else.
@Sendable func jsonEncodingTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "json/encoding.json",
        title: "JSON text is UTF-8",
        groups: try JSONPlace.allCases.map { try encodingGroup($0, forge) }
    )
}

private func encodingGroup(_ place: JSONPlace, _ forge: Forge) throws -> GroupDefinition {
    var group = place.group(forge, "json/encoding")
    let plain = place.object(#","kid":"é""#)
    group.accept(
        "plain",
        "a character of two octets",
        try place.token(forge, Array(plain.utf8)),
        [place.encodingRule, "RFC8725#3.7-1", "RFC8259#8.1-1"]
    )
    let sequences: [(String, String, [UInt8])] = [
        ("octet-ff", "an octet that UTF-8 never has", [0xFF]),
        ("latin-1", "é as Latin-1 has it", [0xE9]),
        ("overlong-slash", "a slash in two octets", [0xC0, 0xAF]),
        ("overlong-nul", "U+0000 in two octets", [0xC0, 0x80]),
        ("surrogate", "a surrogate in three octets, as in CESU-8", [0xED, 0xA0, 0x80]),
        ("surrogate-pair", "a pair of surrogates in six octets", [0xED, 0xA0, 0xBD, 0xED, 0xB4, 0x91]),
        ("beyond-unicode", "a code point above U+10FFFF", [0xF4, 0x90, 0x80, 0x80]),
        ("truncated", "the first octet of two", [0xC3]),
        ("stray-continuation", "a continuation octet on its own", [0x80]),
    ]
    for (name, summary, octets) in sequences {
        let parts = place.object(#","kid":"?""#).split(separator: "?").map { Array($0.utf8) }
        group.reject(
            name,
            "\(summary), inside a string",
            try place.token(forge, parts[0] + octets + parts[1]),
            .jsonEncoding,
            .twin("plain"),
            rule: place.encodingRule,
            refs: ["RFC8725#3.7-1", "RFC8259#8.1-1"]
        )
    }
    let wide: [(String, String, [UInt8])] = [
        (
            "utf-16le", "UTF-16, least significant octet first",
            Array(plain.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        ),
        (
            "utf-16be", "UTF-16, most significant octet first",
            Array(plain.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        ),
        (
            "utf-16le-marked", "UTF-16 with its byte order mark",
            [0xFF, 0xFE] + Array(plain.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        ),
        ("utf-32le", "UTF-32", plain.unicodeScalars.flatMap { [UInt8($0.value & 255), UInt8($0.value >> 8), 0, 0] }),
    ]
    for (name, summary, octets) in wide {
        group.reject(
            name,
            summary,
            try place.token(forge, octets),
            .jsonNUL,
            .twin("plain"),
            rule: place.wideEncodingRule,
            refs: ["RFC8725#3.7-1", "RFC8259#8.1-1"]
        )
    }
    group.either(
        "byte-order-mark",
        "the byte order mark of UTF-8 before the text",
        try place.token(forge, [0xEF, 0xBB, 0xBF] + Array(plain.utf8)),
        why: "RFC 8259 section 8.1 lets a parser overlook it",
        .jsonByteOrderMark,
        .twin("plain")
    )
    group.either(
        "escaped-nul",
        "U+0000 as an escape inside a string",
        try place.token(forge, Array(place.object(#","kid":"a\u0000b""#).utf8)),
        why: "it's JSON, and RFC 8259 section 9 lets a parser bound the characters of strings",
        .jsonNUL,
        .twin("plain")
    )
    group.reject(
        "raw-nul",
        "U+0000 as it is inside a string",
        try place.token(forge, Array(place.object(",\"kid\":\"a\u{0}b\"").utf8)),
        .jsonNUL,
        .twin("plain"),
        rule: "RFC8259#7-1"
    )
    return group
}
