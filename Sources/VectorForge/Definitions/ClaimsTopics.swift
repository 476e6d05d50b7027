import JWTConformance
import ReferenceJOSE

/// `exp`, `nbf` and `iat` (RFC 7519 sections 4.1.4 to 4.1.6), to the second.
@Sendable func timesTopic(_ forge: Forge) throws -> Topic {
    let now = Forge.now
    var group = forge.claimsGroup("claims/times")
    func token(_ name: String, _ value: String) throws -> Token { try forge.claims("{\"\(name)\":\(value)}") }
    group.accept("none", "no claim of time", try forge.claims(#"{"sub":"alice"}"#), ["RFC7519#4-4"])

    let exp = "RFC7519#4.1.4-1"
    group.accept("exp-in-one-second", "exp one second from now", try token("exp", "\(now + 1)"), [exp])
    group.accept("exp-fraction", "exp half a second from now", try token("exp", "\(now).5"), ["RFC7519#2-1"])
    group.accept("exp-exponent", "exp with an exponent", try token("exp", "1.9E9"), ["RFC7519#2-1"])
    group.accept("exp-far", "exp in the year 9999", try token("exp", "253402300799"), [exp])
    group.accept(
        "exp-beyond-53-bits",
        "exp of 2 to the 53rd plus 1",
        try token("exp", "9007199254740993"),
        ["RFC7519#2-5"],
        level: .info
    )
    let past: [(String, String, String)] = [
        ("now", "exp now: on exp is expired", "\(now)"), ("one-second-ago", "exp one second ago", "\(now - 1)"),
        ("zero", "exp zero, which isn't \"no exp\"", "0"), ("negative", "a negative exp", "-1"),
        ("fraction-ago", "exp half a second ago", "\(now - 1).5"), ("minus-zero", "exp -0", "-0"),
        ("negative-large", "exp of minus 2 to the 63rd", "-9223372036854775808"),
    ]
    let zeroAndBelow = ["zero", "negative", "minus-zero", "negative-large"]
    for (slug, summary, value) in past {
        group.reject(
            "exp-\(slug)",
            summary,
            try token("exp", value),
            .expired,
            .twin("exp-in-one-second"),
            refs: zeroAndBelow.contains(slug) ? ["RFC7519#2-4"] : slug == "fraction-ago" ? ["RFC7519#2-1"] : []
        )
    }

    let nbf = "RFC7519#4.1.5-1"
    group.accept("nbf-now", "nbf now: on nbf is valid", try token("nbf", "\(now)"), [nbf])
    group.accept("nbf-past", "nbf an hour ago", try token("nbf", "\(now - 3600)"), [nbf])
    group.accept("nbf-zero", "nbf zero", try token("nbf", "0"), [nbf, "RFC7519#2-4"])
    group.reject(
        "nbf-in-one-second",
        "nbf one second from now",
        try token("nbf", "\(now + 1)"),
        .notYetValid,
        .twin("nbf-now")
    )
    group.reject(
        "nbf-fraction",
        "nbf half a second from now",
        try token("nbf", "\(now).5"),
        .notYetValid,
        .twin("nbf-now")
    )
    group.reject("nbf-far", "nbf in the year 9999", try token("nbf", "253402300799"), .notYetValid, .twin("nbf-now"))

    group.accept("iat-now", "iat now", try token("iat", "\(now)"), ["RFC7519#4.1.6-1"])
    group.either(
        "iat-future",
        "iat an hour from now",
        try token("iat", "\(now + 3600)"),
        why: "RFC 7519 section 4.1.6 has no rule by which it's refused",
        .issuedInFuture,
        .twin("iat-now")
    )
    for name in ["exp", "nbf", "iat"] {
        let values: [(String, String)] = [
            ("string", "\"\(now + (name == "exp" ? 3600 : -3600))\""), ("null", "null"), ("true", "true"),
            ("array", "[\(now + 3600)]"),
            ("object", "{}"), ("empty-string", "\"\""), ("date", "\"2026-01-01T01:00:00Z\""),
        ]
        for (slug, value) in values {
            group.reject(
                "\(name)-\(slug)",
                "\(name) is \(value), no number",
                try token(name, value),
                .numericDateType,
                .twin("none"),
                rule: value.hasPrefix("\"") ? "RFC7519#2-2" : "RFC7519#2-3",
                refs: name == "iat" ? ["RFC7519#4.1.6-1"] : [],
                cves: name != "iat" && slug == "string" ? ["CVE-2026-25537"] : []
            )
        }
        group.reject(
            "\(name)-overflow",
            "\(name) is 1e400, which no double is near",
            try token(name, "1e400"),
            .jsonNumberRange,
            .twin(name == "exp" ? "exp-far" : name == "nbf" ? "nbf-zero" : "iat-now"),
            rule: "RFC7519#2-5",
            level: name == "iat" ? .should : .must
        )
    }
    group.accept(
        "capital-exp",
        "EXP in the past: names have a case, so it's no exp",
        try token("EXP", "1"),
        ["RFC7519#4-3"]
    )
    group.reject(
        "capital-exp-beside",
        "exp in the past and EXP in the future: names have a case",
        try forge.claims(#"{"exp":1,"EXP":1767229200}"#),
        .expired,
        .twin("capital-exp"),
        refs: ["RFC7519#4-3"]
    )
    group.reject(
        "nbf-after-exp",
        "nbf after exp, both in the future",
        try forge.claims("{\"exp\":\(now + 10),\"nbf\":\(now + 20)}"),
        .notYetValid,
        .twin("nbf-now")
    )
    return Topic(
        path: "claims/times.json",
        title: "exp, nbf and iat to the second",
        groups: [group, try leeway(forge)] + (try lifetimes(forge))
    )
}

private func leeway(_ forge: Forge) throws -> GroupDefinition {
    let now = Forge.now
    var group = forge.claimsGroup("claims/leeway") { $0.leeway = 60 }
    func token(_ name: String, _ value: Int64) throws -> Token { try forge.claims("{\"\(name)\":\(value)}") }
    group.accept(
        "exp-inside",
        "exp 59 seconds ago under a leeway of 60",
        try token("exp", now - 59),
        ["RFC7519#4.1.4-2"]
    )
    group.accept(
        "nbf-inside",
        "nbf 59 seconds from now under a leeway of 60",
        try token("nbf", now + 59),
        ["RFC7519#4.1.5-2"]
    )
    group.accept(
        "nbf-edge",
        "nbf 60 seconds from now under a leeway of 60",
        try token("nbf", now + 60),
        ["RFC7519#4.1.5-2"]
    )
    group.accept(
        "iat-inside",
        "iat 59 seconds from now under a leeway of 60",
        try token("iat", now + 59),
        ["RFC7519#4.1.6-1"]
    )
    group.reject(
        "exp-edge",
        "exp 60 seconds ago under a leeway of 60",
        try token("exp", now - 60),
        .expired,
        .twin("exp-inside"),
        refs: ["RFC7519#4.1.4-2"]
    )
    group.reject(
        "exp-outside",
        "exp 61 seconds ago under a leeway of 60",
        try token("exp", now - 61),
        .expired,
        .twin("exp-inside"),
        refs: ["RFC7519#4.1.4-2"]
    )
    group.reject(
        "nbf-outside",
        "nbf 61 seconds from now under a leeway of 60",
        try token("nbf", now + 61),
        .notYetValid,
        .twin("nbf-edge"),
        refs: ["RFC7519#4.1.5-2"]
    )
    return group
}

/// How old a token may be and how long it may live.
private func lifetimes(_ forge: Forge) throws -> [GroupDefinition] {
    let now = Forge.now
    var age = forge.claimsGroup("claims/maximum-age") { $0.maximumAge = 300 }
    age.accept(
        "edge",
        "iat 300 seconds ago where 300 are allowed",
        try forge.claims("{\"iat\":\(now - 300)}"),
        ["RFC7519#4.1.6-3"],
        level: .bcp
    )
    age.reject(
        "older",
        "iat 301 seconds ago where 300 are allowed",
        try forge.claims("{\"iat\":\(now - 301)}"),
        .maximumAge,
        .twin("edge"),
        level: .bcp
    )
    age.reject(
        "no-iat",
        "no iat where an age is demanded",
        try forge.claims(#"{"sub":"alice"}"#),
        .requiredClaims,
        .twin("edge"),
        level: .bcp
    )
    var lenient = forge.claimsGroup("claims/maximum-age-leeway") {
        $0.maximumAge = 300
        $0.leeway = 60
    }
    lenient.accept(
        "inside",
        "iat 360 seconds ago where 300 are allowed under a leeway of 60",
        try forge.claims("{\"iat\":\(now - 360)}"),
        ["RFC7519#4.1.6-3"],
        level: .bcp
    )
    lenient.reject(
        "older",
        "iat 361 seconds ago where 300 are allowed under a leeway of 60",
        try forge.claims("{\"iat\":\(now - 361)}"),
        .maximumAge,
        .twin("inside"),
        level: .bcp
    )
    var span = forge.claimsGroup("claims/maximum-lifetime") { $0.maximumLifetime = 300 }
    span.accept(
        "edge",
        "300 seconds from iat to exp where 300 are allowed",
        try forge.claims("{\"iat\":\(now),\"exp\":\(now + 300)}"),
        ["RFC7519#4.1.4-3"],
        level: .bcp
    )
    span.reject(
        "longer",
        "301 seconds from iat to exp where 300 are allowed",
        try forge.claims("{\"iat\":\(now),\"exp\":\(now + 301)}"),
        .maximumLifetime,
        .twin("edge"),
        level: .bcp
    )
    span.reject(
        "longer-and-begun",
        "350 seconds from iat to exp, of which 200 are over: the span counts, not the rest of it",
        try forge.claims("{\"iat\":\(now - 200),\"exp\":\(now + 150)}"),
        .maximumLifetime,
        .twin("edge"),
        level: .bcp
    )
    span.reject(
        "no-exp",
        "no exp where a lifetime is demanded",
        try forge.claims("{\"iat\":\(now)}"),
        .requiredClaims,
        .twin("edge"),
        level: .bcp
    )
    return [age, lenient, span]
}

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
            .twin("plain"),
            cves: slug.hasPrefix("array") ? ["CVE-2025-30144"] : []
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
        groups: [issuer, subject, accented, types]
    )
}

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
    let refused: [(String, String, String, [String])] = [
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
    let others = ["other", "other-array", "empty-string", "empty-array"]
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

/// Required claims, `jti` and nested tokens.
@Sendable func presenceTopic(_ forge: Forge) throws -> Topic {
    var required = forge.claimsGroup("claims/required") { $0.requiredClaims = ["exp", "jti", "tenant"] }
    let all = ["exp": "1767229200", "jti": "\"1\"", "tenant": "\"t\""]
    func token(_ members: [String: String]) throws -> Token {
        try forge.claims(
            "{\(members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ","))}"
        )
    }
    required.accept("all", "every required claim", try token(all), ["RFC7519#4-4"])
    for name in all.keys.sorted() {
        var members = all
        members[name] = nil
        required.reject("no-\(name)", "\(name) is missing", try token(members), .requiredClaims, .twin("all"))
        members[name.uppercased()] = all[name]
        required.reject(
            "capital-\(name)",
            "\(name) in capitals: names have a case",
            try token(members),
            .requiredClaims,
            .twin("all"),
            refs: ["RFC7519#4-3"]
        )
    }
    var revoked = forge.claimsGroup("claims/jti-revoked") { $0.revokedTokenIDs = ["a-1", "b-2"] }
    revoked.accept(
        "other",
        "a jti that isn't on the deny list",
        try forge.claims(#"{"jti":"c-3"}"#),
        ["RFC7519#4.1.7-2"],
        level: .bcp
    )
    revoked.accept(
        "capital",
        "a jti on the deny list but for a capital",
        try forge.claims(#"{"jti":"A-1"}"#),
        ["RFC7519#4.1.7-2"],
        level: .bcp
    )
    revoked.reject(
        "listed",
        "a jti on the deny list",
        try forge.claims(#"{"jti":"b-2"}"#),
        .revoked,
        .twin("other"),
        level: .bcp
    )
    revoked.reject(
        "escaped",
        "a jti on the deny list, spelled with an escape",
        try forge.claims(#"{"jti":"\u0062-2"}"#),
        .revoked,
        .twin("other"),
        level: .bcp
    )
    revoked.reject(
        "missing",
        "no jti where a deny list is kept",
        try forge.claims(#"{"sub":"alice"}"#),
        .requiredClaims,
        .twin("other"),
        refs: ["RFC7519#4.1.7-2"],
        level: .bcp
    )
    var seen = forge.claimsGroup("claims/jti-seen") { $0.seenTokenIDs = ["a-1"] }
    seen.accept(
        "fresh",
        "a jti that wasn't seen",
        try forge.claims(#"{"jti":"b-2"}"#),
        ["RFC7519#4.1.7-3"],
        level: .bcp
    )
    seen.reject(
        "again",
        "a jti that was seen",
        try forge.claims(#"{"jti":"a-1"}"#),
        .replayed,
        .twin("fresh"),
        cves: ["CVE-2020-15222"],
        level: .bcp
    )
    seen.reject(
        "missing",
        "no jti where uses are remembered",
        try forge.claims(#"{"sub":"alice"}"#),
        .requiredClaims,
        .twin("fresh"),
        refs: ["RFC7519#4.1.7-3"],
        level: .bcp
    )

    var nested = forge.claimsGroup("claims/nested")
    let inner = try forge.claims(Forge.claims)
    nested.accept("plain", "a claims set for a payload", inner, ["RFC7519#5.2-1"])
    nested.reject(
        "signed-inside",
        "a signed token inside a signed token, where a claims set is expected",
        try forge.hs256(#"{"alg":"HS256","cty":"JWT"}"#, inner.text ?? ""),
        .claimsNested,
        .twin("plain")
    )
    nested.reject(
        "unsecured-inside",
        "an unsecured token inside a signed token",
        try forge.hs256(#"{"alg":"HS256","cty":"JWT"}"#, "\(#"{"alg":"none"}"#.base64url).\(Forge.claims.base64url)."),
        .claimsNested,
        .twin("plain"),
        refs: ["RFC8725#3.3-1"],
        cves: ["CVE-2026-29000"]
    )
    nested.either(
        "cty-alone",
        "cty JWT, and a claims set for a payload",
        try forge.hs256(#"{"alg":"HS256","cty":"JWT"}"#, Forge.claims),
        why: "RFC 7519 section 5.2 tells producers when to write cty, and not recipients what to make of it",
        .claimsNested,
        .twin("plain"),
        rule: "RFC7519#5.2-2"
    )
    return Topic(
        path: "claims/presence.json",
        title: "Required claims, jti, nested tokens",
        groups: [required, revoked, seen, nested]
    )
}
