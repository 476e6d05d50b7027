import JWTConformance
import ReferenceJOSE

extension TokenProfile {
    /// An ID Token of OpenID Connect, at the client.
    ///
    /// OpenID Connect Core 1.0 section 3.1.3.7 demands no `typ`, so that most clients look at none.
    static func idToken(_ forge: Forge) throws -> TokenProfile {
        var policy = VerificationPolicy(["RS256"])
        policy.now = Forge.now
        policy.leeway = 60
        policy.issuer = Forge.issuer
        policy.audience = "client-1"
        policy.requiredClaims = ["iss", "sub", "aud", "exp", "iat", "nonce"]
        return TokenProfile(
            id: "profiles/id-token",
            type: "JWT",
            claims: ClaimsText([
                "iss": #""https://issuer.example""#, "sub": #""alice""#, "aud": #""client-1""#,
                "iat": "\(Forge.now - 5)", "exp": "\(Forge.now + 300)", "nonce": #""n-0S6_WzA2Mj""#,
                "auth_time": "\(Forge.now - 20)",
            ]),
            algorithm: .rs256,
            key: try forge.key("rsa-a"),
            policy: policy,
            refs: ["RFC7519#7.2-8"]
        )
    }
}

/// ID Tokens of OpenID Connect.
@Sendable func idTokenTopic(_ forge: Forge) throws -> Topic {
    let profile = try TokenProfile.idToken(forge)
    let second = profile.signed(.es256, by: try forge.key("p256-a"))
    var es256 = second.group("es256")
    try es256.acceptPlain(second, "an ID token under ES256")
    es256.reject(
        "other-key",
        "signed with the key of another provider",
        try second.token(by: forge.key("p256-b")),
        .signature,
        .twin("plain"),
        refs: profile.refs
    )
    return Topic(
        path: "profiles/id-token.json",
        title: "Profile: OpenID Connect ID Token",
        groups: [try coreGroup(profile), es256, try boundGroup(profile), try typedGroup(profile)]
    )
}

/// What section 3.1.3.7 of OpenID Connect Core demands and any library's options can say.
private func coreGroup(_ profile: TokenProfile) throws -> GroupDefinition {
    let now = Forge.now
    var group = profile.group("rs256")
    try group.acceptPlain(profile, "an ID token as the authorization code flow hands it over, under RS256")
    group.accept(
        "audience-among-others",
        "two audiences, and azp says which of them the token was issued to",
        try profile.token { $0.with("aud", #"["client-1","client-2"]"#).with("azp", #""client-1""#) },
        profile.refs
    )
    group.accept("typ-missing", "no typ: the specification demands none", try profile.token(typ: nil), profile.refs)
    group.accept(
        "profile-claims",
        "name, an email address and an address object, which nothing is demanded of",
        try profile.token {
            $0.with("name", #""Zoë""#).with("email", #""a@b.example""#).with("address", #"{"country":"NL"}"#)
        },
        profile.refs
    )
    group.accept(
        "exp-within-leeway",
        "expired 59 seconds ago, and clocks may differ by 60",
        try profile.token { $0.with("exp", "\(now - 59)") },
        profile.refs
    )
    group.accept(
        "iat-within-leeway",
        "issued 60 seconds from now by the provider's clock",
        try profile.token { $0.with("iat", "\(now + 60)") },
        profile.refs
    )
    try group.rejectMissing(
        profile,
        [
            "iss": "the provider isn't known", "sub": "nobody is signed in", "aud": "it's for any client",
            "exp": "the sign-in never ends", "iat": "the nonce can't be forgotten",
            "nonce": "the answer to another request could be slipped in",
        ]
    )
    try group.rejectOther(
        profile,
        "iss",
        .issuer,
        [
            ("iss-other", "another provider's iss, as in a mix-up attack", #""https://evil.example""#),
            ("iss-capitals", "the host of iss in capitals: it's compared as text", #""https://ISSUER.example""#),
            ("iss-port", "iss with the port that it has anyway", #""https://issuer.example:443""#),
        ]
    )
    try group.rejectOther(
        profile,
        "aud",
        .audience,
        [
            ("aud-other", "aud of another client of the same provider", #""client-2""#),
            ("aud-longer", "aud that begins with the client's id", #""client-10""#),
            ("aud-shorter", "aud that is the beginning of the client's id", #""client""#),
            ("aud-list", "the client's id inside a list with commas, which is one text", #""client-2,client-1""#),
            ("aud-others", "an array of other clients", #"["client-2","client-3"]"#),
        ]
    )
    group.reject(
        "aud-azp",
        "the client is azp and not in aud: azp doesn't stand in for it",
        try profile.token { $0.with("aud", #""client-2""#).with("azp", #""client-1""#) },
        .audience,
        .twin("plain"),
        refs: profile.refs
    )
    group.reject(
        "exp-at-leeway",
        "expired 60 seconds ago: the leeway ends on the second",
        try profile.token { $0.with("exp", "\(now - 60)") },
        .expired,
        .twin("exp-within-leeway")
    )
    group.reject(
        "alg-other",
        "RS512 by the same key, where the client registered RS256",
        try profile.token(by: .rs512),
        .algAllowed,
        .twin("plain")
    )
    group.rejectUnsecured(profile, "alg none, which the code flow would allow a client to register and this one didn't")
    return group
}

/// Claims that tie the token to the client's own request.
private func boundGroup(_ profile: TokenProfile) throws -> GroupDefinition {
    var profile = profile
    profile.claims = profile.claims.with("azp", #""client-1""#).with("at_hash", #""77QmUPtjPfzWtF2AnpK9RQ""#)
    var group = profile.group("bound") {
        $0.expectedClaims = ["nonce": "n-0S6_WzA2Mj", "azp": "client-1", "at_hash": "77QmUPtjPfzWtF2AnpK9RQ"]
    }
    try group.acceptPlain(profile, "nonce of the request, azp, and at_hash of the access token beside it")
    try group.rejectOther(
        profile,
        "nonce",
        .expectedClaims,
        [
            ("nonce-other", "the nonce of another request", #""n-1T7_XaB3Nk""#),
            ("nonce-prefix", "the beginning of the nonce", #""n-0S6""#),
            ("nonce-longer", "the nonce and a space", #""n-0S6_WzA2Mj ""#),
            ("nonce-case", "the nonce in other capitals", #""N-0S6_WzA2Mj""#),
            ("nonce-empty", "an empty nonce", #""""#),
            ("nonce-null", "null for a nonce isn't the same as no demand", "null"),
            ("nonce-array", "an array that holds the nonce", #"["n-0S6_WzA2Mj"]"#),
        ]
    )
    try group.rejectOther(
        profile,
        "azp",
        .expectedClaims,
        [
            ("azp-other", "azp of another client, though aud is right", #""client-2""#)
        ]
    )
    try group.rejectOther(
        profile,
        "at_hash",
        .expectedClaims,
        [
            ("at-hash-other", "at_hash of another access token: tokens were swapped", #""LDktKdoQak3Pk0cnXxCltA""#),
            ("at-hash-prefix", "half of at_hash", #""77QmUPtjPfz""#),
        ]
    )
    try group.rejectMissing(
        profile,
        [
            "azp": "whom it was issued to isn't said", "at_hash": "any access token goes with it",
        ]
    )
    return group
}

/// A provider that types its tokens, and a client that looks (RFC 8725 section 3.11).
private func typedGroup(_ profile: TokenProfile) throws -> GroupDefinition {
    var group = profile.group("typed") { $0.type = "JWT" }
    try group.acceptPlain(profile, "typ JWT, where the client demands it")
    try group.rejectTypes(
        profile,
        [
            ("absent", "no typ, where the client demands one", nil),
            ("access-token", "an access token's type", "at+jwt"),
            ("logout", "a logout token's type: the other JWT that a provider sends a client", "logout+jwt"),
        ],
        level: .bcp
    )
    return group
}
