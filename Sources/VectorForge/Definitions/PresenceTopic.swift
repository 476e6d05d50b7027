import JWTConformance
import ReferenceJOSE

/// Required claims, `jti` and nested tokens.
@Sendable func presenceTopic(_ forge: Forge) throws -> Topic {
    var required = forge.claimsGroup("claims/required") { $0.requiredClaims = ["exp", "jti", "tenant"] }
    let all = ["exp": "4102444800", "jti": "\"1\"", "tenant": "\"t\""]
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
    var revoked = forge.claimsGroup("claims/jti-revoked") { $0.revokedTokenIDs = ["a-1", "b-2", "d-4"] }
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
    for (slug, id) in [("first", "a-1"), ("last", "d-4")] {
        revoked.reject(
            slug,
            "the \(slug) jti of the deny list",
            try forge.claims("{\"jti\":\"\(id)\"}"),
            .revoked,
            .twin("other"),
            level: .bcp
        )
    }
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
    var seen = forge.claimsGroup("claims/jti-seen") { $0.seenTokenIDs = ["a-1", "c-3", "d-4"] }
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
    for (slug, id) in [("middle", "c-3"), ("last", "d-4")] {
        seen.reject(
            slug,
            "a jti that was seen: the \(slug) of three",
            try forge.claims("{\"jti\":\"\(id)\"}"),
            .replayed,
            .twin("fresh"),
            level: .bcp
        )
    }
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
