import JWTConformance
import ReferenceJOSE

/// What a verifier may keep between two tokens, and what must not result: a verdict, a key, an issuer's trust.
@Sendable func stateTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "sequences/state.json",
        title: "What is kept between two tokens",
        groups: [
            try issuers(forge), try issuedBefore(forge), try cachedVerdicts(forge), try detachedPayloads(forge),
            try faultySets(forge),
        ]
    )
}

/// Two issuers whose keys have one kid: a cache of keys by kid alone crosses them.
private func issuers(_ forge: Forge) throws -> GroupDefinition {
    let (ours, theirs) = (try forge.key("p256-a"), try forge.key("p256-b"))
    func set(_ key: ForgeKey) -> VectorFile.Key {
        guard case .object(var object) = key.record.verification else { return .init() }
        object["kid"] = .string("k1")
        return .init(jwks: .object(["keys": .array([.object(object)])]))
    }
    func token(_ issuer: String, by key: ForgeKey) throws -> Token {
        try Token.compact(#"{"alg":"ES256","kid":"k1"}"#, #"{"iss":"\#(issuer)"}"#, by: key, .es256)
    }
    var policy = VerificationPolicy(["ES256"])
    policy.issuer = Forge.issuer
    var group = GroupDefinition(
        "sequences/issuers",
        key: set(ours),
        policy: policy,
        content: .claims,
        isSequence: true,
        keepingPolicy: "each step names the issuer whose key it's given"
    )
    let other = "https://other.example"
    group.accept("one", "a token of one issuer", try token(Forge.issuer, by: ours), [Rule.issuer])
    group.change(key: set(theirs)) { $0.issuer = other }
    group.accept(
        "other",
        "a token of another issuer, whose key has the same kid",
        try token(other, by: theirs),
        [Rule.issuer]
    )
    group.reject(
        "crossed",
        "a token of the other issuer by the key of the first",
        try token(other, by: ours),
        .signature,
        .twin("other"),
        refs: ["RFC8725#3.8-1"]
    )
    group.change(key: set(ours)) { $0.issuer = Forge.issuer }
    group.reject(
        "crossed-back",
        "a token of the first issuer by the key of the other, asked of the first's keys again",
        try token(Forge.issuer, by: theirs),
        .signature,
        .twin("one"),
        refs: ["RFC8725#3.8-1"]
    )
    return group
}

/// Tokens that a change of password or a logout makes void: those issued before it, said by the age that's allowed.
private func issuedBefore(_ forge: Forge) throws -> GroupDefinition {
    let now = Forge.now
    var group = forge.sequence("sequences/issued-before") { policy in
        policy.now = now
        policy.maximumAge = 3600
    }
    let old = try forge.claims("{\"iat\":\(now - 600)}")
    let new = try forge.claims("{\"iat\":\(now)}")
    group.accept("before", "a token of ten minutes ago, where an hour is allowed", old, [Rule.age], level: .bcp)
    // The password is changed at now; ten seconds later, whatever is older than these is void.
    group.change { policy in
        policy.now = now + 10
        policy.maximumAge = 10
    }
    group.reject(
        "void",
        "the same token once everything issued before a moment is void",
        old,
        .maximumAge,
        .twin("before"),
        level: .bcp
    )
    group.accept("since", "a token issued at that moment", new, [Rule.age], level: .bcp)
    group.change { policy in
        policy.now = now + 20
        policy.maximumAge = 20
    }
    group.accept("later", "the newer token ten seconds later", new, [Rule.age], level: .bcp)
    group.reject("still-void", "the older token ten seconds later", old, .maximumAge, .twin("later"), level: .bcp)
    return group
}

/// Tokens that a cache of verdicts confuses with a known one, because part of them is equal.
private func cachedVerdicts(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.sequence("sequences/cache")
    let alice = try forge.claims(#"{"iss":"https://issuer.example","sub":"alice","jti":"a-1"}"#)
    let bob = try forge.claims(#"{"iss":"https://issuer.example","sub":"bob","jti":"a-1"}"#)
    let claims = #"{"iss":"https://issuer.example","sub":"mallory","jti":"a-1"}"#
    group.accept("alice", "a valid token", alice, [Rule.signature])
    group.accept("bob", "another valid token of the same issuer, with the same jti", bob, [Rule.signature])
    group.reject(
        "crossed",
        "the header and payload of the one with the signature of the other, both of them known",
        Token("\(alice.segments[0]).\(alice.segments[1]).\(bob.segments[2])"),
        .signature,
        .twin("alice")
    )
    group.reject(
        "same-signature",
        "a signature that is known, behind another payload with the same jti",
        Token("\(alice.segments[0]).\(claims.base64url).\(alice.segments[2])"),
        .signature,
        .twin("alice")
    )
    group.reject(
        "other-header",
        "a payload and a signature that are known, behind another header",
        Token("\(#"{"alg":"HS256","typ":"jwt"}"#.base64url).\(alice.segments[1]).\(alice.segments[2])"),
        .signature,
        .twin("alice")
    )
    group.reject(
        "unsecured",
        "a payload that is known, under alg none",
        Token("\(#"{"alg":"none"}"#.base64url).\(alice.segments[1])."),
        .algNone,
        .twin("alice")
    )
    group.reject(
        "longer",
        "a token that is known, with an octet behind it",
        alice.withSignature(alice.signature + [0]),
        .hmacLength,
        .twin("alice")
    )
    group.accept("again", "the first token again", alice, [Rule.signature])
    return group
}

/// The same token with two detached payloads: a cache keyed by the token's text confuses the second with the first.
private func detachedPayloads(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    let payload = Array("pay 10 to alice".utf8)
    let header = #"{"alg":"HS256"}"#.base64url
    let tag = try key.sign(Array("\(header).\(payload.base64url)".utf8), .hs256).base64url
    let token = Token("\(header)..\(tag)")
    var group = GroupDefinition(
        "sequences/detached",
        key: .init(ref: key.id),
        policy: VerificationPolicy(["HS256"]),
        isSequence: true
    )
    group.accept("first", "a token around a payload that travels apart", token, [Rule.signature], detached: payload)
    group.reject(
        "other",
        "the same token around another payload",
        token,
        .signature,
        .twin("first"),
        detached: Array("pay 99 to mallory".utf8)
    )
    group.accept(
        "again",
        "the same token around the first payload",
        token,
        [Rule.signature],
        detached: payload,
        level: .info
    )
    return group
}

/// A set of keys that comes broken for once: the fault is of that moment, and widens no trust.
private func faultySets(_ forge: Forge) throws -> GroupDefinition {
    let (first, second) = (try forge.key("p256-a"), try forge.key("p256-b"))
    func set(_ keys: JSONValue...) -> VectorFile.Key { .init(jwks: .object(["keys": .array(keys)])) }
    func token(_ kid: String, by key: ForgeKey) throws -> Token {
        try Token.compact(#"{"alg":"ES256","kid":"\#(kid)"}"#, Forge.payload, by: key, .es256)
    }
    let one = try first.jwk(with: ["kid": "k1"])
    let unknown = JSONValue.object(["kty": .string("x-unknown"), "kid": .string("k2")])
    var group = GroupDefinition(
        "sequences/faulty-set",
        key: set(one),
        policy: VerificationPolicy(["ES256"]),
        isSequence: true
    )
    group.accept("before", "the one key of the set", try token("k1", by: first), [Rule.keyID])
    group.change(key: set(unknown, one))
    group.accept(
        "beside-faults",
        "the same key when a key stands beside it that can't be read",
        try token("k1", by: first),
        ["RFC7517#5-4"],
        level: .should
    )
    group.reject(
        "fault",
        "the kid of a key that can't be read, and a signature by somebody's",
        try token("k2", by: second),
        .jwkType,
        .unprovable("a part of the key is lost"),
        rule: Rule.keyID
    )
    group.change(key: set(try second.jwk(with: ["kid": "k2"]), one))
    for number in 1...3 {
        group.reject(
            "miss-\(number)",
            "a kid that no key has, for the \(["first", "second", "third"][number - 1]) time",
            try token("k\(number + 6)", by: second),
            .keyFound,
            .twin("new")
        )
    }
    group.accept("new", "the key that came, after kids that no key has", try token("k2", by: second), [Rule.keyID])
    return group
}
