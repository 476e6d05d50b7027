import JWTConformance
import ReferenceJOSE

/// Claims that are taken from elsewhere, or that aren't compared beside something else.
@Sendable func claimFallbacksTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "claims/fallbacks.json",
        title: "Claims that are taken from elsewhere",
        groups: [try names(forge), try headers(forge), try underKid(forge), try lifetime(forge)]
    )
}

private let now = Forge.now
private let issuer = Forge.issuer
private let api = "https://api.example"

private func everyParty(_ policy: inout VerificationPolicy) {
    (policy.issuer, policy.audience, policy.subject) = (issuer, api, "alice")
}

private func claims(
    _ changes: [String: String] = [:],
    without dropped: String? = nil,
    _ further: String = ""
) -> String {
    var members = [
        "iss": "\"\(issuer)\"", "aud": "\"\(api)\"", "sub": "\"alice\"",
    ]
    for (name, value) in changes { members[name] = value }
    if let dropped { members[dropped] = nil }
    return
        "{\(members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ","))\(further)}"
}

/// What is said of a party in another claim.
private func names(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/fallbacks/names", everyParty)
    group.accept("plain", "the expected parties", try forge.claims(claims()), ["RFC7519#4.1.1-1", "RFC7519#4.1.3-1"])
    for (name, value, others) in [
        ("iss", issuer, ["issuer", "client_id", "azp", "idp"]),
        ("aud", api, ["azp", "client_id", "resource", "audience", "scope"]),
        ("sub", "alice", ["user_id", "uid", "username", "email", "client_id", "subject"]),
    ] {
        for other in others {
            group.reject(
                "\(name)-as-\(other.replacing("_", with: "-"))",
                "no \(name), and its value in \(other)",
                try forge.claims(claims(without: name, ",\"\(other)\":\"\(value)\"")),
                .requiredClaims,
                .twin("plain")
            )
        }
    }
    for other in ["iss", "azp", "client_id", "act"] {
        let own = other == "iss" ? "" : ",\"\(other)\":\"bob\""
        var policy = claims(["sub": "\"bob\""], own)
        if other == "iss" { policy = claims(["sub": "\"\(issuer)\""]) }
        group.reject(
            "sub-is-\(other.replacing("_", with: "-"))",
            "another sub, which is \(other) too",
            try forge.claims(policy),
            .subject,
            .twin("plain")
        )
    }
    return group
}

/// Claims in the header with the expected values, and others in the claims set (RFC 7519 section 5.3).
private func headers(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/fallbacks/header", everyParty)
    func token(_ header: String, _ claims: String) throws -> Token {
        var token = try forge.hs256(#"{"alg":"HS256",\#(header)}"#, claims)
        token.recipe = nil
        return token
    }
    for (name, good, bad, check) in [
        ("exp", "\(now + 100)", "\(now - 100)", Check.expired), ("nbf", "\(now - 100)", "\(now + 100)", .notYetValid),
        ("iss", "\"\(issuer)\"", "\"https://evil.example\"", .issuer), ("sub", "\"alice\"", "\"bob\"", .subject),
        ("aud", "\"\(api)\"", "\"https://evil.example\"", .audience),
    ] {
        group.accept(
            "\(name)-same",
            "\(name) in the header too, with the same value",
            try token("\"\(name)\":\(good)", claims([name: good])),
            ["RFC7519#7.2-8"]
        )
        group.reject(
            "\(name)-other",
            "the expected \(name) in the header, and another in the claims",
            try token("\"\(name)\":\(good)", claims([name: bad])),
            check,
            .twin("\(name)-same")
        )
    }
    return group
}

/// Claims that are wrong in a token whose kid names the key: that a key is known doesn't make its claims right.
private func underKid(_ forge: Forge) throws -> GroupDefinition {
    var policy = VerificationPolicy(["HS256"])
    policy.now = now
    everyParty(&policy)
    var group = GroupDefinition(
        "claims/fallbacks/kid",
        key: .init(jwks: ["keys": .array([try forge.key("hmac-a").jwk(with: ["kid": "k1"])])]),
        policy: policy,
        content: .claims
    )
    func token(_ claims: String) throws -> Token {
        try Token.compact(#"{"alg":"HS256","kid":"k1","typ":"JWT"}"#, claims, by: forge.key("hmac-a"), .hs256)
    }
    group.accept(
        "plain",
        "a kid, and the expected claims",
        try token(claims()),
        ["RFC7519#4.1.1-1", "RFC7519#4.1.3-1"]
    )
    for (name, bad, check) in [
        ("exp", "\(now - 100)", Check.expired), ("nbf", "\(now + 100)", .notYetValid),
        ("iss", "\"https://evil.example\"", .issuer), ("sub", "\"bob\"", .subject),
        ("aud", "\"https://evil.example\"", .audience),
    ] {
        group.reject(
            "\(name)-other",
            "a kid, and another \(name)",
            try token(claims([name: bad])),
            check,
            .twin("plain")
        )
    }
    for name in ["iss", "sub", "aud"] {
        group.reject(
            "\(name)-missing",
            "a kid, and no \(name)",
            try token(claims(without: name)),
            .requiredClaims,
            .twin("plain")
        )
    }
    return group
}

/// The span from `iat` to `exp`, beside an `nbf`.
private func lifetime(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/fallbacks/lifetime", keepingPolicy: whySpansNeedAClock) {
        $0.maximumLifetime = 300
    }
    func token(_ iat: Int64, _ nbf: Int64, _ exp: Int64) throws -> Token {
        try forge.claims("{\"iat\":\(now + iat),\"nbf\":\(now + nbf),\"exp\":\(now + exp)}")
    }
    group.accept(
        "nbf-before",
        "nbf long before iat: the span begins with iat",
        try token(-100, -1000, 200),
        ["RFC7519#4.1.4-3"],
        level: .bcp
    )
    group.accept("nbf-same", "nbf and iat the same", try token(-100, -100, 200), ["RFC7519#4.1.4-3"], level: .bcp)
    group.reject(
        "nbf-behind",
        "nbf long after iat: the span begins with iat",
        try token(-1000, -100, 200),
        .maximumLifetime,
        .twin("nbf-same"),
        level: .bcp
    )
    return group
}
