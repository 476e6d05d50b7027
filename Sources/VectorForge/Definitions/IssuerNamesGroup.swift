import JWTConformance
import ReferenceJOSE

/// What the token says of its issuer, by a key that is good for one of two.
func issuerNamesGroup(_ forge: Forge) throws -> GroupDefinition {
    let keys = [try forge.key("hmac-a").jwk(), try forge.key("hmac-b").jwk()]
    let (a, b, rules) = (TwoIssuers.a, TwoIssuers.b, TwoIssuers.rules)
    var group = forge.issuerGroup(
        "claims/issuer-keys/names",
        keys,
        [(a, [0]), (b, [1])],
        keepingPolicy: TwoIssuers.wholePolicy
    )
    for (slug, words, issuer, key) in [("a", "first", a, "hmac-a"), ("b", "second", b, "hmac-b")] {
        let signed = "by the key of the \(words) issuer"
        group.accept(
            slug,
            "the \(words) issuer's token by its own key",
            try forge.issuerToken(TwoIssuers.claims(of: issuer), key),
            rules
        )
        group.reject(
            "neither-by-\(slug)",
            "an issuer that nobody trusts, \(signed)",
            try forge.issuerToken(TwoIssuers.claims(of: "https://c.example"), key),
            .issuer,
            .twin(slug)
        )
        group.reject(
            "empty-by-\(slug)",
            "an empty issuer, \(signed)",
            try forge.issuerToken(TwoIssuers.claims(of: ""), key),
            .issuer,
            .twin(slug)
        )
        group.reject(
            "missing-by-\(slug)",
            "no issuer, \(signed)",
            try forge.issuerToken(#"{"sub":"alice"}"#, key),
            .requiredClaims,
            .twin(slug),
            rule: "RFC7519#4.1.1-3",
            refs: rules
        )
        for (type, json) in [
            ("array", #"["\#(a)"]"#), ("array-of-two", #"["\#(a)","\#(b)"]"#),
            ("array-reversed", #"["\#(b)","\#(a)"]"#),
            ("null", "null"), ("number", "0"), ("object", #"{"\#(a)":1,"\#(b)":1}"#),
        ] {
            group.reject(
                "\(type)-by-\(slug)",
                "iss is \(json), \(signed)",
                try forge.issuerToken(#"{"iss":\#(json)}"#, key),
                .issuerType,
                // Where an array is read as the other issuer, it's that one's token.
                .twin(type.hasPrefix("array") ? "a" : slug)
            )
        }
        for (order, last, first, second) in [("a-b", "second", a, b), ("b-a", "first", b, a)] {
            group.reject(
                "twice-\(order)-by-\(slug)",
                "iss twice, the \(last) issuer last, \(signed)",
                try forge.issuerToken(#"{"iss":"\#(first)","iss":"\#(second)"}"#, key),
                .jsonDuplicateMember,
                .twin(slug == "a" ? "b" : "a"),
                rule: "RFC7519#4-1"
            )
        }
    }
    for (slug, words, text) in [
        ("slash", "a solidus behind the other issuer's name", a + "/"),
        ("capital", "a capital in it", "https://A.example"),
        ("space", "a space behind it", a + " "), ("prefix", "its first letters", "https://a.exampl"),
        ("longer", "letters behind it", a + ".evil"), ("list", "both names with a comma", "\(a),\(b)"),
        ("list-reversed", "both names with a space", "\(b) \(a)"),
    ] {
        group.reject(
            slug,
            "\(words), by the holder of the second key",
            try forge.issuerToken(TwoIssuers.claims(of: text), "hmac-b"),
            .issuer,
            .twin("b")
        )
    }
    group.reject(
        "escaped-by-b",
        "the first issuer's name behind a name spelled with an escape, by the other's key",
        try forge.issuerToken(#"{"\u0069ss":"\#(a)"}"#, "hmac-b"),
        .issuerKey,
        .twin("escaped-by-a")
    )
    group.accept(
        "escaped-by-a",
        "the same name by its own issuer's key",
        try forge.issuerToken(#"{"\u0069ss":"\#(a)"}"#, "hmac-a"),
        rules
    )
    group.accept(
        "header",
        "the issuer in the header too, as RFC 7519 section 5.3 allows",
        try forge.issuerToken(TwoIssuers.claims(of: a), "hmac-a", header: #","iss":"\#(a)""#),
        rules
    )
    group.reject(
        "header-of-b",
        "the first issuer in the claims, the second in the header, by the second one's key",
        try forge.issuerToken(TwoIssuers.claims(of: a), "hmac-b", header: #","iss":"\#(b)""#),
        .issuerKey,
        .twin("header"),
        refs: ["RFC7519#5.3-1"]
    )
    group.reject(
        "header-alone",
        "the issuer in the header alone, by its key",
        try forge.issuerToken(#"{"sub":"alice"}"#, "hmac-a", header: #","iss":"\#(a)""#),
        .requiredClaims,
        .twin("header"),
        rule: "RFC7519#4.1.1-3"
    )
    for (slug, place, claims) in [
        ("nested", "in a claim behind iss", #"{"iss":"\#(a)","x":{"iss":"\#(b)"}}"#),
        ("before", "in a claim before iss", #"{"x":{"iss":"\#(b)"},"iss":"\#(a)"}"#),
        (
            "client", "in four other claims",
            #"{"iss":"\#(a)","client_id":"\#(b)","azp":"\#(b)","sub":"\#(b)","aud":"\#(b)"}"#
        ),
    ] {
        group.accept(
            "\(slug)-by-a",
            "the second issuer's name \(place), by the first one's key",
            try forge.issuerToken(claims, "hmac-a"),
            rules
        )
        group.reject(
            "\(slug)-by-b",
            "the second issuer's name \(place), by its own key",
            try forge.issuerToken(claims, "hmac-b"),
            .issuerKey,
            .twin("\(slug)-by-a")
        )
    }
    return group
}
