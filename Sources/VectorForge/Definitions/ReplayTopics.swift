import JWTConformance
import ReferenceJOSE

/// Single-use tokens (RFC 7519 section 4.1.7): which count as the same, and what is remembered.
@Sendable func replayTopic(_ forge: Forge) throws -> Topic {
    var once = forge.sequence("sequences/replay/once") { $0.singleUse = true }
    let token = try forge.claims(#"{"jti":"a-1"}"#)
    once.accept("first", "the first use", token, [Rule.singleUse], level: .bcp)
    once.reject("again", "the same token again", token, .replayed, .twin("first"), level: .bcp)
    once.reject(
        "other-token",
        "another token with the same jti",
        try forge.claims(#"{"jti":"a-1","sub":"alice"}"#),
        .replayed,
        .twin("first"),
        level: .bcp
    )
    once.reject(
        "escaped",
        "the same jti, spelled with an escape",
        try forge.claims(#"{"jti":"\u0061-1"}"#),
        .replayed,
        .twin("first"),
        level: .bcp
    )
    once.reject("third", "the same token a third time", token, .replayed, .twin("first"), level: .bcp)
    for (slug, summary, value) in [
        ("capital", "a jti that differs in case: it's another", "A-1"), ("space", "a space behind it", "a-1 "),
        ("prefix", "its first letter", "a"), ("fresh", "a jti of its own", "b-2"), ("empty", "an empty jti", ""),
    ] {
        once.accept(slug, summary, try forge.claims("{\"jti\":\"\(value)\"}"), [Rule.singleUse], level: .bcp)
    }
    once.reject(
        "missing",
        "no jti where each is good once",
        try forge.claims(#"{"sub":"alice"}"#),
        .requiredClaims,
        .twin("fresh"),
        level: .bcp
    )
    return Topic(
        path: "sequences/replay.json",
        title: "Tokens that may be used once",
        groups: [once] + (try refused(forge))
    )
}

/// A rejected token isn't used up; otherwise anyone who guesses a `jti` could invalidate another user's token.
private func refused(_ forge: Forge) throws -> [GroupDefinition] {
    func group(
        _ slug: String,
        _ summary: String,
        _ token: Token,
        _ check: Check,
        thenReal real: Token,
        _ adjust: (inout VerificationPolicy) -> Void = { _ in }
    ) -> GroupDefinition {
        var group = forge.sequence("sequences/refused/\(slug)") { policy in
            policy.singleUse = true
            adjust(&policy)
        }
        group.reject("refused", summary, token, check, .twin("real"))
        group.accept("real", "the real token with the same jti: it wasn't used", real, [Rule.singleUse], level: .bcp)
        group.reject("again", "the real token again", real, .replayed, .twin("real"), level: .bcp)
        return group
    }
    let plain = try forge.claims(#"{"jti":"a-1"}"#)
    let inTime = try forge.claims("{\"exp\":\(Forge.now + 60),\"jti\":\"a-1\"}")
    let late = try forge.claims("{\"exp\":\(Forge.now - 60),\"jti\":\"a-1\"}")
    let ours = try forge.claims(#"{"aud":"https://api.example","jti":"a-1"}"#)
    let theirs = try forge.claims(#"{"aud":"https://other.example","jti":"a-1"}"#)
    var revoked = forge.sequence(
        "sequences/refused/revoked",
        keepingPolicy: "a verifier that remembers uses must not count one that it rejects"
    ) { policy in
        policy.singleUse = true
        policy.revokedTokenIDs = ["a-1"]
    }
    revoked.reject("refused", "a token that is on the deny list", plain, .revoked, .twin("real"), level: .bcp)
    revoked.change { $0.revokedTokenIDs = [] }
    revoked.accept(
        "real",
        "the same token, off the deny list: it wasn't used",
        plain,
        [Rule.singleUse],
        level: .bcp
    )
    return [
        group(
            "forged",
            "a forged signature over the jti of a token in use",
            plain.flipped(segment: 2, at: 0),
            .signature,
            thenReal: plain
        ),
        group("expired", "an expired token", late, .expired, thenReal: inTime) { $0.now = Forge.now },
        group("audience", "a token for another recipient", theirs, .audience, thenReal: ours) {
            $0.audience = "https://api.example"
        },
        revoked,
    ]
}

/// Use again after time has passed: what a memory may forget, and when.
@Sendable func reuseTopic(_ forge: Forge) throws -> Topic {
    let now = Forge.now
    var valid = forge.sequence("sequences/reuse/valid") { $0.now = now }
    let minute = try forge.claims("{\"exp\":\(now + 60),\"sub\":\"alice\"}")
    valid.accept("first", "a token that is good for a minute", minute, [Rule.expiration])
    valid.change { $0.now = now + 59 }
    valid.accept("last-second", "the same token in its last second", minute, [Rule.expiration])
    // A second after exp: whether exp itself is expired is a question for claims/times.
    valid.change { $0.now = now + 61 }
    valid.reject(
        "past",
        "the same token, expired since it was accepted",
        minute,
        .expired,
        .twin("last-second")
    )

    var expired = forge.sequence("sequences/reuse/expired") { policy in
        policy.now = now
        policy.singleUse = true
    }
    let used = try forge.claims("{\"exp\":\(now + 60),\"jti\":\"a-1\"}")
    expired.accept("first", "a token that is good once and for a minute", used, [Rule.singleUse], level: .bcp)
    expired.change { $0.now = now + 61 }
    expired.reject(
        "expired",
        "the same token a second after it expired",
        used,
        .expired,
        .unprovable("it was used besides")
    )
    expired.record(
        "jti-again",
        "a new token with the jti of an expired one",
        try forge.claims("{\"exp\":\(now + 120),\"jti\":\"a-1\"}"),
        why: "a memory may forget a token that has expired, and RFC 7519 section 4.1.7 wants no jti twice",
        [Rule.singleUse]
    )

    var leeway = forge.sequence(
        "sequences/reuse/leeway",
        keepingPolicy: "what is remembered may be forgotten by the clock, and not too early"
    ) { policy in
        policy.now = now
        policy.leeway = 60
        policy.singleUse = true
    }
    let short = try forge.claims("{\"exp\":\(now + 30),\"jti\":\"a-1\"}")
    leeway.accept(
        "first",
        "a token that is good once, under a leeway of a minute",
        short,
        [Rule.singleUse],
        level: .bcp
    )
    leeway.change { $0.now = now + 60 }
    leeway.reject(
        "within",
        "the same token after exp and within the leeway: it may not be forgotten yet",
        short,
        .replayed,
        .twin("first"),
        level: .bcp
    )

    var endless = forge.sequence(
        "sequences/reuse/no-exp",
        keepingPolicy: "what is remembered may be forgotten by the clock, and not too early"
    ) { policy in
        policy.now = now
        policy.singleUse = true
    }
    let forever = try forge.claims(#"{"jti":"a-1"}"#)
    endless.accept("first", "a token that doesn't expire", forever, [Rule.singleUse], level: .bcp)
    endless.change { $0.now = now + 315_360_000 }
    endless.reject("later", "the same token ten years later", forever, .replayed, .twin("first"), level: .bcp)

    var early = forge.sequence(
        "sequences/reuse/early",
        keepingPolicy: "a verifier that remembers uses must not count one that it rejects"
    ) { policy in
        policy.now = now
        policy.singleUse = true
    }
    let future = try forge.claims("{\"jti\":\"a-1\",\"nbf\":\(now + 60)}")
    early.reject("refused", "a token before its time", future, .notYetValid, .twin("in-time"))
    early.change { $0.now = now + 60 }
    early.accept("in-time", "the same token in time: it wasn't used", future, [Rule.notBefore])
    return Topic(
        path: "sequences/reuse.json",
        title: "Use again after time has passed",
        groups: [valid, expired, leeway, endless, early]
    )
}

/// A token that is revoked while it's in use (RFC 7519 section 4.1.7).
@Sendable func revocationTopic(_ forge: Forge) throws -> Topic {
    var group = forge.sequence("sequences/revocation") { $0.revokedTokenIDs = ["z-9"] }
    let token = try forge.claims(#"{"jti":"a-1"}"#)
    let other = try forge.claims(#"{"jti":"b-2"}"#)
    group.accept("before", "a token that isn't revoked", token, [Rule.denyList], level: .bcp)
    group.change { $0.revokedTokenIDs = ["z-9", "a-1"] }
    group.reject("revoked", "the same token, revoked since", token, .revoked, .twin("before"), level: .bcp)
    group.reject(
        "other-token",
        "another token with the revoked jti",
        try forge.claims(#"{"jti":"a-1","sub":"alice"}"#),
        .revoked,
        .twin("before"),
        level: .bcp
    )
    group.accept("other", "a token with another jti", other, [Rule.denyList], level: .bcp)
    group.accept(
        "capital",
        "the revoked jti but for a capital",
        try forge.claims(#"{"jti":"A-1"}"#),
        [Rule.denyList],
        level: .bcp
    )
    group.change { $0.revokedTokenIDs = ["b-2"] }
    group.reject("other-revoked", "the other token, revoked in its turn", other, .revoked, .twin("other"), level: .bcp)
    group.accept("lifted", "the first token, off the list again", token, [Rule.denyList], level: .bcp)
    return Topic(path: "sequences/revocation.json", title: "Revocation of a token in use", groups: [group])
}
