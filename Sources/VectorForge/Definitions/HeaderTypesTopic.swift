import JWTConformance
import ReferenceJOSE

/// The types of registered header parameters (RFC 7515 section 4.1), and sources of keys that must not be trusted.
@Sendable func headerTypesTopic(_ forge: Forge) throws -> Topic {
    var group = forge.bytesGroup("header/types")
    group.accept(
        "plain",
        "registered parameters with their types",
        try forge.hs256(#"{"alg":"HS256","typ":"JWT","cty":"text/plain","kid":"a"}"#),
        ["RFC7515#4-4", "RFC7515#4.1.4-1"]
    )
    let kinds = [("number", "1"), ("null", "null"), ("array", #"["a"]"#), ("object", #"{"$ne":null}"#)]
    let rules = ["kid": "RFC7515#4.1.4-1", "x5t": "RFC7515#4.1.7-1", "x5t#S256": "RFC7515#4.1.8-1"]
    for name in ["kid", "typ", "cty", "jku", "x5u", "x5t", "x5t#S256"] {
        // kid is used for look-ups, so its type matters most; one wrong type is enough for the others.
        for (kind, text) in name == "kid" ? kinds : Array(kinds.prefix(1)) {
            group.reject(
                "\(name.translated("#", "-").lowercased())-\(kind)",
                "\(name) is \(text), no string",
                try forge.hs256(#"{"alg":"HS256","\#(name)":\#(text)}"#),
                .headerTypes,
                .twin("plain"),
                rule: rules[name],
                level: name == "kid" ? .must : .should
            )
        }
    }
    for (kind, text) in [("string", #""MIIB""#), ("empty", "[]"), ("numbers", "[1]")] {
        group.reject(
            "x5c-\(kind)",
            "x5c is \(text), no array of certificates",
            try forge.hs256(#"{"alg":"HS256","x5c":\#(text)}"#),
            .headerTypes,
            .twin("plain"),
            rule: "RFC7515#4.1.6-3",
            level: .should
        )
    }
    for (kind, text) in [("string", #""a""#), ("null", "null")] {
        group.reject(
            "jwk-\(kind)",
            "jwk is \(text), no object",
            try forge.hs256(#"{"alg":"HS256","jwk":\#(text)}"#),
            .headerTypes,
            .twin("plain"),
            level: .should
        )
    }
    let bound = "no RFC bounds the size of a token, and RFC 8725 section 3.10 lets a verifier do so"
    group.either(
        "too-long",
        "a header of twenty thousand octets",
        try forge.hs256(#"{"alg":"HS256","x":"\#(String(repeating: "a", count: 20_000))"}"#),
        why: bound,
        .headerSize,
        .twin("plain")
    )
    group.either(
        "token-too-long",
        "a token of three hundred thousand octets",
        try forge.hs256(#"{"alg":"HS256"}"#, #"{"x":"\#(String(repeating: "a", count: 225_000))"}"#),
        why: bound,
        .tokenSize,
        .twin("plain")
    )
    return Topic(path: "header/types.json", title: "Types of registered header parameters", groups: [group])
}
