import JWTConformance
import ReferenceJOSE

/// Explicit typing (RFC 8725 section 3.11) and how media types are compared (RFC 7515 section 4.1.9).
@Sendable func typTopic(_ forge: Forge) throws -> Topic {
    var group = forge.claimsGroup("header/typ") { $0.type = "at+jwt" }
    func token(_ typ: String) throws -> Token { try forge.hs256(#"{"alg":"HS256","typ":\#(typ)}"#, Forge.claims) }
    group.accept("plain", "typ as the policy has it", try token(#""at+jwt""#), ["RFC8725#3.11-1"])
    group.accept("prefixed", "application/ before it", try token(#""application/at+jwt""#), ["RFC7515#4.1.9-1"])
    group.accept("capitals", "capitals: media types have no case", try token(#""AT+JWT""#), ["RFC7515#4.1.9-2"])
    group.accept(
        "prefixed-capitals",
        "application/ and capitals",
        try token(#""Application/AT+JWT""#),
        ["RFC7515#4.1.9-1", "RFC7515#4.1.9-2"]
    )
    let refused: [(String, String, String)] = [
        ("jwt", "the general type", "JWT"), ("other", "the type of another kind of token", "secevent+jwt"),
        ("prefix", "the first letters alone", "at"), ("suffix", "the structured suffix alone", "+jwt"),
        ("longer", "more letters behind it", "at+jwtx"), ("empty", "an empty typ", ""),
        ("text-prefixed", "another top-level type before it", "text/at+jwt"),
        ("space-behind", "a space behind it", "at+jwt "),
        ("twice-prefixed", "application/ twice", "application/application/at+jwt"),
        ("list", "two types with a comma", "at+jwt,JWT"),
    ]
    for (name, summary, text) in refused {
        let refs = name.hasSuffix("prefixed") ? ["RFC7515#4.1.9-1"] : []
        group.reject(name, summary, try token("\"\(text)\""), .typ, .twin("plain"), refs: refs)
    }
    group.reject(
        "missing",
        "no typ where the policy demands one",
        try forge.hs256(#"{"alg":"HS256"}"#, Forge.claims),
        .typ,
        .twin("plain")
    )
    var free = forge.claimsGroup("header/typ-unchecked")
    for (name, text) in [("jwt", "JWT"), ("jwt-lower-case", "jwt"), ("at-jwt", "at+jwt"), ("unknown", "x-unknown")] {
        free.accept(
            name,
            "typ is \(text) and the policy says nothing of it",
            try forge.hs256(#"{"alg":"HS256","typ":"\#(text)"}"#, Forge.claims),
            ["RFC7519#5.1-1", "RFC7515#4.1.9-4"]
        )
    }
    free.accept(
        "missing",
        "no typ, and none is demanded",
        try forge.hs256(#"{"alg":"HS256"}"#, Forge.claims),
        ["RFC7519#5.1-1", "RFC7515#4.1.9-4"]
    )
    return Topic(path: "header/typ.json", title: "The typ parameter", groups: [group, free])
}
