import JWTConformance
import ReferenceJOSE

/// `cty`, and claims that stand in the header as well (RFC 7515 section 4.1.10, RFC 7519 section 5.3).
@Sendable func mediaTypeTopic(_ forge: Forge) throws -> Topic {
    var content = forge.bytesGroup("header/cty")
    for (slug, text) in [
        ("short", "json"), ("prefixed", "application/json"), ("capitals", "Application/JSON"),
        ("other-type", "text/plain;charset=UTF-8"), ("unknown", "x-unknown"), ("empty", ""),
    ] {
        content.accept(
            slug,
            "cty is \(text.isEmpty ? "empty" : text): what the payload is doesn't touch the signature",
            try forge.hs256(#"{"alg":"HS256","cty":"\#(text)"}"#),
            ["RFC7515#4.1.10-1"]
        )
    }
    var replicated = forge.claimsGroup("header/replicated")
    let room = "RFC 7519 section 5.3 says of applications that they should compare, and of signed tokens nothing"
    for (slug, summary, header) in [
        ("same", "iss in the header, the same as in the claims set", "https://issuer.example"),
        ("other", "iss in the header, another than in the claims set", "https://evil.example"),
    ] {
        replicated.record(
            slug,
            summary,
            try forge.hs256(#"{"alg":"HS256","iss":"\#(header)"}"#, Forge.claims),
            why: room,
            ["RFC7519#5.3-1"]
        )
    }
    var open = forge.claimsGroup("header/replicated-expiry")
    open.accept("none", "no exp in either place", try forge.claims(#"{"sub":"alice","x":1}"#), ["RFC7519#4-4"])
    open.record(
        "expired-in-header",
        "a past exp in the header and none in the claims set: the header isn't the claims set",
        try forge.hs256(#"{"alg":"HS256","exp":1}"#, #"{"sub":"alice"}"#),
        why: room,
        ["RFC7519#5.3-1"]
    )
    var encoded = forge.bytesGroup("header/b64-true")
    for (slug, header) in [
        ("not-critical", #"{"alg":"HS256","b64":true}"#),
        ("critical", #"{"alg":"HS256","b64":true,"crit":["b64"],"x":1}"#),
    ] {
        encoded.record(
            slug,
            "b64 true, which changes nothing, \(slug == "critical" ? "named" : "not named") by crit",
            try forge.hs256(header),
            why: "RFC 7797 section 6 has crit only where b64 is false, and a verifier needn't know b64 at all",
            ["RFC7797#6-3"]
        )
    }
    var audience = forge.claimsGroup("claims/aud-unasked")
    audience.record(
        "present",
        "aud in a token, and a policy that says nothing of who the recipient is",
        try forge.claims(#"{"aud":"https://api.example","sub":"alice"}"#),
        why: "RFC 7519 section 4.1.3 has a recipient refuse what isn't for it, and who it is isn't said",
        ["RFC7519#4.1.3-7"]
    )
    var identifiers = forge.claimsGroup("claims/string-or-uri")
    identifiers.record(
        "no-uri",
        "sub with a colon that is no URI",
        try forge.claims(#"{"sub":"a b:c d"}"#),
        why: "RFC 7519 section 2 wants a URI where there is a colon, and doesn't have recipients check it",
        ["RFC7519#2-7"]
    )
    return Topic(
        path: "header/media.json",
        title: "cty, and claims and parameters that may be there or not",
        groups: [content, replicated, open, encoded, audience, identifiers]
    )
}
