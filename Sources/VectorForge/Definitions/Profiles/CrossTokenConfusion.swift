import JWTConformance
import ReferenceJOSE

/// Cross-JWT confusion (RFC 8725 sections 2.8 and 3.12): a valid token of each profile at the recipient of each other.
///
/// One operator issues every kind of token, with one key and under one issuer, and the tokens of all kinds hold the
/// claims that any recipient asks for: nothing but `typ` tells them apart. That is the worst case, and the one in which
/// the proof is clean: the token under test is a twin's own claims set with the same key under another `typ`.
@Sendable func crossTokenConfusionTopic(_ forge: Forge) throws -> Topic {
    let kinds = try Kind.all(forge)
    let everyClaim = kinds.reduce(ClaimsText([:])) { $0.filled(from: $1.profile.claims) }
        .with("iss", "\"\(Forge.issuer)\"").with("sub", #""billing""#)
        .with("aud", #"["https://api.example","client-1","https://bank.example","orders"]"#)
        .with("iat", "\(Forge.now)").with("nbf", "\(Forge.now)").with("exp", "\(Forge.now + 60)")
        .with("jti", #""cx-1""#)
    let worst = kinds.map { kind in
        var changed = kind
        changed.profile.claims = everyClaim
        return changed
    }
    var groups: [GroupDefinition] = []
    for recipient in worst {
        var group = recipient.group("worst")
        group.accept(
            "own",
            "\(recipient.name) with the claims of every kind",
            try recipient.profile.token(),
            ["RFC8725#3.12-1"]
        )
        for kind in worst where kind.slug != recipient.slug {
            group.reject(
                kind.slug,
                "\(kind.name) at the recipient of \(recipient.name): typ alone tells them apart",
                try kind.profile.token(),
                .typ,
                .twin("own"),
                refs: ["RFC8725#3.12-1"],
                level: .bcp
            )
        }
        groups.append(group)
    }
    return Topic(
        path: "profiles/confusion.json",
        title: "Cross-JWT confusion",
        groups: groups + (try kinds.map { try untypedGroup($0, others: kinds) })
    )
}

/// Recipients that don't look at `typ`, as most still don't: one claim is left to tell the kinds apart, and the token of
/// the other kind holds whatever else this recipient asks for (RFC 8725 section 3.12).
private func untypedGroup(_ recipient: Kind, others: [Kind]) throws -> GroupDefinition {
    let own = recipient.profile.claims
    var group = recipient.group("untyped") { $0.type = nil }
    group.accept(
        "own",
        "\(recipient.name) at a recipient that doesn't look at typ",
        try recipient.profile.token(),
        ["RFC8725#3.12-1"]
    )
    let separator = recipient.separator
    for kind in others where kind.slug != recipient.slug {
        let value = kind.profile.claims.value(of: separator)
        let claims = (value.map { own.with(separator, $0) } ?? own.without(separator)).filled(
            from: kind.profile.claims
        )
        let how = value == nil ? "lacks \(separator)" : "has another \(separator)"
        group.reject(
            kind.slug,
            "\(kind.name), which \(how) and differs in nothing else that's looked at",
            try kind.profile.token { _ in claims },
            value == nil ? .requiredClaims : .audience,
            .twin("own"),
            refs: ["RFC8725#3.12-1"]
        )
    }
    if recipient.slug == "id-token" { try addFurtherSeparators(to: &group, others, own) }
    return group
}

/// Other ways to distinguish a token from an ID token.
private func addFurtherSeparators(to group: inout GroupDefinition, _ kinds: [Kind], _ own: ClaimsText) throws {
    func token(_ slug: String, _ change: (ClaimsText) -> ClaimsText) throws -> Token {
        guard let kind = kinds.first(where: { $0.slug == slug }) else { throw ForgeError("no kind \(slug)") }
        return try kind.profile.token { change(own.filled(from: $0)) }
    }
    group.reject(
        "by-nonce",
        "an access token whose audience is the client: the lack of a nonce tells it apart",
        try token("access-token") { $0.without("nonce") },
        .requiredClaims,
        .twin("own"),
        refs: ["RFC8725#3.12-1"]
    )
    group.reject(
        "by-issuer",
        "a payment confirmation by another issuer: iss tells it apart",
        try token("payment") { $0.with("iss", #""https://wallet.example""#) },
        .issuer,
        .twin("own"),
        refs: ["RFC8725#3.12-1"]
    )
    group.reject(
        "by-time",
        "a service's token that is over: that tells it apart by luck",
        try token("service") { $0.with("exp", "\(Forge.now - 300)") },
        .expired,
        .twin("own")
    )
    group.record(
        "by-nothing",
        "an access token with everything that an ID token has: nothing tells it apart",
        try token("access-token") { $0 },
        why: "rules that exclude each other are the issuer's to make, and a verifier keeps those that it's given",
        ["RFC8725#3.12-1"]
    )
}

/// A profile among others of the same operator.
private struct Kind {
    let slug: String
    /// The kind in words, with its article.
    let name: String
    /// The claim by which the recipient recognises this kind if it ignores `typ`.
    let separator: String
    var profile: TokenProfile

    /// A group under the policy of its recipient.
    func group(_ setting: String, _ adjust: (inout VerificationPolicy) -> Void = { _ in }) -> GroupDefinition {
        var policy = profile.policy
        adjust(&policy)
        return GroupDefinition(
            "profiles/confusion/\(slug)/\(setting)",
            key: .init(ref: profile.key.id),
            policy: policy,
            content: .claims,
            keepingPolicy: TokenProfile.whyPolicyIsWhole
        )
    }

    /// Every profile, under one issuer and one key.
    static func all(_ forge: Forge) throws -> [Kind] {
        var kinds: [Kind] = [
            Kind(slug: "access-token", name: "an access token", separator: "aud", profile: try .accessToken(forge)),
            Kind(slug: "id-token", name: "an ID token", separator: "aud", profile: try .idToken(forge)),
            Kind(
                slug: "callback",
                name: "a signed callback",
                separator: "payload_hash",
                profile: try .signedCallback(forge)
            ),
            Kind(
                slug: "payment",
                name: "a payment confirmation",
                separator: "aud",
                profile: try .paymentConfirmation(forge)
            ),
            Kind(slug: "service", name: "a service's token", separator: "aud", profile: try .serviceToken(forge)),
            Kind(slug: "dpop", name: "a DPoP proof", separator: "htu", profile: try .dpopProof(forge)),
        ]
        let key = try forge.key("p256-a")
        for index in kinds.indices {
            kinds[index].profile = kinds[index].profile.signed(.es256, by: key)
            // The specification of ID tokens and the services' own habits demand none; this operator's recipients do.
            kinds[index].profile.policy.type = kinds[index].profile.type
            guard kinds[index].profile.policy.issuer != nil else { continue }
            kinds[index].profile.policy.issuer = Forge.issuer
            kinds[index].profile.claims = kinds[index].profile.claims.with("iss", "\"\(Forge.issuer)\"")
        }
        return kinds
    }
}
