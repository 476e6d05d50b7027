import JWTConformance
import ReferenceJOSE

/// JSON's grammar (RFC 8259), in headers and claims sets.
@Sendable func jsonGrammarTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "json/grammar.json",
        title: "JSON as RFC 8259 has it",
        groups: try JSONPlace.allCases.map { try grammarGroup($0, forge) }
    )
}

private func grammarGroup(_ place: JSONPlace, _ forge: Forge) throws -> GroupDefinition {
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
