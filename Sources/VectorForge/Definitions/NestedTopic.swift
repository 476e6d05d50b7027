import JWTConformance
import ReferenceJOSE

/// Tokens inside of tokens (RFC 7519 section 5.2), where a claims set is expected: what's inside isn't verified by the
/// signature outside.
@Sendable func nestedTopic(_ forge: Forge) throws -> Topic {
    var group = forge.claimsGroup("claims/nested-tokens")
    let plain = try forge.claims(Forge.claims)
    let text = plain.segments.joined(separator: ".")
    func around(_ inner: String, cty: String = "JWT") throws -> Token {
        try forge.hs256(#"{"alg":"HS256","cty":"\#(cty)"}"#, inner)
    }
    group.accept("plain", "a claims set and no cty", plain, ["RFC7519#5.2-1"])
    let forged = "\(plain.segments[0]).\(Forge.claims.replacing("alice", with: "mallory").base64url)"
    let inner: [(String, String, String)] = [
        ("forged-inside", "an inner token whose signature is another's", "\(forged).\(plain.segments[2])"),
        ("signature-cut-inside", "an inner token whose signature is cut off, alg HS256", "\(forged)."),
        (
            "other-key-inside", "an inner token by another key",
            try Token.compact(
                #"{"alg":"HS256"}"#,
                Forge.claims,
                by: forge.key("hmac-b"),
                .hs256
            ).segments.joined(separator: ".")
        ),
        (
            "twice", "a signed token inside of a signed one inside of a signed one",
            try around(text).segments.joined(separator: ".")
        ),
    ]
    for (slug, summary, inner) in inner {
        group.reject(slug, summary, try around(inner), .claimsNested, .twin("plain"), refs: ["RFC8725#3.3-1"])
    }
    for (slug, summary, cty) in [
        ("cty-lower-case", "cty jwt: media types have no case", "jwt"),
        ("cty-prefixed", "cty application/jwt", "application/jwt"),
    ] {
        group.reject(slug, summary, try around(text, cty: cty), .claimsNested, .twin("plain"))
    }
    var deep = text
    for _ in 0..<12 { deep = try around(deep).segments.joined(separator: ".") }
    group.reject(
        "thirteen",
        "thirteen tokens inside one another: each that's followed costs a verification",
        Token(deep),
        .claimsNested,
        .twin("plain"),
        timeLimit: 2
    )
    group.reject(
        "encrypted-inside",
        "a JWE inside of a signed token",
        try around(EncryptedTokens.direct),
        .claimsNested,
        .unprovable("what's inside is encrypted")
    )
    group.reject(
        "no-cty",
        "a signed token for a payload, and no cty that says so",
        try forge.hs256(#"{"alg":"HS256","typ":"JWT"}"#, text),
        .jsonGrammar,
        .unprovable("with the check off the payload is an empty claims set, and no token"),
        rule: "RFC7519#7.2-4"
    )
    group.reject(
        "text",
        "a signed token as a JSON string for a payload",
        try forge.hs256(#"{"alg":"HS256","typ":"JWT"}"#, "\"\(text)\""),
        .claimsObject,
        .twin("plain")
    )
    return Topic(path: "claims/nested.json", title: "Tokens inside of tokens", groups: [group])
}
