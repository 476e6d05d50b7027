import JWTConformance
import ReferenceJOSE

extension TokenProfile {
    /// The token by which one service calls another: the caller is `sub`, the callee `aud`.
    static func serviceToken(_ forge: Forge) throws -> TokenProfile {
        var policy = VerificationPolicy(["EdDSA"])
        policy.now = Forge.now
        policy.leeway = 5
        policy.issuer = "https://auth.internal.example"
        policy.audience = "orders"
        policy.subject = "billing"
        policy.requiredClaims = ["iat", "exp"]
        return TokenProfile(
            id: "profiles/service",
            type: "service+jwt",
            claims: ClaimsText([
                "iss": #""https://auth.internal.example""#, "sub": #""billing""#, "aud": #""orders""#,
                "iat": "\(Forge.now - 30)", "nbf": "\(Forge.now - 30)", "exp": "\(Forge.now + 270)",
                "jti": #""sv-1""#,
            ]),
            algorithm: .edDSA,
            key: try forge.key("ed25519-a"),
            policy: policy,
            refs: ["RFC8725#3.8-2", "RFC8725#3.9-1"]
        )
    }
}

/// Service-to-service tokens, as a mesh or a cluster hands them out.
@Sendable func serviceTokenTopic(_ forge: Forge) throws -> Topic {
    let profile = try TokenProfile.serviceToken(forge)
    let second = profile.signed(.es384, by: try forge.key("p384-a"))
    var es384 = second.group("es384")
    try es384.acceptPlain(second, "a service's token under ES384")

    var typed = profile.group("typed") { $0.type = "service+jwt" }
    try typed.acceptPlain(profile, "the type that the services agreed on")
    try typed.rejectTypes(
        profile,
        [
            ("missing", "no typ", nil), ("jwt", "the general type", "JWT"),
            ("client", "the type of a client's authentication at an authorization server", "client-authentication+jwt"),
        ],
        level: .bcp
    )
    return Topic(
        path: "profiles/service.json",
        title: "Profile: service-to-service token",
        groups: [try coreGroup(profile, forge), es384, typed, try boundedGroup(profile), try revokedGroup(profile)]
    )
}

/// Who calls whom, and when: any library's options can say this.
private func coreGroup(_ profile: TokenProfile, _ forge: Forge) throws -> GroupDefinition {
    let now = Forge.now
    var group = profile.group("eddsa")
    try group.acceptPlain(profile, "the expected caller at the expected callee, under EdDSA")
    group.accept(
        "audience-fleet",
        "a token for several callees at once",
        try profile.token { $0.with("aud", #"["ledger","orders","stock"]"#) },
        ["RFC7519#4.1.3-2"]
    )
    group.accept(
        "exp-within-leeway",
        "expired 4 seconds ago, and clocks may differ by 5",
        try profile.token { $0.with("exp", "\(now - 4)") },
        ["RFC7519#4.1.4-2"]
    )
    group.accept(
        "nbf-within-leeway",
        "valid in 5 seconds by the issuer's clock",
        try profile.token { $0.with("nbf", "\(now + 5)") },
        ["RFC7519#4.1.5-2"]
    )
    group.reject(
        "exp-at-leeway",
        "expired 5 seconds ago",
        try profile.token { $0.with("exp", "\(now - 5)") },
        .expired,
        .twin("exp-within-leeway")
    )
    group.reject(
        "nbf-beyond-leeway",
        "valid in 6 seconds",
        try profile.token { $0.with("nbf", "\(now + 6)") },
        .notYetValid,
        .twin("nbf-within-leeway")
    )
    try group.rejectMissing(
        profile,
        [
            "iss": "which authority speaks isn't said", "sub": "the caller isn't named",
            "aud": "any service may take it",
            "iat": "the policy wants to know its age", "exp": "it goes on for ever",
        ],
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "sub",
        .subject,
        [
            ("sub-other", "another service calls, which may not", #""reports""#),
            ("sub-longer", "a service whose name begins with the expected one", #""billing-test""#),
            ("sub-path", "the caller's name inside a path of a workload identity", #""spiffe://example/billing""#),
            ("sub-capitals", "the caller's name in capitals", #""Billing""#),
        ]
    )
    try group.rejectOther(
        profile,
        "aud",
        .audience,
        [
            ("aud-other", "meant for another service: the callee can't hand it on", #""ledger""#),
            ("aud-self", "meant for the caller", #""billing""#),
            ("aud-wildcard", "an asterisk, which is a name like any other", #""*""#),
            ("aud-nested", "the callee's name in an address", #""https://orders""#),
        ]
    )
    try group.rejectOther(
        profile,
        "iss",
        .issuer,
        [
            (
                "iss-public", "the authority that speaks to the outside, which isn't the internal one",
                #""https://auth.example""#
            ),
            ("iss-self", "the caller as its own authority", #""billing""#),
        ]
    )
    group.reject(
        "alg-other",
        "Ed25519, RFC 9864's name, where the policy has EdDSA alone",
        try profile.token(by: .ed25519),
        .algAllowed,
        .twin("plain")
    )
    group.rejectUnsecured(profile, "an unsecured token inside the network is as bad as outside")
    group.reject(
        "other-key",
        "signed with a key of another cluster",
        try profile.token(by: forge.key("ed25519-b")),
        .signature,
        .twin("plain")
    )
    return group
}

/// At most five minutes, from any issuer, and no older than four.
private func boundedGroup(_ profile: TokenProfile) throws -> GroupDefinition {
    let now = Forge.now
    var group = profile.group("bounded") {
        $0.maximumLifetime = 300
        $0.maximumAge = 240
    }
    try group.acceptPlain(profile, "five minutes long to the second")
    group.accept(
        "age-at-leeway",
        "older than it may be by the leeway and no more",
        try profile.token { $0.with("iat", "\(now - 245)").with("exp", "\(now + 30)") },
        ["RFC7519#4.1.6-3"]
    )
    group.reject(
        "age-beyond-leeway",
        "older than it may be by a second more than the leeway",
        try profile.token { $0.with("iat", "\(now - 246)").with("exp", "\(now + 30)") },
        .maximumAge,
        .twin("age-at-leeway"),
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "exp",
        .maximumLifetime,
        [
            (
                "lifetime-301", "five minutes and a second long: no leeway where both times are the issuer's",
                "\(now + 271)"
            ),
            ("lifetime-year", "a token for a year, as are handed out for convenience", "\(now + 31_536_000)"),
        ],
        level: .bcp
    )
    return group
}

/// A token that was taken back before its end.
private func revokedGroup(_ profile: TokenProfile) throws -> GroupDefinition {
    var group = profile.group("revoked") { $0.revokedTokenIDs = ["sv-0", "sv-2"] }
    try group.acceptPlain(profile, "a jti between two that were revoked")
    try group.rejectOther(
        profile,
        "jti",
        .revoked,
        [
            ("first", "the first jti of the deny list", #""sv-0""#),
            ("last", "the last jti of the deny list", #""sv-2""#),
        ],
        level: .bcp
    )
    try group.rejectMissing(profile, ["jti": "whether it was revoked can't be known"], level: .bcp)
    return group
}
