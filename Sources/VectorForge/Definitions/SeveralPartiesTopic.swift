import JWTConformance
import ReferenceJOSE

/// Several acceptable issuers and recipients: any one of them is enough, and nothing that is made of several (RFC 7519
/// sections 4.1.1 and 4.1.3).
@Sendable func severalPartiesTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "claims/several.json",
        title: "Several acceptable issuers and recipients",
        groups: [try issuers(forge), try audiences(forge), try both(forge)]
    )
}

private let reason = "every token is sent to a verifier that has a list of acceptable values"
private let names = ["https://a.example", "https://b.example", "https://c.example"]
/// Texts made of the expected ones, in JSON, none of which is one of them.
private let composed: [(slug: String, words: String, json: String)] = [
    ("comma-list", "all of them with commas", "\"\(names.joined(separator: ","))\""),
    ("space-list", "two of them with a space", "\"\(names[0]) \(names[1])\""),
    ("across", "the end of one and the beginning of the next, with a comma", "\"a.example,https://b\""),
    ("alternatives", "two of them with a vertical bar, as in a pattern", "\"\(names[0])|\(names[1])\""),
    ("joined", "two of them without anything between them", "\"\(names[0])\(names[1])\""),
    ("array-text", "the text of an array of all of them", "\"[\\\"\(names.joined(separator: "\\\",\\\""))\\\"]\""),
    ("position", "the number of one of them in the list", "\"0\""), ("comma", "what may stand between them", "\",\""),
    ("host", "the host of one of them", "\"b.example\""), ("start", "what all of them begin with", "\"https://\""),
]

private func issuers(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/issuers", keepingPolicy: reason) { ($0.issuers, $0.now) = (names, nil) }
    func token(_ json: String) throws -> Token { try forge.claims("{\"iss\":\(json)}") }
    for (slug, name) in zip(["first", "middle", "last"], names) {
        group.accept(slug, "the \(slug) of three issuers", try token("\"\(name)\""), ["RFC7519#4.1.1-1"])
    }
    group.reject("other", "another issuer", try token("\"https://d.example\""), .issuer, .twin("first"))
    group.reject("empty", "an empty issuer", try token("\"\""), .issuer, .twin("first"))
    for (slug, words, json) in composed {
        group.reject(slug, words, try token(json), .issuer, .twin("first"))
    }
    for (slug, words, json) in [
        ("array", "the first alone in an array", "[\"\(names[0])\"]"),
        ("array-of-all", "all three in an array", "[\"\(names.joined(separator: "\",\""))\"]"),
        ("number", "the position of one of them, as a number", "0"), ("null", "null", "null"),
        ("object", "an object with a member of that name", "{\"\(names[0])\":true}"),
    ] {
        group.reject("type-\(slug)", "\(words), where iss is a string", try token(json), .issuerType, .twin("first"))
    }
    group.reject(
        "missing",
        "no iss where one of three is expected",
        try forge.claims(#"{"sub":"alice"}"#),
        .requiredClaims,
        .twin("first"),
        rule: "RFC7519#4.1.1-3"
    )
    group.reject(
        "capital-name",
        "ISS for iss: names have a case",
        try forge.claims("{\"ISS\":\"\(names[0])\"}"),
        .requiredClaims,
        .twin("first"),
        refs: ["RFC7519#4-3"]
    )
    return group
}

private func audiences(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/audiences", keepingPolicy: reason) { ($0.audiences, $0.now) = (names, nil) }
    func token(_ json: String) throws -> Token { try forge.claims("{\"aud\":\(json)}") }
    let rules = ["RFC7519#4.1.3-1", "RFC7519#4.1.3-2"]
    let many = (0..<9).map { "\"r\($0)\"," }.joined()
    for (slug, name) in zip(["first", "middle", "last"], names) {
        group.accept(slug, "the \(slug) of three recipients, as a string", try token("\"\(name)\""), rules)
        group.accept("\(slug)-array", "the \(slug) of three alone in an array", try token("[\"\(name)\"]"), rules)
        group.accept("\(slug)-before", "the \(slug) of three before another", try token("[\"\(name)\",\"x\"]"), rules)
        group.accept("\(slug)-behind", "the \(slug) of three behind another", try token("[\"x\",\"\(name)\"]"), rules)
        group.accept(
            "\(slug)-tenth",
            "the \(slug) of three behind nine others",
            try token("[\(many)\"\(name)\"]"),
            rules
        )
    }
    group.accept("two", "two of three recipients", try token("[\"\(names[2])\",\"\(names[0])\"]"), rules)
    group.accept("all", "all three recipients", try token("[\"\(names.joined(separator: "\",\""))\"]"), rules)
    group.accept("twice", "one of three recipients twice", try token("[\"\(names[1])\",\"\(names[1])\"]"), rules)
    for (slug, words, json) in [
        ("other", "another recipient", "\"https://d.example\""), ("empty", "an empty string", "\"\""),
        ("others", "three other recipients", #"["x","y","z"]"#), ("nine", "nine others", "[\(many.dropLast())]"),
        ("empty-array", "an empty array", "[]"), ("array-of-empty", "an empty string in an array", "[\"\"]"),
    ] + composed.map({ ($0.slug, $0.words, $0.json) })
        + composed.map({ ("\($0.slug)-array", "\($0.words), in an array", "[\($0.json)]") })
    {
        group.reject(slug, words, try token(json), .audience, .twin("first"))
    }
    for (slug, words, json) in [
        ("number", "the position of one of them, as a number", "0"), ("null", "null", "null"),
        ("object", "an object with a member of that name", "{\"\(names[0])\":true}"),
        ("nested", "an array in an array", "[[\"\(names[0])\"]]"),
    ] {
        group.reject(
            "type-\(slug)",
            "\(words), where aud is a string or an array of strings",
            try token(json),
            .audienceType,
            .twin("first"),
            rule: slug == "nested" ? "RFC7519#4.1.3-4" : "RFC7519#4.1.3-3"
        )
    }
    group.reject(
        "missing",
        "no aud where one of three is expected",
        try forge.claims(#"{"sub":"alice"}"#),
        .requiredClaims,
        .twin("first"),
        rule: "RFC7519#4.1.3-6"
    )
    return group
}

/// Issuers and recipients at once: one list isn't the other, and both count.
private func both(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/issuers-and-audiences") { policy in
        policy.issuers = Array(names.prefix(2))
        policy.audiences = ["https://api.example", "https://www.example"]
    }
    func token(_ iss: String, _ aud: String) throws -> Token {
        try forge.claims("{\"iss\":\"\(iss)\",\"aud\":\"\(aud)\"}")
    }
    for (slug, words, iss, aud) in [
        ("first", "the first issuer and the first recipient of the lists", 0, "api"),
        ("second", "the second issuer and the second recipient of the lists", 1, "www"),
        ("crossed", "the second issuer and the first recipient of the lists", 1, "api"),
    ] {
        group.accept(
            slug,
            words,
            try token(names[iss], "https://\(aud).example"),
            ["RFC7519#4.1.1-1", "RFC7519#4.1.3-1"]
        )
    }
    group.reject(
        "exchanged",
        "a recipient for the issuer, and an issuer for the recipient",
        try token("https://api.example", names[0]),
        .issuer,
        .twin("first")
    )
    group.reject(
        "recipient-for-issuer",
        "a recipient for the issuer",
        try token("https://api.example", "https://api.example"),
        .issuer,
        .twin("first")
    )
    group.reject(
        "issuer-for-recipient",
        "an issuer for the recipient",
        try token(names[0], names[0]),
        .audience,
        .twin("first")
    )
    group.reject(
        "other-issuer",
        "a recipient in the list, and another issuer",
        try token(names[2], "https://api.example"),
        .issuer,
        .twin("first")
    )
    group.reject(
        "other-recipient",
        "an issuer in the list, and another recipient",
        try token(names[0], "https://d.example"),
        .audience,
        .twin("first")
    )
    return group
}
