import JWTConformance
import ReferenceJOSE

extension TokenProfile {
    /// A DPoP proof (RFC 9449): the client's key is in the header, and the server knows it from the access token's `cnf`.
    static func dpopProof(
        _ forge: Forge,
        _ algorithm: Algorithm = .es256,
        by name: String = "p256-a"
    ) throws -> TokenProfile {
        let key = try forge.key(name)
        var policy = VerificationPolicy([algorithm.rawValue])
        policy.now = Forge.now
        policy.leeway = 5
        policy.type = "dpop+jwt"
        policy.expectedClaims = ["htm": "POST", "htu": "https://api.example/orders"]
        policy.maximumAge = 300
        policy.seenTokenIDs = ["dp-0"]
        return TokenProfile(
            id: "profiles/dpop",
            type: "dpop+jwt",
            claims: ClaimsText([
                "jti": #""dp-1""#, "htm": #""POST""#, "htu": #""https://api.example/orders""#,
                "iat": "\(Forge.now - 2)",
            ]),
            algorithm: algorithm,
            key: key,
            parameters: "\"jwk\":\(JSONValue.text(key.record.verification))",
            policy: policy,
            refs: ["RFC9449#4.3-1"]
        )
    }
}

/// DPoP proofs (RFC 9449).
@Sendable func dpopProofTopic(_ forge: Forge) throws -> Topic {
    let profile = try TokenProfile.dpopProof(forge)
    let second = try TokenProfile.dpopProof(forge, .edDSA, by: "ed25519-a")
    var eddsa = second.group("eddsa")
    try eddsa.acceptPlain(second, "a proof under EdDSA")
    eddsa.reject(
        "alg-other",
        "Ed25519, RFC 9864's name, where the server announced EdDSA alone",
        try second.token(by: .ed25519),
        .algAllowed,
        .twin("plain"),
        refs: ["RFC9449#4.3-1"]
    )
    return Topic(
        path: "profiles/dpop.json",
        title: "Profile: DPoP proof",
        groups: [try requestGroup(profile), try keyGroup(profile, forge), try boundGroup(profile), eddsa]
    )
}

/// The request that the proof is for, and its time.
private func requestGroup(_ profile: TokenProfile) throws -> GroupDefinition {
    let now = Forge.now
    var group = profile.group("es256")
    try group.acceptPlain(profile, "a proof for this very request, under ES256")
    group.accept(
        "age-at-limit",
        "as old as it may be, with the leeway",
        try profile.token { $0.with("iat", "\(now - 305)") },
        profile.refs
    )
    group.accept(
        "iat-within-leeway",
        "made five seconds from now by the client's clock",
        try profile.token { $0.with("iat", "\(now + 5)") },
        ["RFC9449#11.1-1"]
    )
    try group.rejectMissing(
        profile,
        [
            "jti": "it could be sent again", "htm": "it's for any method", "htu": "it's for any address",
            "iat": "it may be of any age",
        ]
    )
    try group.rejectOther(
        profile,
        "htm",
        .expectedClaims,
        [
            ("htm-other", "a proof for GET, used for POST", #""GET""#),
            ("htm-case", "the method in small letters: methods have their case", #""post""#),
            ("htm-array", "an array of methods", #"["GET","POST"]"#),
        ]
    )
    try group.rejectOther(
        profile,
        "htu",
        .expectedClaims,
        [
            ("htu-other", "a proof for another resource", #""https://api.example/payments""#),
            ("htu-host", "a proof for another server", #""https://evil.example/orders""#),
            ("htu-http", "the same address without TLS", #""http://api.example/orders""#),
            ("htu-below", "a resource below the one that's asked for", #""https://api.example/orders/1""#),
            ("htu-above", "the server without the resource", #""https://api.example""#),
        ]
    )
    try group.rejectOther(
        profile,
        "iat",
        .maximumAge,
        [
            ("age-beyond-limit", "a second older than it may be", "\(now - 306)")
        ]
    )
    group.either(
        "iat-beyond-leeway",
        "made six seconds from now by the client's clock",
        try profile.token { $0.with("iat", "\(now + 6)") },
        why: "RFC 9449 section 11.1 leaves the window to the server",
        .issuedInFuture,
        .twin("iat-within-leeway"),
        refs: profile.refs
    )
    try group.rejectOther(
        profile,
        "jti",
        .replayed,
        [
            ("replayed", "a proof that was used for this address", #""dp-0""#)
        ],
        level: .should
    )
    try group.rejectTypes(
        profile,
        [
            ("missing", "no typ", nil), ("jwt", "the general type", "JWT"),
            ("access-token", "the type of the access token that it goes with", "at+jwt"),
        ]
    )
    group.rejectUnsecured(profile, "an unsecured proof proves the possession of nothing")
    return group
}

/// The key in the header (RFC 9449 section 4.3, items 4 to 7).
private func keyGroup(_ profile: TokenProfile, _ forge: Forge) throws -> GroupDefinition {
    let other = try forge.key("p256-b")
    var group = profile.group("key")
    func token(jwk: JSONValue, by key: ForgeKey) throws -> Token {
        var changed = profile
        changed.parameters = "\"jwk\":\(JSONValue.text(jwk))"
        changed.claims = changed.claims.with("jti", #""dp-2""#)
        return try changed.token(by: key)
    }
    group.accept(
        "bound",
        "the header's key is the one that the access token is bound to",
        try token(jwk: profile.key.record.verification, by: profile.key),
        profile.refs
    )
    group.reject(
        "other-key",
        "another key in the header, and a signature by it: a thief's own proof",
        try token(jwk: other.record.verification, by: other),
        .keyEmbedded,
        .twin("bound"),
        refs: ["RFC9449#7.1-1"]
    )
    group.reject(
        "foreign-signature",
        "the right key in the header, and a signature by another",
        try token(jwk: profile.key.record.verification, by: other),
        .signature,
        .twin("bound"),
        refs: profile.refs
    )
    group.reject(
        "private-key",
        "the header gives the private key away",
        try token(jwk: profile.key.record.signing ?? .null, by: profile.key),
        .keyEmbedded,
        .twin("bound"),
        refs: profile.refs
    )
    group.reject(
        "secret",
        "the header's key is a secret, under an algorithm that is none for secrets",
        try token(jwk: forge.key("hmac-a").record.verification, by: profile.key),
        .keyEmbedded,
        .unprovable("with the check off the header's key is used, and under a secret no ES256 signature holds"),
        refs: profile.refs
    )
    var bare = profile
    bare.parameters = nil
    group.record(
        "no-jwk",
        "no key in the header",
        try bare.token { $0.with("jti", #""dp-3""#) },
        why: "RFC 9449 demands jwk of a proof, and a policy that has the key already has no member to demand it",
        profile.refs
    )
    return group
}

/// The access token and the server's nonce that the proof goes with.
private func boundGroup(_ profile: TokenProfile) throws -> GroupDefinition {
    var profile = profile
    profile.claims = profile.claims.with("ath", #""fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo""#)
        .with("nonce", #""eyJ7S_zG.eyJH0-Z.HX4w-7v""#)
    var group = profile.group("bound") {
        $0.expectedClaims?["ath"] = "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"
        $0.expectedClaims?["nonce"] = "eyJ7S_zG.eyJH0-Z.HX4w-7v"
    }
    try group.acceptPlain(profile, "the hash of the access token, and the nonce that the server gave out")
    try group.rejectMissing(
        profile,
        ["ath": "it goes with any access token", "nonce": "it may have been made long before"]
    )
    try group.rejectOther(
        profile,
        "ath",
        .expectedClaims,
        [
            ("ath-other", "the hash of another access token", #""0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I""#),
            ("ath-padded", "the right hash with padding behind it", #""fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo=""#),
        ]
    )
    try group.rejectOther(
        profile,
        "nonce",
        .expectedClaims,
        [
            ("nonce-old", "a nonce that the server gave out before", #""eyJ7S_zG.eyJbYu3.xV0p-8u""#)
        ]
    )
    return group
}
