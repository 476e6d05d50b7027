import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

extension TokenProfile {
    /// The token that a messaging API sends with a callback: it vouches for the address and the body of the request.
    static func signedCallback(_ forge: Forge) throws -> TokenProfile {
        let body = hexadecimalDigest(of: #"{"message":"m-1","status":"delivered"}"#)
        let address = hexadecimalDigest(of: "https://shop.example/callbacks?message=m-1")
        var policy = VerificationPolicy(["HS256"])
        policy.now = Forge.now
        policy.issuer = "https://messages.example"
        policy.type = "callback+jwt"
        policy.requiredClaims = ["exp"]
        policy.expectedClaims = ["payload_hash": body, "url_hash": address]
        policy.maximumAge = 300
        policy.seenTokenIDs = ["cb-0"]
        return TokenProfile(
            id: "profiles/callback",
            type: "callback+jwt",
            claims: ClaimsText([
                "iss": #""https://messages.example""#, "iat": "\(Forge.now - 1)", "exp": "\(Forge.now + 300)",
                "jti": #""cb-1""#, "url_hash": "\"\(address)\"", "payload_hash": "\"\(body)\"",
            ]),
            algorithm: .hs256,
            key: try forge.key("hmac-a"),
            policy: policy,
            refs: ["RFC8725#3.12-1"]
        )
    }

    fileprivate static func digest(of text: String) -> [UInt8] {
        let octets = Array(text.utf8)
        return HashFunction.sha256.digest(octets.span)
    }

    fileprivate static func hexadecimalDigest(of text: String) -> String {
        digest(of: text).map { octet in (octet < 16 ? "0" : "") + String(octet, radix: 16) }.joined()
    }
}

/// Signed callbacks of a messaging API: the claims are bound to a hash of the request.
///
/// No RFC has this profile; the demands are the application's own, so that most of its vectors are `bcp`.
@Sendable func signedCallbackTopic(_ forge: Forge) throws -> Topic {
    let profile = try TokenProfile.signedCallback(forge)
    let now = Forge.now
    var group = profile.group("hs256")
    try group.acceptPlain(profile, "the hashes of this very request, under HS256")
    group.accept(
        "age-at-limit",
        "five minutes old to the second, which is as old as it may be",
        try profile.token { $0.with("iat", "\(now - 300)") },
        ["RFC7519#4.1.6-3"]
    )
    group.accept(
        "further-claims",
        "a hash of something else beside the two that are compared",
        try profile.token { $0.with("header_hash", #""00""#) },
        ["RFC7519#4-2"]
    )
    try group.rejectMissing(
        profile,
        [
            "payload_hash": "the token vouches for any body", "url_hash": "the token vouches for any address",
            "iat": "its age isn't known", "exp": "it goes on for ever", "jti": "it could be sent again",
            "iss": "any sender that shares the secret might have made it",
        ],
        level: .bcp
    )

    let body = #"{"message":"m-1","status":"delivered"}"#
    let hash = TokenProfile.hexadecimalDigest(of: body)
    try group.rejectOther(
        profile,
        "payload_hash",
        .expectedClaims,
        [
            (
                "body-other", "the hash of another body: the request was changed on its way",
                "\"\(TokenProfile.hexadecimalDigest(of: #"{"message":"m-1","status":"failed"}"#))\""
            ),
            (
                "body-spaced", "the hash of the same JSON with other white space: octets are hashed, not values",
                "\"\(TokenProfile.hexadecimalDigest(of: #"{"message": "m-1", "status": "delivered"}"#))\""
            ),
            ("body-none", "the hash of no octets", "\"\(TokenProfile.hexadecimalDigest(of: ""))\""),
            (
                "hash-capitals", "the right hash in capitals: the sender writes small letters",
                "\"\(hash.uppercased())\""
            ),
            ("hash-base64url", "the right hash in base64url", "\"\(TokenProfile.digest(of: body).base64url)\""),
            ("hash-truncated", "the first half of the right hash", "\"\(hash.prefix(32))\""),
            ("hash-prefixed", "the right hash behind the name of its function", "\"sha256:\(hash)\""),
            ("hash-empty", "an empty hash", #""""#), ("hash-null", "null for a hash", "null"),
            ("hash-true", "true for a hash, which a loose comparison takes for any text", "true"),
            ("hash-zero", "0 for a hash, which a loose comparison takes for some texts", "0"),
            ("hash-array", "an array that holds the right hash", "[\"\(hash)\"]"),
        ],
        level: .bcp
    )
    group.reject(
        "hashes-swapped",
        "each hash under the name of the other",
        try profile.token {
            $0.with(
                "payload_hash",
                "\"\(TokenProfile.hexadecimalDigest(of: "https://shop.example/callbacks?message=m-1"))\""
            )
            .with("url_hash", "\"\(hash)\"")
        },
        .expectedClaims,
        .twin("plain"),
        refs: profile.refs,
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "url_hash",
        .expectedClaims,
        [
            (
                "address-other", "the hash of another address: the callback was meant for another endpoint",
                "\"\(TokenProfile.hexadecimalDigest(of: "https://shop.example/callbacks?message=m-2"))\""
            )
        ],
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "iss",
        .issuer,
        [
            ("iss-other", "the callback of another sender", #""https://other.example""#)
        ]
    )
    try group.rejectOther(
        profile,
        "jti",
        .replayed,
        [
            ("replayed", "a jti that was seen: the same callback again", #""cb-0""#)
        ],
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "iat",
        .maximumAge,
        [
            ("age-beyond-limit", "five minutes and a second old, though exp is still to come", "\(now - 301)")
        ],
        level: .bcp
    )
    try group.rejectOther(profile, "exp", .expired, [("exp-now", "exp is now, though it's a second old", "\(now)")])
    try group.rejectTypes(
        profile,
        [
            ("missing", "no typ", nil), ("jwt", "the general typ", "JWT"),
            ("confirmation", "the type of another message that the same secret signs", "payment+jwt"),
        ],
        level: .bcp
    )
    group.reject(
        "alg-other",
        "HS512 under the same secret",
        try profile.token(by: .hs512),
        .algAllowed,
        .twin("plain")
    )
    group.rejectUnsecured(profile, "an unsecured callback: anybody could have sent it")
    group.reject(
        "other-secret",
        "signed with the secret of another customer",
        try profile.token(by: forge.key("hmac-b")),
        .signature,
        .twin("plain")
    )

    let second = profile.signed(.hs512, by: try forge.key("hmac-b"))
    var hs512 = second.group("hs512")
    try hs512.acceptPlain(second, "a callback under HS512")
    return Topic(path: "profiles/callback.json", title: "Profile: signed callback", groups: [group, hs512])
}
