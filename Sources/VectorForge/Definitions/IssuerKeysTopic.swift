import JWTConformance
import ReferenceJOSE

/// Several issuers, each with its own keys: the holder of one issuer's key can't sign for another (RFC 8725 section 3.8).
@Sendable func issuerKeysTopic(_ forge: Forge) throws -> Topic {
    let pairs = [
        Pair("plain", nil, nil), Pair("kids", "ka", "kb"), Pair("one-kid", "k1", "k1"), Pair("half", "ka", nil),
    ]
    return Topic(
        path: "claims/issuer-keys.json",
        title: "Issuers with keys of their own",
        groups: try pairs.map { try $0.group(forge) }
            + [
                try issuerNamesGroup(forge), try shared(forge), try purposes(forge), try threeIssuers(forge),
                try keyless(forge),
                try sequence(forge),
            ]
    )
}

private let (a, b, rules) = (TwoIssuers.a, TwoIssuers.b, TwoIssuers.rules)

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
        let why = Set(kids.compactMap(\.self)).count == 2 ? TwoIssuers.wholePolicy : nil
        var group = forge.issuerGroup("claims/issuer-keys/\(slug)", keys, [(a, [0]), (b, [1])], keepingPolicy: why)
        func add(_ issuer: String, _ key: String, kid: Int?) throws -> Token {
            try forge.issuerToken(TwoIssuers.claims(of: issuer), key, header: header(kid))
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

/// A key that two issuers share, beside one that belongs to the first alone.
private func shared(_ forge: Forge) throws -> GroupDefinition {
    let keys = [
        try forge.key("hmac-a").jwk(with: ["kid": "own"]), try forge.key("hmac-b").jwk(with: ["kid": "shared"]),
    ]
    var group = forge.issuerGroup("claims/issuer-keys/shared", keys, [(a, [0, 1]), (b, [1])])
    for kid in [true, false] {
        func add(_ issuer: String, _ key: String) throws -> Token {
            let name = key == "hmac-a" ? "own" : "shared"
            return try forge.issuerToken(TwoIssuers.claims(of: issuer), key, header: kid ? #","kid":"\#(name)""# : "")
        }
        let (suffix, words) = kid ? ("", "") : ("-without-kid", ", without kid")
        for (slug, what, issuer, key) in [
            ("a-own", "the first issuer by the key that is its own", a, "hmac-a"),
            ("a-shared", "the first issuer by the key that two share", a, "hmac-b"),
            ("b-shared", "the second issuer by the key that two share", b, "hmac-b"),
        ] {
            group.accept(slug + suffix, what + words, try add(issuer, key), rules)
        }
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
    var group = forge.issuerGroup("claims/issuer-keys/purposes", keys, [(a, [0, 1]), (b, [2])])
    group.accept(
        "a",
        "the first issuer by its key for signatures",
        try forge.issuerToken(TwoIssuers.claims(of: a), "hmac-b"),
        rules
    )
    group.accept(
        "b",
        "the second issuer by its key for signatures, which the first one has for encryption",
        try forge.issuerToken(TwoIssuers.claims(of: b), "hmac-a"),
        rules
    )
    group.reject(
        "a-by-encryption-key",
        "the first issuer by its key for encryption, with which the second one signs",
        try forge.issuerToken(TwoIssuers.claims(of: a), "hmac-a"),
        .issuerKey,
        .twin("a")
    )
    group.reject(
        "b-by-a",
        "the second issuer by the first one's key for signatures",
        try forge.issuerToken(TwoIssuers.claims(of: b), "hmac-b"),
        .issuerKey,
        .twin("b")
    )
    return group
}

/// Three issuers, of which two share a key; one name begins with another.
private func threeIssuers(_ forge: Forge) throws -> GroupDefinition {
    let tenant = a + "/tenant"
    let keys = [try forge.key("hmac-a").jwk(), try forge.key("hmac-b").jwk()]
    var group = forge.issuerGroup("claims/issuer-keys/three", keys, [(tenant, [0]), (b, [0]), (a, [1])])
    group.accept(
        "tenant",
        "the issuer with the longer name by its key",
        try forge.issuerToken(TwoIssuers.claims(of: tenant), "hmac-a"),
        rules
    )
    group.accept(
        "middle",
        "the issuer between them by its key",
        try forge.issuerToken(TwoIssuers.claims(of: b), "hmac-a"),
        rules
    )
    group.accept(
        "shorter",
        "the issuer with the shorter name by its key",
        try forge.issuerToken(TwoIssuers.claims(of: a), "hmac-b"),
        rules
    )
    for (slug, words, issuer, key, twin) in [
        ("tenant-by-shorter", "the longer name by the key of the shorter", tenant, "hmac-b", "tenant"),
        ("shorter-by-tenant", "the shorter name by the key of the longer", a, "hmac-a", "shorter"),
        ("middle-by-shorter", "the issuer in the middle by the key of the last", b, "hmac-b", "middle"),
    ] {
        group.reject(slug, words, try forge.issuerToken(TwoIssuers.claims(of: issuer), key), .issuerKey, .twin(twin))
    }
    return group
}

/// An issuer that has no key, such as one whose set couldn't be fetched: nobody signs for it.
private func keyless(_ forge: Forge) throws -> GroupDefinition {
    let keys = [try forge.key("hmac-a").jwk(with: ["kid": "ka"]), try forge.key("hmac-b").jwk(with: ["kid": "kc"])]
    let c = "https://c.example"
    var group = forge.issuerGroup("claims/issuer-keys/keyless", keys, [(a, [0]), (b, []), (c, [1])])
    for (slug, words, issuer, key, other, twin) in [
        ("a", "first", a, "hmac-a", "ka", "c"), ("c", "last", c, "hmac-b", "kc", "a"),
    ] {
        group.accept(
            slug,
            "the \(words) issuer's token by its key",
            try forge.issuerToken(TwoIssuers.claims(of: issuer), key),
            rules
        )
        group.reject(
            "b-by-\(slug)",
            "an issuer without keys, by the key of the \(words) one",
            try forge.issuerToken(TwoIssuers.claims(of: b), key),
            .issuerKey,
            .twin(twin)
        )
        group.reject(
            "b-by-\(slug)-with-kid",
            "an issuer without keys, by the key of the \(words) one with its kid",
            try forge.issuerToken(TwoIssuers.claims(of: b), key, header: #","kid":"\#(other)""#),
            .issuerKey,
            .twin(twin)
        )
    }
    return group
}

/// Tokens of two issuers in turn: what was found out about one says nothing of the other.
private func sequence(_ forge: Forge) throws -> GroupDefinition {
    let keys = [try forge.key("hmac-a").jwk(with: ["kid": "k1"]), try forge.key("hmac-b").jwk(with: ["kid": "k1"])]
    var group = forge.issuerGroup(
        "sequences/issuer-keys",
        keys,
        [(a, [0]), (b, [1])],
        isSequence: true,
        keepingPolicy: TwoIssuers.wholePolicy
    )
    func add(_ issuer: String, _ key: String) throws -> Token {
        try forge.issuerToken(TwoIssuers.claims(of: issuer), key, header: #","kid":"k1""#)
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
