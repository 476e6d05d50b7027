import JWTConformance
import ReferenceJOSE

/// Duplicate member names (RFC 7515 section 4, RFC 7519 section 4).
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
        let rule = name == "nested" ? "RFC8259#4-1" : JSONPlace.header.uniquenessRule
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
        ("exp", "a past exp, then a future one", #"{"iss":"https://issuer.example","exp":1,"exp":4102444800}"#),
        ("aud", "two audiences", #"{"iss":"https://issuer.example","aud":"a","aud":"b"}"#),
        (
            "escaped", "iss twice, once spelled with an escape",
            #"{"i\u0073s":"https://evil.example","iss":"https://issuer.example"}"#
        ),
        ("nested", "a name twice in an object inside", #"{"iss":"https://issuer.example","x":{"a":1,"a":2}}"#),
    ]
    for (name, summary, text) in claimSets {
        let rule = name == "nested" ? "RFC8259#4-1" : JSONPlace.claims.uniquenessRule
        claims.either(name, summary, try forge.claims(text), why: why, .jsonDuplicateMember, .twin("plain"), rule: rule)
    }
    claims.reject(
        "exp-past-last",
        "a future exp, then a past one: whoever takes the first accepts what is expired",
        try forge.claims(#"{"iss":"https://issuer.example","exp":4102444800,"exp":1}"#),
        .jsonDuplicateMember,
        .twin("plain"),
        rule: JSONPlace.claims.uniquenessRule,
        refs: ["RFC7519#4.1.4-1"]
    )
    claims.reject(
        "iss-evil-last",
        "the expected issuer, then another: whoever takes the first is told otherwise",
        try forge.claims(#"{"iss":"https://issuer.example","iss":"https://evil.example"}"#),
        .jsonDuplicateMember,
        .twin("plain"),
        rule: JSONPlace.claims.uniquenessRule,
        refs: ["RFC8725#3.8-1"]
    )
    return Topic(path: "json/duplicate.json", title: "Member names that stand twice", groups: [header, claims])
}
