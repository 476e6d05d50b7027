import JWTConformance
import ReferenceJOSE

/// A place where JSON stands in a token.
private enum Place: String, CaseIterable {
    case header, claims

    /// A group of vectors about this place.
    func group(_ forge: Forge, _ id: String) -> GroupDefinition {
        switch self {
        case .header: forge.bytesGroup("\(id)/header")
        case .claims: forge.claimsGroup("\(id)/claims")
        }
    }

    /// A token with these octets in this place.
    func token(_ forge: Forge, _ octets: [UInt8]) throws -> Token {
        switch self {
        case .header: try Token.compact(octets, Array(Forge.payload.utf8), by: forge.key("hmac-a"), .hs256)
        case .claims: try Token.compact(Array(#"{"alg":"HS256"}"#.utf8), octets, by: forge.key("hmac-a"), .hs256)
        }
    }

    /// An object that is accepted in this place, with further members.
    func object(_ members: String = "") -> String {
        switch self {
        case .header: #"{"alg":"HS256"\#(members)}"#
        case .claims: #"{"sub":"alice"\#(members)}"#
        }
    }

    /// The rule that JSON as its grammar has it stands there.
    var rule: String {
        switch self {
        case .header: "RFC7515#5.2-3"
        case .claims: "RFC7519#7.2-6"
        }
    }

    /// The rule that the JSON there is UTF-8.
    var encodingRule: String {
        switch self {
        case .header: "RFC7515#5.2-1"
        case .claims: "RFC7519#7.2-5"
        }
    }

    /// The rule that the JSON there isn't UTF-16 or UTF-32.
    var wideEncodingRule: String {
        switch self {
        case .header: "RFC7515#5.2-2"
        case .claims: "RFC7519#7.2-5"
        }
    }

    /// The rule that the names there are unique.
    var uniquenessRule: String {
        switch self {
        case .header: "RFC7515#4-2"
        case .claims: "RFC7519#4-1"
        }
    }

    /// The finer rule that a text of the grammar vectors is about, if any.
    func finerRule(_ name: String) -> [String] {
        switch name {
        case "white-space", "white-space-only": ["RFC8259#2-2"]
        case "escaped-name": [self == .header ? "RFC7515#5.3-1" : "RFC7519#7.3-1"]
        case "unknown-member": [self == .header ? "RFC7515#4.2-1" : "RFC7519#4-2"]
        case "numbers": ["RFC8259#6-1", "RFC8259#6-2"]
        case "leading-zero", "plus-sign", "bare-period", "hexadecimal": ["RFC8259#6-1"]
        case "nan", "infinity": self == .claims ? ["RFC8259#6-1", "RFC7519#2-6"] : ["RFC8259#6-1"]
        case "astral-text": ["RFC7515#10.13-1"]
        case "surrogate-pair": ["RFC8259#7-1", "RFC7515#10.13-1"]
        case "control-character", "bad-escape": ["RFC8259#7-1"]
        case "depth-32": ["RFC8259#9-1"]
        default: []
        }
    }
}

/// JSON's grammar (RFC 8259), in headers and claims sets.
@Sendable func jsonGrammarTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "json/grammar.json",
        title: "JSON as RFC 8259 has it",
        groups: try Place.allCases.map { try grammarGroup($0, forge) }
    )
}

private func grammarGroup(_ place: Place, _ forge: Forge) throws -> GroupDefinition {
    var group = place.group(forge, "json/grammar")
    func token(_ text: String) throws -> Token { try place.token(forge, Array(text.utf8)) }
    let plain = place.object()
    let isClaims = place == .claims

    let good: [(String, String, String)] = [
        ("plain", "no white space", plain),
        (
            "white-space", "every kind of white space that JSON has",
            " \t\r\n" + plain.translated(":", " :\r\n\t") + "\n "
        ),
        ("escaped-name", "a member name spelled with an escape", place.object(#","\u0061z\u0070":1"#)),
        ("unknown-member", "a member that nobody knows: it's ignored", place.object(#","x-unknown":{"a":[1,null]}"#)),
        ("numbers", "every form of number", place.object(#","x":[0,-0,1.5,-1E+3,1e-3,9007199254740993]"#)),
        ("astral-text", "text beyond the Basic Multilingual Plane", place.object(",\"kid\":\"\u{1F511}\"")),
        ("surrogate-pair", "an escaped pair of surrogates", place.object(#","kid":"\ud83d\udd11""#)),
        ("depth-32", "thirty-two arrays inside one another", place.object(",\"x\":" + nested(31))),
    ]
    for (name, summary, text) in good {
        group.accept(name, summary, try token(text), [place.rule, "RFC8259#2-1"] + place.finerRule(name))
    }

    let bad: [(String, String, String)] = [
        ("trailing-comma", "a comma behind the last member", plain.dropLast() + ",}"),
        ("single-quotes", "single quotation marks", plain.translated("\"", "'")),
        ("unquoted-name", "a member name without quotation marks", place.object(",x:1")),
        ("comment", "a comment as in JavaScript", place.object("/**/")),
        ("nan", "the literal NaN", place.object(#","x":NaN"#)),
        ("infinity", "the literal Infinity", place.object(#","x":Infinity"#)),
        ("leading-zero", "a number with a leading zero", place.object(#","x":01"#)),
        ("plus-sign", "a number with a plus sign", place.object(#","x":+1"#)),
        ("bare-period", "a number without digits behind the period", place.object(#","x":1."#)),
        ("hexadecimal", "a hexadecimal number", place.object(#","x":0x10"#)),
        ("control-character", "a line feed inside a string", place.object(",\"kid\":\"a\nb\"")),
        ("bad-escape", "an escape that JSON doesn't have", place.object(#","kid":"\x41""#)),
        ("lone-surrogate", "half of an escaped pair of surrogates", place.object(#","kid":"\ud83d""#)),
        ("capital-literal", "the literal True", place.object(#","x":True"#)),
        ("missing-comma", "no comma between two members", place.object(#""x":1"#)),
        ("missing-colon", "no colon behind a name", place.object(#","x" 1"#)),
        ("cut-off", "the closing brace is missing", String(plain.dropLast())),
        ("empty", "no octets", ""),
        ("white-space-only", "white space and nothing else", "  "),
    ]
    for (name, summary, text) in bad {
        let isRoom = name == "lone-surrogate"
        if isRoom {
            group.either(
                name,
                summary,
                try token(text),
                why: "RFC 8259 section 8.2 leaves open what a receiver makes of it",
                .jsonGrammar,
                .twin("plain"),
                rule: "RFC8259#8.2-1"
            )
            continue
        }
        group.reject(
            name,
            summary,
            try token(text),
            .jsonGrammar,
            .twin("plain"),
            rule: place.rule,
            refs: ["RFC8259#2-1"] + place.finerRule(name)
        )
    }

    let trailing: [(String, String, String)] = [
        ("trailing-letter", "a letter behind the object", "x"),
        ("trailing-object", "a second object behind the first", "{}"),
        ("trailing-comment", "a comment behind the object", "// x"),
        ("trailing-brace", "a closing brace too many", "}"),
        ("trailing-nul", "U+0000 behind the object: a C string would end there", "\u{0}"),
    ]
    for (name, summary, text) in trailing {
        group.reject(
            name,
            summary,
            try token(plain + text),
            name == "trailing-nul" ? .jsonNUL : .jsonTrailingOctets,
            .twin("plain"),
            rule: "RFC7515#10.12-1",
            refs: [place.rule]
        )
    }

    group.reject(
        "nul-behind-number",
        "U+0000 as it is behind a number, where a parser in C may lose it",
        try token(place.object(",\"x\":1\u{0}")),
        .jsonNUL,
        .twin("plain"),
        rule: "RFC7515#10.12-1",
        refs: [place.rule, "RFC8259#2-1"]
    )

    let scalars: [(String, String, String)] = [
        ("array", "an array", "[]"), ("array-around", "the object in an array", "[\(plain)]"),
        ("string", "a string", "\"x\""), ("number", "a number", "1"), ("null", "null", "null"),
        ("true", "true", "true"),
    ]
    for (name, summary, text) in scalars {
        group.reject(
            "top-level-\(name)",
            "\(summary) for an object",
            try token(text),
            isClaims ? .claimsObject : .headerObject,
            .twin("plain")
        )
    }

    group.either(
        "depth-65",
        "arrays nested one deeper than a bound of 64",
        try token(place.object(",\"x\":" + nested(64))),
        why: "RFC 8259 section 9 lets a parser bound the depth of nesting",
        .jsonDepth,
        .twin("depth-32")
    )
    let deep = isClaims ? 20_000 : 5_000
    group.reject(
        "depth-\(deep)",
        "\(deep) arrays nested: a parser that recurses runs out of stack",
        try token(place.object(",\"x\":" + nested(deep))),
        .jsonDepth,
        .twin("depth-32"),
        cves: ["CVE-2025-53864"],
        level: .bcp,
        timeLimit: 5
    )
    // Of claims it can't be asked: what a library makes of such a number can't be compared with the token's.
    guard !isClaims else { return group }
    group.either(
        "number-overflow",
        "a number that no double is near",
        try token(place.object(#","x":1e400"#)),
        why: "RFC 8259 section 6 lets a parser bound the range of numbers",
        .jsonNumberRange,
        .twin("numbers")
    )
    return group
}

private func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
}

/// The encoding of JSON text (RFC 8259 section 8.1): UTF-8 and nothing else.
@Sendable func jsonEncodingTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "json/encoding.json",
        title: "JSON text is UTF-8",
        groups: try Place.allCases.map { try encodingGroup($0, forge) }
    )
}

private func encodingGroup(_ place: Place, _ forge: Forge) throws -> GroupDefinition {
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

/// Member names that stand twice (RFC 7515 section 4, RFC 7519 section 4).
@Sendable func duplicateMembersTopic(_ forge: Forge) throws -> Topic {
    let why = "RFC 7515 section 4 and RFC 7519 section 4 let a parser take the last of two members"
    var header = forge.bytesGroup("json/duplicate/header")
    header.accept("plain", "each name once", try forge.hs256(#"{"alg":"HS256","kid":"a"}"#), ["RFC7515#4-2"])
    let headers: [(String, String, String)] = [
        ("alg-same", "alg twice with one value", #"{"alg":"HS256","alg":"HS256"}"#),
        (
            "alg-none-first", "alg none, then the real one: whoever takes the first skips the signature",
            #"{"alg":"none","alg":"HS256"}"#
        ),
        ("alg-other-first", "another alg, then the real one", #"{"alg":"HS512","alg":"HS256"}"#),
        ("kid", "two values of kid", #"{"alg":"HS256","kid":"b","kid":"a"}"#),
        ("typ", "two values of typ", #"{"alg":"HS256","typ":"at+jwt","typ":"JWT"}"#),
        ("escaped", "alg twice, once spelled with an escape", #"{"\u0061lg":"none","alg":"HS256"}"#),
        ("nested", "a name twice in an object inside", #"{"alg":"HS256","x":{"a":1,"a":2}}"#),
    ]
    for (name, summary, text) in headers {
        let rule = name == "nested" ? "RFC8259#4-1" : Place.header.uniquenessRule
        header.either(name, summary, try forge.hs256(text), why: why, .jsonDuplicateMember, .twin("plain"), rule: rule)
    }
    header.reject(
        "alg-none-last",
        "the real alg, then none: whoever takes the last skips the signature, whoever takes the first is told otherwise",
        try forge.hs256(#"{"alg":"HS256","alg":"none"}"#),
        .jsonDuplicateMember,
        .twin("plain"),
        refs: ["RFC8725#3.2-1"]
    )
    header.reject(
        "crit-known-last",
        "crit with an unknown name, then with a known one: readers that disagree skip the extension",
        try forge.hs256(#"{"alg":"HS256","crit":["x"],"x":1,"b64":true,"crit":["b64"]}"#),
        .jsonDuplicateMember,
        .twin("plain"),
        refs: ["RFC7515#4.1.11-1"]
    )
    var claims = forge.claimsGroup("json/duplicate/claims") { $0.issuer = Forge.issuer }
    claims.accept("plain", "each name once", try forge.claims(Forge.claims), ["RFC7519#4-1"])
    let claimSets: [(String, String, String)] = [
        ("sub", "two subjects", #"{"iss":"https://issuer.example","sub":"mallory","sub":"alice"}"#),
        (
            "iss", "another issuer, then the expected one",
            #"{"iss":"https://evil.example","iss":"https://issuer.example"}"#
        ),
        ("exp", "a past exp, then a future one", #"{"iss":"https://issuer.example","exp":1,"exp":1767229200}"#),
        ("aud", "two audiences", #"{"iss":"https://issuer.example","aud":"a","aud":"b"}"#),
        (
            "escaped", "iss twice, once spelled with an escape",
            #"{"i\u0073s":"https://evil.example","iss":"https://issuer.example"}"#
        ),
        ("nested", "a name twice in an object inside", #"{"iss":"https://issuer.example","x":{"a":1,"a":2}}"#),
    ]
    for (name, summary, text) in claimSets {
        let rule = name == "nested" ? "RFC8259#4-1" : Place.claims.uniquenessRule
        claims.either(name, summary, try forge.claims(text), why: why, .jsonDuplicateMember, .twin("plain"), rule: rule)
    }
    claims.reject(
        "exp-past-last",
        "a future exp, then a past one: whoever takes the first accepts what is expired",
        try forge.claims(#"{"iss":"https://issuer.example","exp":1767229200,"exp":1}"#),
        .jsonDuplicateMember,
        .twin("plain"),
        rule: Place.claims.uniquenessRule,
        refs: ["RFC7519#4.1.4-1"]
    )
    claims.reject(
        "iss-evil-last",
        "the expected issuer, then another: whoever takes the first is told otherwise",
        try forge.claims(#"{"iss":"https://issuer.example","iss":"https://evil.example"}"#),
        .jsonDuplicateMember,
        .twin("plain"),
        rule: Place.claims.uniquenessRule,
        refs: ["RFC8725#3.8-1"]
    )
    return Topic(path: "json/duplicate.json", title: "Member names that stand twice", groups: [header, claims])
}
