import JWTConformance
import ReferenceJOSE

/// Why a policy has a clock that only bounds a lifetime.
let whySpansNeedAClock = "a span ends with exp, which a clock that always runs is held against"

/// `exp`, `nbf` and `iat` (RFC 7519 sections 4.1.4 to 4.1.6), to the second.
@Sendable func timesTopic(_ forge: Forge) throws -> Topic {
    let now = Forge.now
    var group = forge.claimsGroup(
        "claims/times",
        keepingPolicy: "whether a time has the right form is asked of a verifier that compares times"
    )
    func token(_ name: String, _ value: String) throws -> Token { try forge.claims("{\"\(name)\":\(value)}") }
    group.accept("none", "no claim of time", try forge.claims(#"{"sub":"alice"}"#), ["RFC7519#4-4"])

    let exp = "RFC7519#4.1.4-1"
    group.accept("exp-in-one-second", "exp one second from now", try token("exp", "\(now + 1)"), [exp])
    group.accept("exp-fraction", "exp half a second from now", try token("exp", "\(now).5"), ["RFC7519#2-1"])
    group.accept("exp-exponent", "exp with an exponent", try token("exp", "1.9E9"), ["RFC7519#2-1"])
    group.accept("exp-far", "exp in the year 9999", try token("exp", "253402300799"), [exp])
    group.accept(
        "exp-milliseconds",
        "exp an hour ago, counted in milliseconds: far in the future",
        try token("exp", "\((now - 3600) * 1000)"),
        [exp]
    )
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
            ("array-past", "[\(now - 3600)]"), ("two", "[\(now - 3600),\(now + 3600)]"),
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
            rule: name == "nbf" ? "RFC7519#4.1.5-1" : "RFC7519#2-5"
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
    for (slug, summary, value) in [
        ("2-63", "nbf of 2 to the 63rd: below zero where it's a signed integer of 64 bits", "9223372036854775808"),
        ("2-64", "nbf of 2 to the 64th: zero where it's an integer of 64 bits", "18446744073709551616"),
        ("2-32", "nbf an hour ago plus 2 to the 32nd: the past in 32 bits", "\(now - 3600 + 4_294_967_296)"),
        ("milliseconds", "nbf an hour from now, counted in milliseconds", "\((now + 3600) * 1000)"),
        ("milliseconds-ago", "nbf an hour ago, counted in milliseconds: far in the future", "\((now - 3600) * 1000)"),
    ] {
        group.reject(
            "nbf-\(slug)",
            summary,
            try token("nbf", value),
            .notYetValid,
            .twin("nbf-now"),
            refs: slug.hasPrefix("2-6") ? ["RFC7519#2-5"] : []
        )
    }
    group.reject(
        "exp-minus-2-32",
        "exp an hour from now less 2 to the 32nd: the future in 32 bits",
        try token("exp", "\(now + 3600 - 4_294_967_296)"),
        .expired,
        .twin("exp-in-one-second"),
        refs: ["RFC7519#2-4"]
    )
    group.reject(
        "expired-and-forged",
        "exp in the past and a forged signature: who asks for the one reason alone lets the other pass",
        try Token.compact(#"{"alg":"HS256","typ":"JWT"}"#, "{\"exp\":\(now - 3600)}", by: forge.key("hmac-b"), .hs256),
        .signature,
        .unprovable("it's expired besides"),
        cves: ["CVE-2024-51744"]
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
    var span = forge.claimsGroup(
        "claims/maximum-lifetime",
        keepingPolicy: whySpansNeedAClock
    ) { $0.maximumLifetime = 300 }
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
    var spanWithLeeway = forge.claimsGroup(
        "claims/maximum-lifetime-leeway",
        keepingPolicy: whySpansNeedAClock
    ) { policy in
        (policy.maximumLifetime, policy.leeway) = (300, 60)
    }
    spanWithLeeway.accept(
        "edge",
        "300 seconds from iat to exp where 300 are allowed, and a leeway of 60",
        try forge.claims("{\"iat\":\(now),\"exp\":\(now + 300)}"),
        ["RFC7519#4.1.4-3"],
        level: .bcp
    )
    for seconds in [301, 360] as [Int64] {
        spanWithLeeway.reject(
            "span-\(seconds)",
            "\(seconds) seconds from iat to exp: one clock wrote both, so the leeway isn't for them",
            try forge.claims("{\"iat\":\(now),\"exp\":\(now + seconds)}"),
            .maximumLifetime,
            .twin("edge"),
            level: .bcp
        )
    }
    return [age, lenient, span, spanWithLeeway]
}
