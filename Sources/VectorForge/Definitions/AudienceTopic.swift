import JWTConformance
import ReferenceJOSE

/// `aud` (RFC 7519 section 4.1.3, RFC 8725 section 3.9).
@Sendable func audienceTopic(_ forge: Forge) throws -> Topic {
    let api = "https://api.example"
    var group = forge.claimsGroup("claims/aud") { $0.audience = api }
    func token(_ value: String) throws -> Token { try forge.claims("{\"aud\":\(value)}") }
    let rules = ["RFC7519#4.1.3-1", "RFC7519#4.1.3-2", "RFC8725#3.9-1"]
    group.accept("string", "the recipient as a string", try token("\"\(api)\""), rules)
    group.accept("array", "the recipient alone in an array", try token("[\"\(api)\"]"), rules)
    group.accept("first", "the recipient first of two", try token("[\"\(api)\",\"other\"]"), rules)
    group.accept("last", "the recipient last of two", try token("[\"other\",\"\(api)\"]"), rules)
    group.accept("middle", "the recipient in the middle of three", try token("[\"a\",\"\(api)\",\"b\"]"), rules)
    group.accept("third", "the recipient last of three", try token("[\"a\",\"b\",\"\(api)\"]"), rules)
    let ten = (0..<9).map { "\"r\($0)\"," }.joined()
    group.accept("tenth", "the recipient last of ten", try token("[\(ten)\"\(api)\"]"), rules)
    for count in [17, 33, 65, 129, 257] {
        let others = (1..<count).map { "\"r\($0)\"," }.joined()
        group.accept("last-of-\(count)", "the recipient last of \(count)", try token("[\(others)\"\(api)\"]"), rules)
    }
    let refused: [(String, String, String, [String])] = [
        ("nine-others", "nine others in an array", "[\(ten.dropLast())]", []),
        ("other", "another recipient", "\"https://other.example\"", []),
        ("other-array", "others in an array", #"["a","b"]"#, ["CVE-2020-26160"]),
        ("empty-string", "an empty string", "\"\"", []), ("empty-array", "an empty array", "[]", ["CVE-2020-26160"]),
        ("prefix", "the first letters of the recipient", "\"https://api\"", []),
        ("longer", "more letters behind it", "\"https://api.example.evil.example\"", []),
        ("substring", "letters from its middle", "\"api\"", []),
        ("capitals", "capitals", "\"https://API.example\"", []),
        ("slash", "a slash behind it", "\"https://api.example/\"", []),
        ("space-list", "two recipients with a space", "\"other https://api.example\"", []),
        ("comma-list", "two recipients with a comma", "\"other,https://api.example\"", []),
        ("wildcard", "an asterisk", "\"*\"", []),
        ("array-text", "the text of an array", #""[\"https://api.example\"]""#, []),
    ]
    let others = ["other", "other-array", "nine-others", "empty-string", "empty-array"]
    for (slug, summary, value, cves) in refused {
        group.reject(
            slug,
            summary,
            try token(value),
            .audience,
            .twin("string"),
            refs: (others.contains(slug) ? [] : ["RFC7519#4.1.3-5"]) + ["RFC8725#3.9-1"],
            cves: cves
        )
    }
    group.reject(
        "missing",
        "no aud where one is demanded",
        try forge.claims(#"{"sub":"alice"}"#),
        .requiredClaims,
        .twin("string"),
        rule: "RFC7519#4.1.3-6"
    )
    for (slug, value) in [
        ("number", "1"), ("null", "null"), ("object", "{\"\(api)\":true}"), ("nested", "[[\"\(api)\"]]"),
    ] {
        group.reject(
            slug,
            "aud is \(value), neither a string nor an array of strings",
            try token(value),
            .audienceType,
            .twin("string"),
            rule: slug == "nested" ? "RFC7519#4.1.3-4" : "RFC7519#4.1.3-3"
        )
    }
    group.either(
        "mixed-array",
        "the recipient beside a number in an array",
        try token("[\"\(api)\",1]"),
        why: "RFC 7519 section 4.1.3 wants strings, and the recipient is named",
        .audienceType,
        .twin("array"),
        rule: "RFC7519#4.1.3-4"
    )
    group.reject(
        "capital-name",
        "AUD for aud: names have a case",
        try forge.claims("{\"AUD\":\"\(api)\"}"),
        .requiredClaims,
        .twin("string"),
        refs: ["RFC7519#4-3"]
    )
    return Topic(path: "claims/aud.json", title: "aud", groups: [group])
}
