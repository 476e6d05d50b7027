import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// base64url (RFC 7515 section 2): each fault in each segment, signed over the faulty text.
@Sendable func base64urlTopic(_ forge: Forge) throws -> Topic {
    let key = try forge.key("hmac-a")
    var group = forge.bytesGroup("encoding/base64url")
    // The octets 0xFB 0xFF encode to characters that the two alphabets spell differently.
    let header = #"{"alg":"HS256","kid":"~~>>?"}"#
    let payload = #"{"sub":"~~>>??"}"#
    let plain = try Token.compact(header, payload, by: key, .hs256)
    let segments = plain.segments
    group.accept("plain", "all three segments canonical, with - and _ in them", plain, ["RFC7515#2-1"])

    /// Signs changed text of the header or payload, or changes the text of the signature.
    func changed(_ segment: Int, _ change: (String) -> String) throws -> Token {
        if segment == 2 { return plain.withSignature(text: change(segments[2])) }
        return try Token.compact(
            segments: segment == 0 ? change(segments[0]) : segments[0],
            segment == 1 ? change(segments[1]) : segments[1],
            by: key,
            .hs256
        )
    }

    for (segment, name) in ["header", "payload", "signature"].enumerated() {
        let padding = String(repeating: "=", count: (4 - segments[segment].utf8.count % 4) % 4)
        if !padding.isEmpty {
            group.reject(
                "\(name)-padded",
                "the \(name) with the padding of base64",
                try changed(segment) { $0 + padding },
                .base64Padding,
                .twin("plain")
            )
        }
        group.reject(
            "\(name)-overpadded",
            "the \(name) with more padding than base64 has",
            try changed(segment) { $0 + "====" },
            .base64Padding,
            .twin("plain")
        )
        if segments[segment].contains(where: { "-_".contains($0) }) {
            group.reject(
                "\(name)-standard-alphabet",
                "the \(name) with + and / for - and _",
                try changed(segment) { $0.translated("-", "+").translated("_", "/") },
                .base64Alphabet,
                .twin("plain")
            )
        }
        let faults: [(String, String, String, Check)] = [
            ("line-feed", "a line feed", "\n", .base64WhiteSpace),
            ("crlf", "a line break as in MIME", "\r\n", .base64WhiteSpace),
            ("space", "a space", " ", .base64WhiteSpace),
            ("tab", "a tab", "\t", .base64WhiteSpace),
            ("exclamation-mark", "an exclamation mark", "!", .base64Character),
            ("percent", "a percent-encoded equals sign", "%3D", .base64Character),
            ("nul", "U+0000", "\u{0}", .base64Character),
            ("zero-width-space", "U+200B, which no editor shows", "\u{200B}", .base64Character),
            ("non-ascii-letter", "U+0410, which looks like an A", "\u{0410}", .base64Character),
        ]
        for (fault, words, text, check) in faults {
            group.reject(
                "\(name)-\(fault)",
                "\(words) inside the \(name)",
                try changed(segment) { $0.inserting(text, at: 8) },
                check,
                .twin("plain")
            )
        }
        group.reject(
            "\(name)-space-behind",
            "a space behind the \(name)",
            try changed(segment) { $0 + " " },
            .base64WhiteSpace,
            .twin("plain")
        )
    }
    group.reject(
        "line-feed-before",
        "a line feed before the token",
        try changed(0) { "\n" + $0 },
        .base64WhiteSpace,
        .twin("plain")
    )
    group.reject(
        "line-feed-behind",
        "a line feed behind the token",
        Token(plain.bytes + [0x0A]),
        .base64WhiteSpace,
        .twin("plain")
    )
    return Topic(
        path: "encoding/base64url.json",
        title: "base64url without padding",
        groups: [group, try lengths(forge), try trailingBits(forge)]
    )
}

/// Lengths that no octets encode to.
private func lengths(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = forge.bytesGroup("encoding/base64url-length")
    let header = #"{"alg":"HS256" }"#.base64url
    // Three octets more or less make a length that's a multiple of four, to which one character can be added.
    let wholeHeader = #"{"alg":"HS256"  }  "#.dropLast(1).base64urlText
    let wholePayload = #"{"sub":"alice12"}  "#.dropLast(1).base64urlText
    let plain = try Token.compact(segments: wholeHeader, wholePayload, by: key, .hs256)
    group.accept("plain", "segments whose length is a multiple of four", plain, ["RFC7515#2-1"])
    group.reject(
        "header-one-more",
        "a header with one character behind a multiple of four",
        try Token.compact(segments: wholeHeader + "A", wholePayload, by: key, .hs256),
        .base64Length,
        .twin("plain")
    )
    group.reject(
        "payload-one-more",
        "a payload with one character behind a multiple of four",
        try Token.compact(segments: wholeHeader, wholePayload + "A", by: key, .hs256),
        .base64Length,
        .twin("plain")
    )
    group.reject(
        "signature-two-more",
        "a MAC of 43 characters with two more: 45 is 1 modulo 4",
        plain.withSignature(text: plain.segments[2] + "AA"),
        .base64Length,
        .unprovable("the characters behind make another octet of the MAC")
    )
    group.reject(
        "single-character",
        "a signature of one character",
        try Token.compact(segments: header, wholePayload, by: key, .hs256).withSignature(text: "A"),
        .base64Length,
        .unprovable("one character holds no octet of a MAC")
    )
    return group
}

/// Non-zero bits after the last octet: the text differs and the octets don't, so the token passes a deny list of texts.
private func trailingBits(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = forge.bytesGroup("encoding/base64url-trailing-bits")
    let header = #"{"alg":"HS256"}  "#.base64url
    let payload = #"{"sub":"alice"}  "#.base64url
    let plain = try Token.compact(segments: header, payload, by: key, .hs256)
    let why = "RFC 4648 section 3.5 lets a decoder refuse or overlook bits behind the last octet"
    let octets = Octets(base64url: payload)?.bytes
    group.accept("plain", "all bits behind the last octets are zero", plain, ["RFC4648#3.5-1"])
    group.either(
        "header",
        "the header's last bit set",
        try Token.compact(segments: header.nextLastCharacter, payload, by: key, .hs256),
        why: why,
        .base64TrailingBits,
        .twin("plain"),
        payload: octets
    )
    group.either(
        "payload",
        "the payload's last bit set",
        try Token.compact(segments: header, payload.nextLastCharacter, by: key, .hs256),
        why: why,
        .base64TrailingBits,
        .twin("plain"),
        payload: octets
    )
    group.either(
        "signature",
        "the signature's last bit set: another token with the same signature",
        plain.withSignature(text: plain.segments[2].nextLastCharacter),
        why: why,
        .base64TrailingBits,
        .twin("plain"),
        payload: octets
    )
    return group
}

extension String {
    /// base64url text whose last character is the next of the alphabet, so that the lowest bit is set.
    fileprivate var nextLastCharacter: String {
        let alphabet = Array(SixBitText.alphabet)
        guard let last, let position = alphabet.firstIndex(of: last) else { return self }
        return dropLast() + String(alphabet[position + 1])
    }
}

extension Substring {
    fileprivate var base64urlText: String { String(self).base64url }
}
