import JWTConformance
import ReferenceJOSE

extension TokenProfile {
    /// An access token of OAuth 2.0 as RFC 9068 profiles it, at a resource server.
    static func accessToken(_ forge: Forge) throws -> TokenProfile {
        var policy = VerificationPolicy(["RS256"])
        policy.now = Forge.now
        policy.issuer = Forge.issuer
        policy.audience = "https://api.example"
        policy.type = "at+jwt"
        policy.requiredClaims = ["iss", "exp", "aud", "sub", "client_id", "iat", "jti"]
        return TokenProfile(
            id: "profiles/access-token",
            type: "at+jwt",
            claims: ClaimsText([
                "iss": #""https://issuer.example""#, "sub": #""alice""#, "aud": #""https://api.example""#,
                "client_id": #""app-1""#, "iat": "\(Forge.now - 60)", "exp": "\(Forge.now + 3600)",
                "jti": #""at-1""#, "scope": #""read""#,
            ]),
            algorithm: .rs256,
            key: try forge.key("rsa-a"),
            policy: policy,
            refs: ["RFC9068#4-2"]
        )
    }
}

/// OAuth 2.0 access tokens (RFC 9068).
@Sendable func accessTokenTopic(_ forge: Forge) throws -> Topic {
    let profile = try TokenProfile.accessToken(forge)
    let now = Forge.now
    var group = profile.group("rs256")
    try group.acceptPlain(profile, "an access token with every claim that RFC 9068 requires, under RS256")
    let accepted: [(String, String, [(String, String)])] = [
        (
            "audience-among-others", "the resource server is one of two audiences",
            [("aud", #"["https://other.example","https://api.example"]"#)]
        ),
        ("sub-is-client", "no resource owner took part: sub is the client itself", [("sub", #""app-1""#)]),
        (
            "authorization-claims", "groups, roles and entitlements, which the policy says nothing of",
            [("groups", #"["a"]"#), ("roles", #"["b"]"#), ("entitlements", #"["c"]"#)]
        ),
        (
            "sender-constrained", "cnf, which binds the token to a key; to check it takes more than the token",
            [("cnf", #"{"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}"#)]
        ),
        ("exp-in-one-second", "the last second of its life", [("exp", "\(now + 1)")]),
    ]
    for (name, summary, changes) in accepted {
        let token = try profile.token { claims in changes.reduce(claims) { $0.with($1.0, $1.1) } }
        group.accept(name, summary, token, profile.refs + ["RFC9068#2.2-1"])
    }
    group.accept(
        "typ-full",
        "typ is the whole media type, which RFC 9068 names beside the short one",
        try profile.token(typ: "application/at+jwt"),
        profile.refs + ["RFC9068#4-1"]
    )

    try group.rejectMissing(
        profile,
        [
            "iss": "whose keys are these", "exp": "it never ends", "aud": "it's for anybody",
            "sub": "it's about nobody", "client_id": "nobody asked for it", "iat": "its age isn't known",
            "jti": "it can't be revoked by itself",
        ]
    )
    try group.rejectOther(
        profile,
        "iss",
        .issuer,
        [
            ("iss-slash", "iss with a slash behind it is another authorization server", #""https://issuer.example/""#),
            ("iss-http", "iss by http and not https", #""http://issuer.example""#),
            ("iss-tenant", "iss of a tenant below the expected one", #""https://issuer.example/tenant-2""#),
            (
                "iss-template", "iss that still has the placeholder of its tenant",
                #""https://issuer.example/{tenantid}""#
            ),
        ]
    )
    try group.rejectOther(
        profile,
        "aud",
        .audience,
        [
            ("aud-other", "aud of another resource server", #""https://other.example""#),
            ("aud-client", "aud is the client, as in an ID token", #""app-1""#),
            ("aud-path", "aud of a path below the expected one", #""https://api.example/admin""#),
            ("aud-none", "an array of no audience", "[]"),
        ]
    )
    try group.rejectTypes(
        profile,
        [
            ("missing", "no typ: it might be any kind of token", nil),
            ("jwt", "typ JWT, as ID tokens have it", "JWT"),
            ("logout", "the type of a logout token of OpenID Connect", "logout+jwt"),
            ("dpop", "the type of a DPoP proof", "dpop+jwt"),
            ("secevent", "the type of a security event token", "secevent+jwt"),
            ("sd-jwt", "the type of a credential with selective disclosure", "dc+sd-jwt"),
            ("introspection", "the type of an answer of the introspection endpoint", "token-introspection+jwt"),
            ("request", "the type of an authorization request", "oauth-authz-req+jwt"),
            ("parameter", "the type with a parameter behind it, which is another text", "at+jwt;v=1"),
        ]
    )
    group.reject(
        "exp-now",
        "exp is now: RFC 9068 wants now before exp",
        try profile.token { $0.with("exp", "\(now)") },
        .expired,
        .twin("exp-in-one-second"),
        refs: profile.refs
    )
    group.reject(
        "nbf-in-one-second",
        "nbf, which RFC 9068 doesn't mention and RFC 7519 demands where it's there",
        try profile.token { $0.with("nbf", "\(now + 1)") },
        .notYetValid,
        .twin("plain")
    )
    group.either(
        "iat-in-one-second",
        "iat one second from now",
        try profile.token { $0.with("iat", "\(now + 1)") },
        why: "no RFC has a rule by which a token from the future is refused",
        .issuedInFuture,
        .twin("plain")
    )
    group.reject(
        "alg-other",
        "PS256 by the same key, where the server expects RS256",
        try profile.token(by: .ps256),
        .algAllowed,
        .twin("plain"),
        refs: profile.refs
    )
    group.rejectUnsecured(profile, "an access token must not be unsecured")

    let second = profile.signed(.es256, by: try forge.key("p256-a"))
    var es256 = second.group("es256")
    try es256.acceptPlain(second, "an access token under ES256")
    es256.reject(
        "other-key",
        "signed with the key of another authorization server",
        try second.token(by: forge.key("p256-b")),
        .signature,
        .twin("plain"),
        refs: profile.refs
    )
    return Topic(path: "profiles/access-token.json", title: "Profile: OAuth 2.0 access token", groups: [group, es256])
}
