import JWTConformance
import ReferenceJOSE

/// A JWK Set that changes between two tokens (RFC 7515 section 4.1.4, RFC 7517 section 4.5).
@Sendable func rotationTopic(_ forge: Forge) throws -> Topic {
    let (first, second) = (try forge.key("p256-a"), try forge.key("p256-b"))
    func set(_ keys: JSONValue...) -> VectorFile.Key { .init(jwks: .object(["keys": .array(keys)])) }
    func token(_ kid: String, by key: ForgeKey) throws -> Token {
        try Token.compact("{\"alg\":\"ES256\",\"kid\":\"\(kid)\"}", Forge.payload, by: key, .es256)
    }
    func token(by key: ForgeKey) throws -> Token {
        try Token.compact(#"{"alg":"ES256"}"#, Forge.payload, by: key, .es256)
    }
    func sequence(_ id: String, _ key: VectorFile.Key) -> GroupDefinition {
        GroupDefinition(id, key: key, policy: VerificationPolicy(["ES256"]), isSequence: true)
    }
    let (old, new) = (try first.jwk(with: ["kid": "k1"]), try second.jwk(with: ["kid": "k2"]))
    let (byOld, byNew) = (try token("k1", by: first), try token("k2", by: second))

    var published = sequence("sequences/rotation/set", set(old))
    published.accept("old", "the one key of the set", byOld, [Rule.keyID])
    published.reject(
        "early",
        "a key that isn't published yet",
        byNew,
        .keyFound,
        .unprovable("the key that signed isn't there")
    )
    published.change(key: set(old, new))
    published.accept(
        "new",
        "the same token, its key published: that it wasn't there isn't remembered",
        byNew,
        [Rule.keyID]
    )
    published.accept("overlap", "the old key beside the new one", byOld, [Rule.keyID])
    published.reject(
        "unknown",
        "a kid that neither key has, and a signature by the new one",
        try token("k3", by: second),
        .keyFound,
        .twin("new")
    )
    published.change(key: set(new))
    published.accept("alone", "the new key when the old one is gone", byNew, [Rule.keyID])
    published.reject(
        "gone",
        "the old key when it is gone",
        byOld,
        .keyFound,
        .unprovable("the key that signed isn't there")
    )
    published.change(key: set())
    published.reject(
        "empty",
        "the new key when the set is empty",
        byNew,
        .keyFound,
        .unprovable("the key that signed isn't there")
    )
    published.change(key: set(new))
    published.accept("back", "the new key when the set has it again", byNew, [Rule.keyID])

    var reused = sequence("sequences/rotation/same-kid", set(try first.jwk(with: ["kid": "k1"])))
    reused.accept("old", "the key that has the kid", byOld, [Rule.keyID])
    reused.change(key: set(try second.jwk(with: ["kid": "k1"])))
    reused.reject("gone", "the old key when another has its kid", byOld, .signature, .twin("new"))
    reused.accept("new", "the key that has the kid now", try token("k1", by: second), [Rule.keyID])

    var renamed = sequence("sequences/rotation/renamed", set(try first.jwk(with: ["kid": "k1"])))
    renamed.accept("old", "the kid that the key has", byOld, [Rule.keyID])
    renamed.change(key: set(try first.jwk(with: ["kid": "k2"])))
    renamed.accept("new", "the kid that the same key has now", try token("k2", by: first), [Rule.keyID])
    renamed.reject("gone", "the kid that the key had", byOld, .keyFound, .twin("new"))

    var secret = forge.sequence("sequences/rotation/secret")
    let payload = #"{"sub":"alice"}"#
    let byA = try forge.claims(payload)
    let byB = try Token.compact(#"{"alg":"HS256","typ":"JWT"}"#, payload, by: forge.key("hmac-b"), .hs256)
    secret.accept("old", "the secret", byA, [Rule.signature])
    secret.reject("early", "a secret that isn't in use yet", byB, .signature, .twin("new"))
    secret.change(key: .init(ref: "keys/hmac-b"))
    secret.accept("new", "the secret that took its place", byB, [Rule.signature])
    secret.reject("gone", "the secret that was replaced", byA, .signature, .twin("new"))

    // For those who read no set, and no claims.
    var single = sequence("sequences/rotation/key", .init(ref: first.id))
    let (byFirst, bySecond) = (try token(by: first), try token(by: second))
    single.accept("old", "the key", byFirst, [Rule.signature])
    single.reject("early", "a key that isn't in use yet", bySecond, .signature, .twin("new"))
    single.change(key: .init(ref: second.id))
    single.accept("new", "the key that took its place", bySecond, [Rule.signature])
    single.reject("gone", "the key that was replaced", byFirst, .signature, .twin("old"))
    single.change(key: .init(ref: first.id))
    single.accept("back", "the first key again", byFirst, [Rule.signature])
    single.reject("gone-too", "the second key, which the first replaced in turn", bySecond, .signature, .twin("new"))
    return Topic(
        path: "sequences/rotation.json",
        title: "Keys that change between two tokens",
        groups: [published, reused, renamed, secret, single]
    )
}

/// The verdict of an earlier question must not decide a later one, whether it accepted or rejected.
@Sendable func changedPolicyTopic(_ forge: Forge) throws -> Topic {
    var group = forge.sequence("sequences/verdicts") { $0.issuer = Forge.issuer }
    // Without exp: no time is told, and some libraries compare it by the system's clock all the same.
    let claims = #"{"iss":"https://issuer.example","sub":"alice","aud":"https://api.example"}"#
    let token = try forge.claims(claims)
    let other = try forge.claims(claims.replacing("alice", with: "admin"))
    group.accept("first", "a valid token", token, [Rule.issuer])
    group.reject(
        "flipped",
        "the same token but for the first bits of its signature",
        token.flipped(segment: 2, at: 0),
        .signature,
        .twin("first")
    )
    group.reject(
        "flipped-end",
        "the same token but for the last bits of its signature",
        token.flipped(segment: 2, at: -1),
        .signature,
        .twin("first")
    )
    group.reject(
        "payload",
        "the header and the signature of the accepted token around another payload",
        Token("\(token.segments[0]).\(other.segments[1]).\(token.segments[2])"),
        .signature,
        .twin("first")
    )
    group.accept("other", "a valid token with another payload", other, [Rule.issuer])
    group.change { $0.issuer = "https://other.example" }
    group.reject("issuer", "the accepted token where another issuer is expected", token, .issuer, .twin("first"))
    group.change { policy in
        policy.issuer = Forge.issuer
        policy.algorithms = .only(["HS512"])
    }
    group.reject(
        "algorithm",
        "the accepted token where its algorithm isn't allowed",
        token,
        .algAllowed,
        .twin("first")
    )
    group.change { $0.algorithms = .only(["HS256"]) }
    group.accept("again", "the token under the first policy, having been refused under others", token, [Rule.issuer])
    // Last, because a library that doesn't check aud skips the steps after it.
    group.change { $0.audience = "https://other.example" }
    group.reject("audience", "the accepted token where another recipient is meant", token, .audience, .twin("first"))
    return Topic(
        path: "sequences/verdicts.json",
        title: "Verdicts that an earlier question doesn't decide",
        groups: [group]
    )
}
