import JWTConformance
import ReferenceJOSE

/// Several issuers with keys of their own: whoever holds the key of one can't sign for another (RFC 8725 section 3.8).
@Sendable func issuerKeysTopic(_ forge: Forge) throws -> Topic {
    let pairs = [
        Pair("plain", nil, nil), Pair("kids", "ka", "kb"), Pair("one-kid", "k1", "k1"), Pair("half", "ka", nil),
    ]
    return Topic(
        path: "claims/issuer-keys.json",
        title: "Issuers with keys of their own",
        groups: try pairs.map { try $0.group(forge) }
            + [
                try names(forge), try shared(forge), try purposes(forge), try threeIssuers(forge), try keyless(forge),
                try sequence(forge),
            ]
    )
}

private let (a, b) = ("https://a.example", "https://b.example")
private let rules = ["RFC8725#3.8-1"]
private let wholePolicy = "every token is sent to a verifier that trusts each key for some issuers alone"

private func group(
    _ slug: String,
    _ keys: [JSONValue],
    _ owners: [(String, [Int])],
    isSequence: Bool = false,
    keepingPolicy why: String? = nil
) -> GroupDefinition {
    var policy = VerificationPolicy(["HS256"])
    policy.issuerKeys = owners.map { .init(issuer: $0, keys: $1) }
    return GroupDefinition(
        slug,
        key: .init(jwks: ["keys": .array(keys)]),
        policy: policy,
        content: .claims,
        isSequence: isSequence,
        keepingPolicy: why
    )
}

private func token(_ forge: Forge, _ claims: String, _ key: String, header members: String = "") throws -> Token {
    try Token.compact(#"{"alg":"HS256"\#(members)}"#, claims, by: forge.key(key), .hs256)
}

private func named(_ issuer: String) -> String { #"{"iss":"\#(issuer)","sub":"alice"}"# }

/// Two issuers with one key each, and what the keys are called.
private struct Pair {
    let slug: String
    let kids: [String?]

    init(_ slug: String, _ first: String?, _ second: String?) { (self.slug, kids) = (slug, [first, second]) }

    private func header(_ position: Int?) -> String {
        position.flatMap { kids[$0] }.map { #","kid":"\#($0)""# } ?? ""
    }

    func group(_ forge: Forge) throws -> GroupDefinition {
        let keys = try zip(["hmac-a", "hmac-b"], kids).map { key, kid in
            try forge.key(key).jwk(with: kid.map { ["kid": .string($0)] } ?? [:])
        }
        // Where each key has a name of its own, the name alone tells some tokens from the issuer's.
        let why = Set(kids.compactMap(\.self)).count == 2 ? wholePolicy : nil
        var group = VectorForge.group("claims/issuer-keys/\(slug)", keys, [(a, [0]), (b, [1])], keepingPolicy: why)
        func add(_ issuer: String, _ key: String, kid: Int?) throws -> Token {
            try token(forge, named(issuer), key, header: header(kid))
        }
        let spelled = kids[0] == nil ? [nil] : [0, nil]
        for kid in spelled {
            let suffix = kid == nil && kids[0] != nil ? "-without-kid" : ""
            let other = kid == nil || kids[1] == nil ? nil : 1
            let words = suffix.isEmpty ? "" : ", without kid"
            group.accept(
                "a\(suffix)",
                "the first issuer's token by its key\(words)",
                try add(a, "hmac-a", kid: kid),
                rules
            )
            // Where only the first key has a kid, a token of the second has none anyway.
            guard suffix.isEmpty || kids[1] != nil else {
                continue
            }
            group.reject(
                "a-by-b\(suffix)",
                "a token of the first issuer, signed with the other's key\(words)",
                try add(a, "hmac-b", kid: other),
                .issuerKey,
                .twin("a\(suffix)")
            )
            group.accept(
                "b\(suffix)",
                "the second issuer's token by its key\(words)",
                try add(b, "hmac-b", kid: other),
                rules
            )
            group.reject(
                "b-by-a\(suffix)",
                "a token of the second issuer, signed with the first one's key\(words)",
                try add(b, "hmac-a", kid: kid),
                .issuerKey,
                .twin("b\(suffix)")
            )
        }
        guard kids[0] == "ka", kids[1] == "kb" else { return group }
        for (slug, words, issuer, key, kid, twin) in [
            ("a-by-b-under-a", "first", a, "hmac-b", 0, "a"), ("b-by-a-under-b", "second", b, "hmac-a", 1, "b"),
        ] {
            group.reject(
                slug,
                "iss and kid name the \(words) issuer, and the key is the other's",
                try add(issuer, key, kid: kid),
                .signature,
                .twin(twin),
                refs: rules
            )
        }
        return group
    }
}

/// What the token says of its issuer, by a key that is good for one of two.
private func names(_ forge: Forge) throws -> GroupDefinition {
    let keys = [try forge.key("hmac-a").jwk(), try forge.key("hmac-b").jwk()]
    var group = group("claims/issuer-keys/names", keys, [(a, [0]), (b, [1])], keepingPolicy: wholePolicy)
    for (slug, words, issuer, key) in [("a", "first", a, "hmac-a"), ("b", "second", b, "hmac-b")] {
        let signed = "by the key of the \(words) issuer"
        group.accept(slug, "the \(words) issuer's token by its own key", try token(forge, named(issuer), key), rules)
        group.reject(
            "neither-by-\(slug)",
            "an issuer that nobody trusts, \(signed)",
            try token(forge, named("https://c.example"), key),
            .issuer,
            .twin(slug)
        )
        group.reject(
            "empty-by-\(slug)",
            "an empty issuer, \(signed)",
            try token(forge, named(""), key),
            .issuer,
            .twin(slug)
        )
        group.reject(
            "missing-by-\(slug)",
            "no issuer, \(signed)",
            try token(forge, #"{"sub":"alice"}"#, key),
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
                try token(forge, #"{"iss":\#(json)}"#, key),
                .issuerType,
                // Where an array is read as the other issuer, it's that one's token.
                .twin(type.hasPrefix("array") ? "a" : slug)
            )
        }
        for (order, last, first, second) in [("a-b", "second", a, b), ("b-a", "first", b, a)] {
            group.reject(
                "twice-\(order)-by-\(slug)",
                "iss twice, the \(last) issuer last, \(signed)",
                try token(forge, #"{"iss":"\#(first)","iss":"\#(second)"}"#, key),
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
            try token(forge, named(text), "hmac-b"),
            .issuer,
            .twin("b")
        )
    }
    group.reject(
        "escaped-by-b",
        "the first issuer's name behind a name spelled with an escape, by the other's key",
        try token(forge, #"{"\u0069ss":"\#(a)"}"#, "hmac-b"),
        .issuerKey,
        .twin("escaped-by-a")
    )
    group.accept(
        "escaped-by-a",
        "the same name by its own issuer's key",
        try token(forge, #"{"\u0069ss":"\#(a)"}"#, "hmac-a"),
        rules
    )
    group.accept(
        "header",
        "the issuer in the header too, as RFC 7519 section 5.3 allows",
        try token(forge, named(a), "hmac-a", header: #","iss":"\#(a)""#),
        rules
    )
    group.reject(
        "header-of-b",
        "the first issuer in the claims, the second in the header, by the second one's key",
        try token(forge, named(a), "hmac-b", header: #","iss":"\#(b)""#),
        .issuerKey,
        .twin("header"),
        refs: ["RFC7519#5.3-1"]
    )
    group.reject(
        "header-alone",
        "the issuer in the header alone, by its key",
        try token(forge, #"{"sub":"alice"}"#, "hmac-a", header: #","iss":"\#(a)""#),
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
            try token(forge, claims, "hmac-a"),
            rules
        )
        group.reject(
            "\(slug)-by-b",
            "the second issuer's name \(place), by its own key",
            try token(forge, claims, "hmac-b"),
            .issuerKey,
            .twin("\(slug)-by-a")
        )
    }
    return group
}

/// A key that two issuers share, beside one that belongs to the first alone.
private func shared(_ forge: Forge) throws -> GroupDefinition {
    let keys = [
        try forge.key("hmac-a").jwk(with: ["kid": "own"]), try forge.key("hmac-b").jwk(with: ["kid": "shared"]),
    ]
    var group = group("claims/issuer-keys/shared", keys, [(a, [0, 1]), (b, [1])])
    for kid in [true, false] {
        func add(_ issuer: String, _ key: String) throws -> Token {
            let name = key == "hmac-a" ? "own" : "shared"
            return try token(forge, named(issuer), key, header: kid ? #","kid":"\#(name)""# : "")
        }
        let (suffix, words) = kid ? ("", "") : ("-without-kid", ", without kid")
        group.accept(
            "a-own\(suffix)",
            "the first issuer by the key that is its own\(words)",
            try add(a, "hmac-a"),
            rules
        )
        group.accept(
            "a-shared\(suffix)",
            "the first issuer by the key that two share\(words)",
            try add(a, "hmac-b"),
            rules
        )
        group.accept(
            "b-shared\(suffix)",
            "the second issuer by the key that two share\(words)",
            try add(b, "hmac-b"),
            rules
        )
        group.reject(
            "b-own\(suffix)",
            "the second issuer by the key that is the first one's own\(words)",
            try add(b, "hmac-a"),
            .issuerKey,
            .twin("b-shared\(suffix)")
        )
    }
    return group
}

/// One key twice in the set, with another purpose for each issuer.
private func purposes(_ forge: Forge) throws -> GroupDefinition {
    let first = try forge.key("hmac-a")
    let keys = [
        try first.jwk(with: ["use": "enc"]), try forge.key("hmac-b").jwk(with: ["use": "sig"]),
        try first.jwk(with: ["use": "sig"]),
    ]
    var group = group("claims/issuer-keys/purposes", keys, [(a, [0, 1]), (b, [2])])
    group.accept("a", "the first issuer by its key for signatures", try token(forge, named(a), "hmac-b"), rules)
    group.accept(
        "b",
        "the second issuer by its key for signatures, which the first one has for encryption",
        try token(forge, named(b), "hmac-a"),
        rules
    )
    group.reject(
        "a-by-encryption-key",
        "the first issuer by its key for encryption, with which the second one signs",
        try token(forge, named(a), "hmac-a"),
        .issuerKey,
        .twin("a")
    )
    group.reject(
        "b-by-a",
        "the second issuer by the first one's key for signatures",
        try token(forge, named(b), "hmac-b"),
        .issuerKey,
        .twin("b")
    )
    return group
}

/// Three issuers, of which two share a key; one name begins with another.
private func threeIssuers(_ forge: Forge) throws -> GroupDefinition {
    let tenant = a + "/tenant"
    let keys = [try forge.key("hmac-a").jwk(), try forge.key("hmac-b").jwk()]
    var group = group("claims/issuer-keys/three", keys, [(tenant, [0]), (b, [0]), (a, [1])])
    group.accept(
        "tenant",
        "the issuer with the longer name by its key",
        try token(forge, named(tenant), "hmac-a"),
        rules
    )
    group.accept("middle", "the issuer between them by its key", try token(forge, named(b), "hmac-a"), rules)
    group.accept("shorter", "the issuer with the shorter name by its key", try token(forge, named(a), "hmac-b"), rules)
    for (slug, words, issuer, key, twin) in [
        ("tenant-by-shorter", "the longer name by the key of the shorter", tenant, "hmac-b", "tenant"),
        ("shorter-by-tenant", "the shorter name by the key of the longer", a, "hmac-a", "shorter"),
        ("middle-by-shorter", "the issuer in the middle by the key of the last", b, "hmac-b", "middle"),
    ] {
        group.reject(slug, words, try token(forge, named(issuer), key), .issuerKey, .twin(twin))
    }
    return group
}

/// An issuer that has no key, such as one whose set couldn't be fetched: nobody signs for it.
private func keyless(_ forge: Forge) throws -> GroupDefinition {
    let keys = [try forge.key("hmac-a").jwk(with: ["kid": "ka"]), try forge.key("hmac-b").jwk(with: ["kid": "kc"])]
    let c = "https://c.example"
    var group = group("claims/issuer-keys/keyless", keys, [(a, [0]), (b, []), (c, [1])])
    for (slug, words, issuer, key, other, twin) in [
        ("a", "first", a, "hmac-a", "ka", "c"), ("c", "last", c, "hmac-b", "kc", "a"),
    ] {
        group.accept(slug, "the \(words) issuer's token by its key", try token(forge, named(issuer), key), rules)
        group.reject(
            "b-by-\(slug)",
            "an issuer without keys, by the key of the \(words) one",
            try token(forge, named(b), key),
            .issuerKey,
            .twin(twin)
        )
        group.reject(
            "b-by-\(slug)-with-kid",
            "an issuer without keys, by the key of the \(words) one with its kid",
            try token(forge, named(b), key, header: #","kid":"\#(other)""#),
            .issuerKey,
            .twin(twin)
        )
    }
    return group
}

/// Tokens of two issuers in turn: what was found out about one says nothing of the other.
private func sequence(_ forge: Forge) throws -> GroupDefinition {
    let keys = [try forge.key("hmac-a").jwk(with: ["kid": "k1"]), try forge.key("hmac-b").jwk(with: ["kid": "k1"])]
    var group = group(
        "sequences/issuer-keys",
        keys,
        [(a, [0]), (b, [1])],
        isSequence: true,
        keepingPolicy: wholePolicy
    )
    func add(_ issuer: String, _ key: String) throws -> Token {
        try token(forge, named(issuer), key, header: #","kid":"k1""#)
    }
    group.accept("a", "a token of the first issuer", try add(a, "hmac-a"), rules)
    group.reject(
        "a-by-b",
        "one by the other's key, which has the same kid",
        try add(a, "hmac-b"),
        .issuerKey,
        .twin("a")
    )
    group.accept("b", "a token of the second issuer", try add(b, "hmac-b"), rules)
    group.reject("b-by-a", "one by the first issuer's key", try add(b, "hmac-a"), .issuerKey, .twin("b"))
    group.reject(
        "a-by-b-again",
        "once more by the other's key, which verified before",
        try add(a, "hmac-b"),
        .issuerKey,
        .twin("a")
    )
    group.accept("a-again", "the first token again", try add(a, "hmac-a"), rules)
    return group
}
