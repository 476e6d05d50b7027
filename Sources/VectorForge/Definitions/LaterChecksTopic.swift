import JWTConformance
import ReferenceJOSE

/// A verifier that has accepted a token is asked about others: it checks each as it did the first, and takes none for one
/// that it knows.
@Sendable func laterChecksTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "sequences/checks.json",
        title: "Every check after the first token, and tokens that are nearly known ones",
        groups: [try faults(forge), try times(forge), try nearlyKnown(forge), try changes(forge), try headers(forge)]
    )
}

private func faults(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = forge.sequence("sequences/checks/claims") {
        $0.issuer = Forge.issuer
        $0.audience = "https://api.example"
        $0.subject = "alice"
        $0.expectedClaims = ["nonce": "n"]
        $0.revokedTokenIDs = ["revoked"]
    }
    let all = [
        "iss": #""https://issuer.example""#, "aud": #""https://api.example""#, "sub": #""alice""#, "nonce": #""n""#,
        "jti": #""1""#,
    ]
    func token(
        _ changed: [String: String] = [:],
        without missing: String? = nil,
        header: String = #"{"alg":"HS256"}"#,
        _ algorithm: Algorithm = .hs256
    ) throws -> Token {
        let members = all.keys.sorted().filter { $0 != missing }.map { "\"\($0)\":\(changed[$0] ?? all[$0] ?? "")" }
        return try Token.compact(header, "{\(members.joined(separator: ","))}", by: key, algorithm)
    }
    group.accept("first", "a good token", try token(), ["RFC7519#7.2-1"])
    let wrong: [(String, String, Token, Check, Level)] = [
        ("iss", "another issuer", try token(["iss": #""https://evil.example""#]), .issuer, .must),
        ("aud", "another recipient", try token(["aud": #""https://other.example""#]), .audience, .must),
        ("sub", "another subject", try token(["sub": #""mallory""#]), .subject, .must),
        ("nonce", "another nonce", try token(["nonce": #""m""#]), .expectedClaims, .must),
        ("revoked", "a revoked jti", try token(["jti": #""revoked""#]), .revoked, .bcp),
        ("no-sub", "no sub", try token(without: "sub"), .requiredClaims, .must),
        ("no-nonce", "no nonce", try token(without: "nonce"), .requiredClaims, .must),
        ("jti-number", "a jti that is a number", try token(["jti": "1"]), .tokenIDType, .should),
        ("none", "alg none", Token("\(#"{"alg":"none"}"#.base64url).\(try token().segments[1])."), .algNone, .must),
        ("alg", "an alg that isn't allowed", try token(header: #"{"alg":"HS512"}"#, .hs512), .algAllowed, .must),
        (
            "crit", "crit that names what nobody knows", try token(header: #"{"alg":"HS256","crit":["x"],"x":1}"#),
            .critUnderstood, .must
        ),
        ("kid-number", "a kid that is a number", try token(header: #"{"alg":"HS256","kid":1}"#), .headerTypes, .must),
        ("signature", "one bit of the signature changed", try token().flipped(segment: 2, at: 0), .signature, .must),
    ]
    for (slug, summary, token, check, level) in wrong {
        group.reject(slug, "\(summary), after a good token", token, check, .twin("first"), level: level)
    }
    group.accept("again", "another good token after all of these", try token(["jti": #""2""#]), ["RFC7519#7.2-1"])
    return group
}

private func times(_ forge: Forge) throws -> GroupDefinition {
    let now = Forge.now
    var group = forge.sequence("sequences/checks/times") { $0.now = now }
    group.accept(
        "first",
        "a token that is valid now",
        try forge.claims("{\"nbf\":\(now - 1),\"exp\":\(now + 1)}"),
        ["RFC7519#4.1.4-1"]
    )
    group.reject(
        "expired",
        "an expired token after a valid one",
        try forge.claims("{\"nbf\":\(now - 9),\"exp\":\(now)}"),
        .expired,
        .twin("first")
    )
    group.reject(
        "early",
        "a token that isn't valid yet after a valid one",
        try forge.claims("{\"nbf\":\(now + 1),\"exp\":\(now + 9)}"),
        .notYetValid,
        .twin("first")
    )
    group.reject(
        "text",
        "exp that is a text after a valid token",
        try forge.claims("{\"exp\":\"\(now + 9)\"}"),
        .numericDateType,
        .twin("first")
    )
    group.accept(
        "again",
        "another token that is valid now",
        try forge.claims("{\"exp\":\(now + 2)}"),
        ["RFC7519#4.1.4-1"]
    )
    return group
}

/// Tokens that share with an accepted one what a memory may go by.
private func nearlyKnown(_ forge: Forge) throws -> GroupDefinition {
    let (key, other) = (try forge.key("hmac-a"), try forge.key("hmac-b"))
    let header = #"{"alg":"HS256","kid":"k1"}"#
    let claims = #"{"sub":"alice","jti":"1","role":"user"}"#
    var group = forge.sequence("sequences/checks/nearly-known")
    let plain = try Token.compact(header, claims, by: key, .hs256)
    group.accept("first", "a good token", plain, ["RFC7515#5.2-5"])
    let segments = plain.segments
    func joined(_ header: String, _ payload: String, _ signature: String) -> Token {
        Token("\(header).\(payload).\(signature)")
    }
    let admin = #"{"sub":"alice","jti":"1","role":"root"}"#.base64url
    let forged = try Token.compact(header, claims, by: other, .hs256).segments[2]
    let swapped = segments[1].map { $0.isUppercase ? $0.lowercased() : $0.uppercased() }.joined()
    let near: [(String, String, Token, Check, Proof)] = [
        (
            "same-header", "its header, other claims and another MAC", joined(segments[0], admin, forged), .signature,
            .twin("first")
        ),
        (
            "same-payload", "its payload under another MAC",
            joined(#"{"alg":"HS256","kid":"k2"}"#.base64url, segments[1], forged), .signature, .twin("first")
        ),
        (
            "same-signature", "its MAC under other claims", joined(segments[0], admin, segments[2]), .signature,
            .twin("first")
        ),
        (
            "same-input", "its header and payload under another MAC", joined(segments[0], segments[1], forged),
            .signature, .twin("first")
        ),
        (
            "same-payload-and-signature", "its payload and MAC under another header",
            joined(#"{"alg":"HS256","kid":"k2"}"#.base64url, segments[1], segments[2]), .signature, .twin("first")
        ),
        (
            "same-first-octets", "its first octets, and another MAC",
            joined(segments[0], String(segments[1].dropLast(4) + "fQ00".prefix(4)), forged), .signature, .twin("first")
        ),
        (
            "same-last-octets", "other claims before its last octets",
            joined(segments[0], admin, segments[2]).flipped(segment: 0, at: -3), .signature, .twin("first")
        ),
        ("same-length", "as many octets as it has", joined(segments[0], admin, forged), .signature, .twin("first")),
        (
            "other-case", "capitals and small letters changed in its payload",
            joined(segments[0], swapped, segments[2]), .signature, .twin("first")
        ),
        (
            "same-names", "its kid, sub and jti in claims that nobody signed",
            joined(segments[0], admin, String(forged.prefix(42)) + "A"), .signature, .twin("first")
        ),
    ]
    var seen: Set<[UInt8]> = [plain.bytes]
    for (slug, summary, token, check, proof) in near where seen.insert(token.bytes).inserted {
        group.reject(slug, summary, token, check, proof)
    }
    return group
}

/// One token while the policy, the key and the time change.
private func changes(_ forge: Forge) throws -> GroupDefinition {
    let token = try forge.hs256(
        #"{"alg":"HS256"}"#,
        "{\"aud\":\"a\",\"iss\":\"i\",\"sub\":\"s\",\"exp\":\(Forge.now + 10)}"
    )
    var group = forge.sequence("sequences/checks/changes") { $0.now = Forge.now }
    let rule = ["RFC7519#7.2-1"]
    func change(
        _ slug: String,
        _ summary: String,
        _ check: Check?,
        key: String = "hmac-a",
        _ adjust: (inout VerificationPolicy) -> Void
    ) {
        group.change(key: .init(ref: "keys/\(key)")) { policy in
            policy = VerificationPolicy(["HS256"])
            policy.now = Forge.now
            adjust(&policy)
        }
        if let check {
            group.reject(slug, summary, token, check, .twin("first"))
        } else {
            group.accept(slug, summary, token, rule)
        }
    }
    group.accept("first", "a token under a policy of its algorithm and the time", token, rule)
    change("other-audience", "the same token where another recipient is asked for", .audience) { $0.audience = "b" }
    change("right-audience", "the same token where its own recipient is asked for", nil) { $0.audience = "a" }
    change("other-issuer", "the same token where another issuer is asked for", .issuer) { $0.issuer = "j" }
    change("other-subject", "the same token where another subject is asked for", .subject) { $0.subject = "t" }
    change("required", "the same token where a further claim is required", .requiredClaims) {
        $0.requiredClaims = ["jti"]
    }
    change("other-type", "the same token where a typ is asked for", .typ) { $0.type = "at+jwt" }
    change("other-key", "the same token under another key", .signature, key: "hmac-b") { _ in }
    change("other-algorithm", "the same token where HS512 alone is allowed", .algAllowed) {
        $0.algorithms = .only(["HS512"])
    }
    change("later", "the same token once it's expired", .expired) { $0.now = Forge.now + 10 }
    change("back", "the same token under the first policy again", nil) { _ in }
    return group
}

private func headers(_ forge: Forge) throws -> GroupDefinition {
    let (key, other) = (try forge.key("p256-a"), try forge.key("p256-b"))
    var policy = VerificationPolicy(["ES256"])
    policy.type = "x-record"
    var group = GroupDefinition(
        "sequences/checks/headers",
        key: .init(jwk: try key.jwk(with: ["kid": "k1"])),
        policy: policy,
        content: .claims,
        isSequence: true
    )
    func token(_ members: String, by key: ForgeKey) throws -> Token {
        try Token.compact(#"{"alg":"ES256",\#(members)}"#, #"{"sub":"alice"}"#, by: key, .es256)
    }
    group.accept("first", "a good token", try token(#""typ":"x-record","kid":"k1""#, by: key), ["RFC8725#3.11-1"])
    group.reject(
        "typ",
        "another typ, after a good token",
        try token(#""typ":"JWT","kid":"k1""#, by: key),
        .typ,
        .twin("first"),
        level: .bcp
    )
    group.reject(
        "kid",
        "another kid, after a good token",
        try token(#""typ":"x-record","kid":"k2""#, by: key),
        .keyFound,
        .twin("first"),
        level: .should
    )
    group.reject(
        "jwk",
        "the attacker's key in the header, after a good token",
        try token(#""typ":"x-record","jwk":\#(JSONValue.text(other.record.verification))"#, by: other),
        .keyEmbedded,
        .twin("first")
    )
    group.reject(
        "other-key",
        "a signature by another key, after a good token",
        try token(#""typ":"x-record","kid":"k1""#, by: other),
        .signature,
        .twin("first")
    )
    return group
}
