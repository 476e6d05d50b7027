import JWTConformance
import ReferenceJOSE

/// Claims that are the expected ones to a reader who folds case, mends text or fills in templates (RFC 7519 section 7.3).
func comparisonGroups(_ forge: Forge) throws -> [GroupDefinition] {
    var folded = forge.claimsGroup("claims/sub-folded") { $0.subject = "stra\u{DF}e" }
    folded.accept(
        "plain",
        "ß as the policy has it",
        try forge.claims("{\"sub\":\"stra\u{DF}e\"}"),
        ["RFC7519#7.3-1"]
    )
    for (slug, summary, text) in [
        ("double-s", "ss for ß, which are one where case is folded", "strasse"),
        ("capital", "the capital of ß", "stra\u{1E9E}e"),
    ] {
        folded.reject(
            slug,
            summary,
            try forge.claims("{\"sub\":\"\(text)\"}"),
            .subject,
            .twin("plain"),
            refs: ["RFC7519#7.3-1"]
        )
    }
    var replaced = forge.claimsGroup("claims/sub-replaced") { $0.subject = "a\u{FFFD}" }
    replaced.accept(
        "plain",
        "U+FFFD, the mark of what can't be read, as the policy has it",
        try forge.claims("{\"sub\":\"a\u{FFFD}\"}"),
        ["RFC7519#7.3-1"]
    )
    replaced.reject(
        "octet",
        "an octet that isn't UTF-8, of which a lenient reader makes U+FFFD",
        try Token.compact(
            Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8),
            Array(#"{"sub":"a"#.utf8) + [0xFF] + Array(#""}"#.utf8),
            by: forge.key("hmac-a"),
            .hs256
        ),
        .jsonEncoding,
        .twin("plain"),
        rule: "RFC7519#7.2-5"
    )
    var template = forge.claimsGroup("claims/iss-template") { $0.issuer = "https://issuer.example/{tenant}/v2" }
    template.accept(
        "plain",
        "the expected issuer, in which a word stands in braces",
        try forge.claims(#"{"iss":"https://issuer.example/{tenant}/v2"}"#),
        ["RFC7519#4.1.1-1"]
    )
    for (slug, summary, word) in [
        ("filled", "any word in place of the braces: a template is no issuer", "evil"),
        ("path", "a path in place of the braces", "evil/../x"), ("nothing", "nothing in place of the braces", ""),
    ] {
        template.reject(
            slug,
            summary,
            try forge.claims(#"{"iss":"https://issuer.example/\#(word)/v2"}"#),
            .issuer,
            .twin("plain"),
            rule: "RFC7519#4.1.1-1"
        )
    }
    return [folded, replaced, template]
}
