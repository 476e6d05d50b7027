import JWTConformance
import ReferenceJOSE

/// `iss`, `sub`, `aud` (RFC 7519 sections 4.1.1 to 4.1.3, RFC 8725 sections 3.8 and 3.9).
@Sendable func partiesTopic(_ forge: Forge) throws -> Topic {
    var issuer = forge.claimsGroup("claims/iss") { $0.issuer = Forge.issuer }
    issuer.accept(
        "plain",
        "the expected issuer",
        try forge.claims(#"{"iss":"https://issuer.example"}"#),
        ["RFC7519#4.1.1-1", "RFC8725#3.8-1"]
    )
    let issuers: [(String, String, String, [String])] = [
        ("other", "another issuer", "https://evil.example", []),
        ("prefix", "the first letters of the expected one", "https://issuer.exampl", ["CVE-2024-53861"]),
        ("substring", "letters from the middle of the expected one", "issuer", ["CVE-2024-53861"]),
        ("longer", "more letters behind it", "https://issuer.example.evil.example", []),
        ("slash", "a slash behind it", "https://issuer.example/", []),
        ("path", "a path behind it", "https://issuer.example/tenant", []),
        ("port", "the default port behind it", "https://issuer.example:443", []),
        ("http", "the scheme http", "http://issuer.example", []),
        ("capitals", "capitals in the host", "https://ISSUER.example", []),
        ("user-info", "the expected host for a user's name", "https://issuer.example@evil.example", []),
        ("space-behind", "a space behind it", "https://issuer.example ", []),
        ("empty", "an empty issuer", "", ["CVE-2024-53861"]),
        ("homoglyph", "a Cyrillic letter in the host", "https://\u{0456}ssuer.example", []),
        ("percent", "a letter percent-encoded", "https://%69ssuer.example", []),
        ("dot-behind", "a period behind the host: the same name to DNS", "https://issuer.example.", []),
        ("query", "the expected one in a query", "https://evil.example/?https://issuer.example", []),
        ("soft-hyphen", "a soft hyphen in the host, which no editor shows", "https://issuer\u{AD}.example", []),
        ("nul-behind", "U+0000 behind it, escaped", "https://issuer.example\\u0000", []),
    ]
    for (slug, summary, text, cves) in issuers {
        let isNUL = slug == "nul-behind"
        issuer.reject(
            slug,
            summary,
            try forge.claims("{\"iss\":\"\(text)\"}"),
            isNUL ? .jsonNUL : .issuer,
            .twin("plain"),
            rule: "RFC7519#4.1.1-1",
            refs: ["RFC8725#3.8-1"],
            cves: cves
        )
    }
    issuer.reject(
        "missing",
        "no iss where one is demanded",
        try forge.claims(#"{"sub":"alice"}"#),
        .requiredClaims,
        .twin("plain"),
        rule: "RFC7519#4.1.1-3",
        refs: ["RFC8725#3.8-1"]
    )
    for (slug, value) in [
        ("array", #"["https://issuer.example"]"#),
        ("array-of-two", #"["https://evil.example","https://issuer.example"]"#), ("number", "1"), ("null", "null"),
        ("object", #"{"https://issuer.example":1}"#),
    ] {
        issuer.reject(
            slug,
            "iss is \(value), no string",
            try forge.claims("{\"iss\":\(value)}"),
            .issuerType,
            .twin("plain")
        )
    }

    var subject = forge.claimsGroup("claims/sub") { $0.subject = "alice" }
    subject.accept(
        "plain",
        "the expected subject",
        try forge.claims(#"{"sub":"alice"}"#),
        ["RFC8725#3.8-2", "RFC7519#4.1.2-1"]
    )
    for (slug, summary, text) in [
        ("other", "another subject", "bob"), ("capital", "a capital", "Alice"), ("prefix", "the first letters", "ali"),
        ("longer", "more letters behind it", "alice2"), ("composed", "a letter with an accent", "alicé"),
        ("zero-width-joiner", "U+200D behind it, which no editor shows", "alice\u{200D}"),
        ("fullwidth", "fullwidth letters, which compatibility makes the same", "ａｌｉｃｅ"),
        ("bidirectional", "a mark of the direction of text before it", "\u{200E}alice"),
    ] {
        subject.reject(slug, summary, try forge.claims("{\"sub\":\"\(text)\"}"), .subject, .twin("plain"))
    }
    subject.reject(
        "missing",
        "no sub where one is demanded",
        try forge.claims(#"{"iss":"https://issuer.example"}"#),
        .requiredClaims,
        .twin("plain"),
        refs: ["RFC8725#3.8-2"]
    )
    var accented = forge.claimsGroup("claims/sub-composed") { $0.subject = "caf\u{E9}" }
    accented.accept(
        "composed",
        "é as one code point, as the policy has it",
        try forge.claims("{\"sub\":\"caf\u{E9}\"}"),
        ["RFC7519#7.3-1"]
    )
    accented.reject(
        "decomposed",
        "é as two code points: no normalisation",
        try forge.claims("{\"sub\":\"cafe\u{301}\"}"),
        .subject,
        .twin("composed"),
        refs: ["RFC7519#7.3-1"]
    )

    subject.reject(
        "long-s-name",
        "the subject under a name with U+017F, which is an s to whoever folds case",
        try forge.claims("{\"\u{17F}ub\":\"alice\"}"),
        .requiredClaims,
        .twin("plain"),
        refs: ["RFC7519#4-3"]
    )

    var types = forge.claimsGroup("claims/types")
    types.accept(
        "plain",
        "registered claims with their types",
        try forge.claims(#"{"iss":"a","sub":"b","aud":["c"],"jti":"d"}"#),
        ["RFC7519#4.1.2-1", "RFC7519#4.1.7-1"]
    )
    types.accept(
        "unknown",
        "claims that nobody knows: they're ignored",
        try forge.claims(#"{"x-unknown":{"a":[1,null]}}"#),
        ["RFC7519#4-2"]
    )
    types.accept("none", "a claims set without claims", try forge.claims("{}"), ["RFC7519#4-4"])
    for (name, check) in [("iss", Check.issuerType), ("sub", .subjectType), ("jti", .tokenIDType)] {
        for (slug, value) in [
            ("number", "1"), ("null", "null"), ("array", #"["a"]"#), ("object", "{}"), ("true", "true"),
        ] {
            types.reject(
                "\(name)-\(slug)",
                "\(name) is \(value), no string",
                try forge.claims("{\"\(name)\":\(value)}"),
                check,
                .twin("plain"),
                level: .should
            )
        }
    }
    for (slug, value) in [
        ("number", "1"), ("null", "null"), ("object", #"{"a":1}"#), ("true", "true"),
        ("array-with-number", #"["a",1]"#), ("array-with-null", #"["a",null]"#), ("array-in-array", #"[["a"]]"#),
    ] {
        types.reject(
            "aud-\(slug)",
            "aud is \(value), neither a string nor an array of strings",
            try forge.claims("{\"aud\":\(value)}"),
            .audienceType,
            .twin("plain"),
            rule: slug.hasPrefix("array") ? "RFC7519#4.1.3-4" : "RFC7519#4.1.3-3",
            level: .should
        )
    }
    return Topic(
        path: "claims/parties.json",
        title: "iss and sub, and the types of claims",
        groups: [issuer, subject, accented, types] + (try comparisonGroups(forge))
    )
}
