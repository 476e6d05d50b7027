import JWTConformance
import ReferenceJOSE

/// The same JSON in other words: names and values with escapes, a solidus as PHP writes it, numbers with exponents; and
/// members of every wrong type.
@Sendable func spellingTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "json/spelling.json",
        title: "Spellings of names, texts and numbers, and wrong types of parameters",
        groups: [
            try claimSpellings(forge), try headerSpellings(forge), try typSpellings(forge), try kidSpellings(forge),
            try parameterTypes(forge), try required(forge),
        ]
    )
}

private func claimSpellings(_ forge: Forge) throws -> GroupDefinition {
    let now = Forge.now
    var group = forge.claimsGroup("json/spelling/claims") {
        $0.issuer = Forge.issuer
        $0.audience = "https://api.example"
        $0.subject = "alice"
        $0.revokedTokenIDs = ["revoked"]
    }
    let all = [
        "iss": #""https://issuer.example""#, "aud": #""https://api.example""#, "sub": #""alice""#, "jti": #""1""#,
    ]
    func token(
        _ names: [String: String] = [:],
        _ values: [String: String] = [:],
        _ further: String = ""
    ) throws -> Token {
        let members = all.keys.sorted().map { "\"\(names[$0] ?? $0)\":\(values[$0] ?? all[$0] ?? "")" }
        return try forge.claims("{\(members.joined(separator: ","))\(further)}")
    }
    let rule = ["RFC7519#7.3-1"]
    group.accept("plain", "names and texts without escapes", try token(), rule)
    let escaped = ["iss": "\\u0069ss", "aud": "a\\u0075d", "sub": "su\\u0062", "jti": "\\u006A\\u0074\\u0069"]
    group.accept("names", "every name with an escape", try token(escaped), rule)
    for name in all.keys.sorted() {
        group.accept(
            "name-\(name)",
            "\(name) with an escape in its name",
            try token([name: escaped[name] ?? name]),
            rule
        )
    }
    group.accept(
        "solidus",
        "each solidus with a backslash before it",
        try token([:], ["iss": #""https:\/\/issuer.example""#, "aud": #""https:\/\/api.example""#]),
        rule
    )
    group.accept(
        "texts",
        "every letter of the texts as an escape",
        try token([:], ["sub": #""\u0061\u006c\u0069\u0063\u0065""#, "iss": #""\u0068ttps://issuer.exampl\u0065""#]),
        rule
    )
    group.accept("capital-digits", "escapes with capital digits", try token([:], ["sub": #""a\u006Cice""#]), rule)
    group.accept(
        "space",
        "white space around every name and value",
        try forge.claims(
            #" { "iss" : "https://issuer.example" , "aud" : [ "https://api.example" ] ,"# + "\n\t"
                + #""sub" : "alice" , "jti" : "1" } "#
        ),
        ["RFC8259#2-2"]
    )
    let reasons: [(String, String, [String: String], [String: String], String, Check)] = [
        (
            "iss", "another issuer under a name with an escape", ["iss": "\\u0069ss"],
            ["iss": #""https://evil.example""#], "", .issuer
        ),
        (
            "aud", "another recipient under a name with an escape", ["aud": "a\\u0075d"], ["aud": #""other""#], "",
            .audience
        ),
        (
            "sub", "another subject under a name with an escape", ["sub": "su\\u0062"], ["sub": #""mallory""#], "",
            .subject
        ),
        (
            "jti", "a revoked jti under a name with an escape", ["jti": "j\\u0074i"], ["jti": #""revoked""#], "",
            .revoked
        ),
        ("exp", "exp in the past under a name with an escape", [:], [:], ",\"e\\u0078p\":\(now - 1)", .expired),
        ("nbf", "nbf in the future under a name with an escape", [:], [:], ",\"nb\\u0066\":\(now + 1)", .notYetValid),
        ("sub-value", "another subject, spelled with escapes", [:], ["sub": #""\u006dallory""#], "", .subject),
        ("backslash", "a backslash in the subject", [:], ["sub": #""al\\ice""#], "", .subject),
        ("escape-text", "the text of an escape for the subject", [:], ["sub": #""\\u0061lice""#], "", .subject),
        (
            "double", "sub twice, once with an escape in its name", [:], [:], #","su\u0062":"mallory""#,
            .jsonDuplicateMember
        ),
    ]
    for (slug, summary, names, values, further, check) in reasons {
        group.reject(
            "bad-\(slug)",
            summary,
            try token(names, values, further),
            check,
            .twin("plain"),
            rule: check == .jsonDuplicateMember ? "RFC7519#4-1" : nil,
            level: check == .revoked ? .bcp : .must
        )
    }
    return group
}

private func headerSpellings(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.bytesGroup("json/spelling/header")
    let rule = ["RFC7515#5.3-1"]
    group.accept(
        "plain",
        "a header without escapes",
        try forge.hs256(#"{"alg":"HS256","typ":"JWT","cty":"text/plain"}"#),
        rule
    )
    group.accept("alg-name", "alg with an escape in its name", try forge.hs256(#"{"\u0061lg":"HS256"}"#), rule)
    group.accept(
        "alg-whole-name",
        "alg with nothing but escapes",
        try forge.hs256(#"{"\u0061\u006C\u0067":"\u0048\u0053256"}"#),
        rule
    )
    group.accept(
        "cty-solidus",
        "cty with a backslash before its solidus",
        try forge.hs256(#"{"alg":"HS256","cty":"text\/plain"}"#),
        rule
    )
    group.accept(
        "alg-last",
        "alg as the last of several parameters",
        try forge.hs256(#"{"x":{"alg":"none"},"typ":"JWT","alg":"HS256"}"#),
        rule
    )
    group.accept(
        "nested-alg",
        "alg none in a parameter that nobody knows",
        try forge.hs256(#"{"alg":"HS256","x":{"alg":"none","crit":["x"]}}"#),
        rule
    )
    group.accept(
        "long-kid",
        "a kid of 200 octets, where the key has none",
        try forge.hs256(#"{"alg":"HS256","kid":"\#(String(repeating: "k", count: 200))"}"#),
        ["RFC7515#4.1.4-1"]
    )
    group.accept(
        "empty-kid",
        "an empty kid, where the key has none",
        try forge.hs256(#"{"alg":"HS256","kid":""}"#),
        ["RFC7515#4.1.4-1"]
    )
    group.accept(
        "many",
        "fifty parameters that nobody knows",
        try forge.hs256("{\"alg\":\"HS256\",\((0..<50).map { "\"x\($0)\":\($0)" }.joined(separator: ","))}"),
        ["RFC7515#4-3"]
    )
    let bad: [(String, String, String, Check)] = [
        ("accent", "alg with a letter outside of ASCII behind it", "{\"alg\":\"HS256\u{E9}\"}", .algExact),
        ("high-octet", "alg with a letter whose lower eight bits are its own", "{\"alg\":\"\u{148}S256\"}", .algExact),
        ("none", "alg none under a name with an escape", #"{"\u0061lg":"none"}"#, .algNone),
        ("other", "alg HS512 under a name with an escape", #"{"al\u0067":"HS512"}"#, .algAllowed),
        (
            "crit", "crit with an escape in its name, which names what nobody knows",
            #"{"alg":"HS256","\u0063rit":["x-unknown"],"x-unknown":1}"#, .critUnderstood
        ),
        (
            "crit-value", "crit that names with an escape what nobody knows",
            #"{"alg":"HS256","crit":["\u0078-unknown"],"x-unknown":1}"#, .critUnderstood
        ),
        ("enc", "enc with an escape in its name", #"{"alg":"HS256","\u0065nc":"A128GCM"}"#, .encrypted),
        (
            "twice", "alg twice, once with an escape in its name", #"{"alg":"HS256","\u0061lg":"none"}"#,
            .jsonDuplicateMember
        ),
        (
            "b64", "b64 false with an escape in its name, and no crit", #"{"alg":"HS256","b\u00364":false}"#,
            .b64Critical
        ),
    ]
    for (slug, summary, header, check) in bad {
        group.reject(
            "bad-\(slug)",
            summary,
            try Token.compact(header, Forge.payload, by: forge.key("hmac-a"), slug == "other" ? .hs512 : .hs256),
            check,
            .twin("plain"),
            rule: check == .encrypted ? "RFC7516#9-2" : nil
        )
    }
    return group
}

private func typSpellings(_ forge: Forge) throws -> GroupDefinition {
    var policy = VerificationPolicy(["HS256"])
    policy.type = "application/at+jwt"
    var group = GroupDefinition(
        "json/spelling/typ",
        key: .init(ref: "keys/hmac-a"),
        policy: policy,
        keepingPolicy: "a typ that can't be the expected one is rejected for either reason"
    )
    for (slug, summary, text) in [
        ("plain", "typ without an escape", #""typ":"application/at+jwt""#),
        ("solidus", "typ with a backslash before its solidus", #""typ":"application\/at+jwt""#),
        ("name", "typ with an escape in its name", #""\u0074yp":"at+jwt""#),
        ("value", "typ with an escape in its value", #""typ":"at\u002bjwt""#),
    ] {
        group.accept(slug, summary, try forge.hs256("{\"alg\":\"HS256\",\(text)}"), ["RFC8725#3.11-1"], level: .bcp)
    }
    for (slug, summary, text) in [
        ("other", "another typ under a name with an escape", #""\u0074yp":"JWT""#),
        ("number", "typ is a number", #""typ":1"#),
        ("array", "typ is an array with the right one", #""typ":["at+jwt"]"#), ("empty", "an empty typ", #""typ":"""#),
        ("slash", "a typ that begins with the solidus", #""typ":"/at+jwt""#),
        ("parameter", "a typ with a parameter of a media type", #""typ":"at+jwt;charset=utf-8""#),
    ] {
        let isString = slug != "number" && slug != "array"
        group.reject(
            slug,
            summary,
            try forge.hs256("{\"alg\":\"HS256\",\(text)}"),
            isString ? .typ : .headerTypes,
            isString
                ? .twin("plain")
                : slug == "array" ? .twin("plain") : .unprovable("a number isn't the expected typ either"),
            level: .bcp
        )
    }
    return group
}

private func kidSpellings(_ forge: Forge) throws -> GroupDefinition {
    let (one, two) = (try forge.key("hmac-a"), try forge.key("hmac-b"))
    var group = GroupDefinition(
        "json/spelling/kid",
        key: .init(jwks: ["keys": [try one.jwk(with: ["kid": "7"]), try two.jwk(with: ["kid": "a/b"])]]),
        policy: VerificationPolicy(["HS256"])
    )
    func token(_ member: String, by key: ForgeKey) throws -> Token {
        try Token.compact("{\"alg\":\"HS256\",\(member)}", Forge.payload, by: key, .hs256)
    }
    group.accept("plain", "kid without an escape", try token(#""kid":"7""#, by: one), ["RFC7515#4.1.4-2"])
    group.accept(
        "name",
        "kid with an escape in its name",
        try token(#""k\u0069d":"a/b""#, by: two),
        ["RFC7515#4.1.4-2"]
    )
    group.accept(
        "solidus",
        "kid with a backslash before its solidus",
        try token(#""kid":"a\/b""#, by: two),
        ["RFC7515#4.1.4-2"]
    )
    group.accept("value", "kid of escapes", try token(#""kid":"\u0037""#, by: one), ["RFC7515#4.1.4-2"])
    group.reject(
        "crossed",
        "the other key's kid with an escape in its name",
        try token(#""k\u0069d":"7""#, by: two),
        .signature,
        .twin("plain")
    )
    for (slug, text) in [("number", "7"), ("array", #"["7"]"#), ("true", "true"), ("fraction", "7.0")] {
        group.reject(
            slug,
            "kid is \(text), where the key's is a text",
            try token("\"kid\":\(text)", by: one),
            .headerTypes,
            .twin("plain")
        )
    }
    return group
}

/// Registered parameters of every wrong type.
private func parameterTypes(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.bytesGroup("header/all-types")
    group.accept("plain", "no optional parameter", try forge.hs256(#"{"alg":"HS256","x":true}"#), ["RFC7515#4-3"])
    let kinds = [
        ("number", "1"), ("true", "true"), ("null", "null"), ("array", #"["a"]"#), ("object", #"{"a":"b"}"#),
        ("string", #""a""#),
    ]
    let others: [(String, [String], Check)] = [
        ("x5c", ["string", "object"], .headerTypes), ("jwk", ["array", "object"], .headerTypes),
        ("b64", ["true"], .b64Boolean), ("alg", ["string"], .algString),
    ]
    for name in ["kid", "typ", "cty", "jku", "x5u", "x5t", "x5t#S256"] {
        for (kind, text) in kinds
        where kind != "string" && !(name == "kid" && ["number", "null", "array"].contains(kind)) {
            guard kind != "number" || !["typ", "cty", "jku", "x5u", "x5t", "x5t#S256"].contains(name) else { continue }
            group.reject(
                "\(name.translated("#", "-").lowercased())-\(kind)",
                "\(name) is \(text), no string",
                try forge.hs256(#"{"alg":"HS256","\#(name)":\#(text)}"#),
                .headerTypes,
                .twin("plain"),
                level: name == "kid" ? .must : .should
            )
        }
    }
    for (name, skipped, check) in others {
        for (kind, text) in kinds where !skipped.contains(kind) {
            // An array is what x5c is, unless its elements aren't certificates; that's another topic's.
            guard !(name == "x5c" && kind == "array") else { continue }
            let members =
                name == "alg"
                ? "\"alg\":\(text)"
                : name == "b64"
                    ? "\"alg\":\"HS256\",\"b64\":\(text)" : "\"alg\":\"HS256\",\"\(name)\":\(text)"
            let slug = "\(name)-\(kind)"
            guard !["jwk-string", "jwk-null", "alg-number", "alg-true", "alg-null", "alg-object"].contains(slug) else {
                continue
            }
            group.reject(
                slug,
                "\(name) is \(text)",
                try forge.hs256("{\(members)}"),
                check,
                .twin("plain"),
                level: name == "x5c" || name == "jwk" ? .should : .must
            )
        }
    }
    return group
}

/// Claims that have to be there, under values and in places that don't make them be there.
private func required(_ forge: Forge) throws -> GroupDefinition {
    var policy = VerificationPolicy(["HS256"])
    policy.requiredClaims = ["tenant", "role"]
    var group = GroupDefinition(
        "claims/required-places",
        key: .init(ref: "keys/hmac-a"),
        policy: policy,
        content: .claims
    )
    func token(_ claims: String, _ header: String = #"{"alg":"HS256"}"#) throws -> Token {
        try forge.hs256(header, claims)
    }
    group.accept("plain", "both claims", try token(#"{"tenant":"t","role":"r"}"#), ["RFC7519#4-4"])
    for (slug, value) in [("number", "0"), ("false", "false"), ("empty", #""""#), ("array", "[]"), ("object", "{}")] {
        group.accept(
            "value-\(slug)",
            "a required claim whose value is \(value)",
            try token(#"{"tenant":\#(value),"role":"r"}"#),
            ["RFC7519#4-4"],
            level: .should
        )
    }
    group.record(
        "value-null",
        "a required claim whose value is null",
        try token(#"{"tenant":null,"role":"r"}"#),
        why: "no RFC says whether a claim is there whose value is null",
        ["RFC7519#4-4"]
    )
    let missing: [(String, String, String, String?)] = [
        ("first", "the first of two is missing", #"{"role":"r"}"#, nil),
        ("last", "the last of two is missing", #"{"tenant":"t"}"#, nil),
        ("both", "both are missing", "{}", nil),
        ("header", "one stands in the header", #"{"role":"r"}"#, #"{"alg":"HS256","tenant":"t"}"#),
        ("nested", "one stands in another claim", #"{"role":"r","x":{"tenant":"t"}}"#, nil),
        ("prefix", "a claim whose name begins as one does", #"{"role":"r","tenant_id":"t"}"#, nil),
        ("shorter", "a claim whose name is the first letters of one", #"{"role":"r","ten":"t"}"#, nil),
        ("value", "the name of one is another's value", #"{"role":"tenant"}"#, nil),
        ("space", "a claim whose name has a space behind it", #"{"role":"r","tenant ":"t"}"#, nil),
        ("kelvin", "a claim whose name has a letter that folds to another", #"{"role":"r","tenan\u0164":"t"}"#, nil),
        ("list", "the names of both in one", #"{"tenant,role":"t"}"#, nil),
    ]
    for (slug, summary, claims, header) in missing {
        group.reject(
            "missing-\(slug)",
            summary,
            try token(claims, header ?? #"{"alg":"HS256"}"#),
            .requiredClaims,
            .twin("plain")
        )
    }
    return group
}
