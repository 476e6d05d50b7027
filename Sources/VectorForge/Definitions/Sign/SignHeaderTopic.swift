import JWTConformance
import ReferenceJOSE

/// The header that a producer writes (RFC 7515 sections 4 and 5.1).
@Sendable func signHeaderTopic(_ forge: Forge) throws -> SignTopic {
    let key = try forge.key("hmac-a")
    return SignTopic(
        path: "sign/header.json",
        title: "Signing: the header",
        groups: [
            try parametersGroup(key), try algGroup(key), try wrongTypesGroup(key), try critGroup(key),
            try embeddedKeyGroup(forge),
        ]
    )
}

/// Parameters that come out as they were given.
private func parametersGroup(_ key: ForgeKey) throws -> SignGroup {
    var group = SignGroup("header/parameters", key)
    let produced: [(String, String, String, String)] = [
        ("typ", "typ JWT", #""typ":"JWT""#, "RFC7519#5.1-1"),
        ("typ-explicit", "the type of an access token", #""typ":"at+jwt""#, "RFC8725#3.11-1"),
        ("cty", "cty JWT, as for a nested token", #""cty":"JWT""#, "RFC7519#5.2-2"),
        ("kid", "a key id", #""kid":"2026-01""#, "RFC7515#4.1.4-1"),
        ("kid-empty", "an empty key id, which is a string like any other", #""kid":"""#, "RFC7515#4.1.4-1"),
        ("private", "a private parameter that is an object", #""x-app":{"a":[1,true,null]}"#, "RFC7515#4.2-1"),
        ("uri", "a parameter whose name is a URI", #""https://example.com/p":"v""#, "RFC7515#4.2-1"),
        ("non-ascii", "text beyond ASCII: the header is UTF-8", #""kid":"ключ-鍵""#, "RFC7515#5.1-1"),
        ("non-bmp", "a character beyond the basic plane", #""kid":"🔑""#, "RFC7515#10.13-1"),
        ("escapes", "quotes, a backslash and a line feed in a value", #""kid":"a\"b\\c\nd""#, "RFC7515#5.1-1"),
        (
            "x5t", "a thumbprint of a certificate", ##""x5t#S256":"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU""##,
            "RFC7515#4.1.8-1"
        ),
        ("critical", "an extension, and crit names it", #""x-app":1,"crit":["x-app"]"#, "RFC7515#4.1.11-8"),
    ]
    for (name, summary, parameters, ref) in produced {
        try group.produce(name, summary, #"{"alg":"HS256",\#(parameters)}"#, [ref])
    }
    try group.record(
        "typ-prefixed",
        "typ with application/ before it",
        #"{"alg":"HS256","typ":"application/at+jwt"}"#,
        why: "RFC 7515 section 4.1.9 recommends to leave it out, and lets it stand",
        ["RFC7515#4.1.9-3"]
    )
    return group
}

/// `alg` is there, means an algorithm, and isn't `none`.
private func algGroup(_ key: ForgeKey) throws -> SignGroup {
    var group = SignGroup("header/alg", key)
    for (name, summary, text) in [
        ("none", "none", "none"), ("none-capitals", "NONE", "NONE"), ("none-mixed", "nOnE", "nOnE"),
    ] {
        try group.refuse(
            name,
            "alg \(summary): an unsecured token isn't made because a header says so",
            #"{"alg":"\#(text)"}"#,
            .algNone,
            ["RFC8725#3.2-1"]
        )
    }
    for (name, summary, text) in [
        ("empty", "an empty alg", ""), ("unknown", "an alg that no registry has", "XS256"),
        ("lower-case", "hs256: names are compared to the letter", "hs256"),
        ("space", "a space behind the name", "HS256 "), ("jwe", "an algorithm of JWE", "A256KW"),
        ("hash", "the name of the hash alone", "SHA256"),
    ] {
        try group.refuse(name, summary, #"{"alg":"\#(text)"}"#, .algNotAllowed, ["RFC7515#4.1.1-4"])
    }
    try group.refuse("missing", "no alg", #"{"typ":"JWT"}"#, .algMissing, ["RFC7515#4.1.1-1", "RFC7515#5.1-1"])
    for (name, text) in [("null", "null"), ("number", "256"), ("array", #"["HS256"]"#), ("true", "true")] {
        try group.refuse(name, "alg is \(text)", #"{"alg":\#(text)}"#, .header, ["RFC7515#4.1.1-3"])
    }
    return group
}

/// Registered parameters of another type than theirs.
private func wrongTypesGroup(_ key: ForgeKey) throws -> SignGroup {
    var group = SignGroup("header/types", key)
    for (name, text) in [
        ("typ", "1"), ("cty", "true"), ("kid", "7"), ("kid", "null"), ("jku", "[]"), ("x5u", "{}"), ("x5t", "0"),
        ("x5c", #""MIIB""#), ("jwk", #""key""#),
    ] {
        let kind =
            [
                "1": "number", "7": "number", "0": "number", "true": "true", "null": "null", "[]": "array",
                "{}": "object",
            ][text] ?? "string"
        try group.refuse(
            "\(name)-\(kind)",
            "\(name) is \(text)",
            #"{"alg":"HS256","\#(name)":\#(text)}"#,
            .header,
            ["RFC7515#4.1-1"],
            level: .should
        )
    }
    return group
}

/// What a producer must not write into `crit`, and `b64` without it.
private func critGroup(_ key: ForgeKey) throws -> SignGroup {
    var group = SignGroup("header/crit", key)
    for (name, summary, parameters, ref) in [
        ("empty", "an empty crit, which a producer must not write", #""crit":[]"#, "RFC7515#4.1.11-2"),
        ("registered", "crit names kid, which RFC 7515 defines", #""kid":"a","crit":["kid"]"#, "RFC7515#4.1.11-3"),
        ("itself", "crit names crit", #""crit":["crit"]"#, "RFC7515#4.1.11-3"),
        ("alg", "crit names alg", #""crit":["alg"]"#, "RFC7515#4.1.11-3"),
        ("duplicate", "crit names an extension twice", #""x-app":1,"crit":["x-app","x-app"]"#, "RFC7515#4.1.11-4"),
        ("absent", "crit names what isn't in the header", #""crit":["x-app"]"#, "RFC7515#4.1.11-5"),
        ("string", "crit is a string", #""x-app":1,"crit":"x-app""#, "RFC7515#4.1.11-6"),
        ("number", "crit holds a number", #""1":1,"crit":[1]"#, "RFC7515#4.1.11-6"),
        ("null", "crit is null", #""crit":null"#, "RFC7515#4.1.11-6"),
    ] {
        try group.refuse(name, summary, #"{"alg":"HS256",\#(parameters)}"#, .crit, [ref])
    }
    try group.record(
        "b64-alone",
        "b64 is false and crit doesn't name it",
        #"{"alg":"HS256","b64":false}"#,
        why: "a signer may refuse, or name b64 in crit itself as RFC 7797 section 6 demands of the token",
        ["RFC7797#6-1"]
    )
    try group.refuse(
        "b64-string",
        "b64 is a string",
        #"{"alg":"HS256","b64":"false","crit":["b64"]}"#,
        .b64,
        ["RFC7797#3-2"]
    )
    try group.refuse(
        "b64-number",
        "b64 is 0",
        #"{"alg":"HS256","b64":0,"crit":["b64"]}"#,
        .b64,
        ["RFC7797#3-2"]
    )
    return group
}

/// Anyone can read a key in the header.
private func embeddedKeyGroup(_ forge: Forge) throws -> SignGroup {
    let key = try forge.key("p256-a")
    var group = SignGroup("header/jwk", key)
    let open = JSONValue.text(key.record.verification)
    let whole = JSONValue.text(key.signing())
    let secret = JSONValue.text(try forge.key("hmac-a").record.verification)
    try group.produce(
        "public",
        "the public key, as in a DPoP proof",
        #"{"alg":"ES256","jwk":\#(open)}"#,
        ["RFC7515#4.1.3-2"]
    )
    try group.refuse(
        "private",
        "the private key, which the token would give away",
        #"{"alg":"ES256","jwk":\#(whole)}"#,
        .header,
        ["RFC7515#4.1.3-2"],
        level: .bcp
    )
    try group.refuse(
        "secret",
        "a secret, which the token would give away",
        #"{"alg":"ES256","jwk":\#(secret)}"#,
        .header,
        ["RFC7515#4.1.3-2"],
        level: .bcp
    )
    return group
}
