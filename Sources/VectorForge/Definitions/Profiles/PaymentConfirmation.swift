import JWTConformance
import ReferenceJOSE

extension TokenProfile {
    /// A payer's confirmation of one payment: a minute long, bound to the transaction, and used once.
    static func paymentConfirmation(_ forge: Forge) throws -> TokenProfile {
        var policy = VerificationPolicy(["ES256"])
        policy.now = Forge.now
        policy.issuer = "https://wallet.example"
        policy.audience = "https://bank.example"
        policy.type = "payment+jwt"
        policy.requiredClaims = ["sub"]
        policy.expectedClaims = ["transaction_id": "tx-7f3a", "amount": "EUR 129.90", "payee": "NL91ABNA0417164300"]
        policy.maximumLifetime = 60
        policy.seenTokenIDs = ["pc-0"]
        return TokenProfile(
            id: "profiles/payment",
            type: "payment+jwt",
            claims: ClaimsText([
                "iss": #""https://wallet.example""#, "sub": #""alice""#, "aud": #""https://bank.example""#,
                "iat": "\(Forge.now - 10)", "exp": "\(Forge.now + 50)", "jti": #""pc-1""#,
                "transaction_id": #""tx-7f3a""#, "amount": #""EUR 129.90""#, "payee": #""NL91ABNA0417164300""#,
            ]),
            algorithm: .es256,
            key: try forge.key("p256-a"),
            policy: policy,
            refs: ["RFC8725#3.12-1"]
        )
    }
}

/// Short-lived payment confirmations.
///
/// No RFC has this profile; the demands are the application's own, so that most of its vectors are `bcp`.
@Sendable func paymentConfirmationTopic(_ forge: Forge) throws -> Topic {
    let profile = try TokenProfile.paymentConfirmation(forge)
    let now = Forge.now
    var group = profile.group("es256")
    try group.acceptPlain(profile, "this transaction, sixty seconds long, not seen before, under ES256")
    group.accept(
        "first-second",
        "issued now for a minute",
        try profile.token { $0.with("iat", "\(now)").with("exp", "\(now + 60)") },
        ["RFC7519#4.1.4-1"]
    )
    group.accept(
        "last-second",
        "issued 59 seconds ago for a minute",
        try profile.token { $0.with("iat", "\(now - 59)").with("exp", "\(now + 1)") },
        ["RFC7519#4.1.4-1"]
    )
    group.accept(
        "shorter",
        "ten seconds long: the limit is no demand to use it up",
        try profile.token { $0.with("iat", "\(now - 5)").with("exp", "\(now + 5)") },
        ["RFC7519#4.1.4-1"]
    )
    group.reject(
        "minute-over",
        "issued 60 seconds ago for a minute: exp is now",
        try profile.token { $0.with("iat", "\(now - 60)").with("exp", "\(now)") },
        .expired,
        .twin("last-second")
    )
    try group.rejectOther(
        profile,
        "exp",
        .maximumLifetime,
        [
            ("lifetime-61", "61 seconds long, of which fewer than sixty are left", "\(now + 51)"),
            ("lifetime-fraction", "sixty seconds and a half long", "\(now + 50).5"),
            ("lifetime-day", "a day long", "\(now + 86400)"),
        ],
        level: .bcp
    )
    group.reject(
        "lifetime-backdated",
        "iat of an hour ago, so that only the rest is short",
        try profile.token { $0.with("iat", "\(now - 3600)") },
        .maximumLifetime,
        .twin("plain"),
        level: .bcp
    )
    group.either(
        "iat-in-one-second",
        "iat one second from now, which would buy a second more",
        try profile.token { $0.with("iat", "\(now + 1)") },
        why: "no RFC has a rule by which a token from the future is refused",
        .issuedInFuture,
        .twin("plain")
    )
    group.reject(
        "nbf-in-one-second",
        "a payment that is to begin in a second",
        try profile.token { $0.with("nbf", "\(now + 1)") },
        .notYetValid,
        .twin("plain")
    )
    try group.rejectMissing(
        profile,
        [
            "transaction_id": "it confirms any transaction", "amount": "it confirms any amount",
            "payee": "the money may go to anybody", "iat": "its lifetime isn't known", "exp": "it goes on for ever",
            "jti": "it could be used again", "sub": "who pays isn't said",
            "iss": "who vouches for the payer isn't said",
            "aud": "another bank could take it too",
        ],
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "transaction_id",
        .expectedClaims,
        [
            ("transaction-other", "another transaction of the same payer", #""tx-7f3b""#),
            ("transaction-longer", "an id that begins with the expected one", #""tx-7f3a0""#),
            ("transaction-capitals", "the id in capitals", #""TX-7F3A""#),
            ("transaction-array", "two transactions, and one of them is the expected one", #"["tx-7f3a","tx-7f3b"]"#),
            ("transaction-null", "null for a transaction", "null"),
        ],
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "amount",
        .expectedClaims,
        [
            ("amount-other", "ten times the amount", #""EUR 1299.00""#),
            ("amount-currency", "the same number in another currency", #""USD 129.90""#),
            ("amount-number", "the amount as a number: equal in value, and no string", "129.90"),
        ],
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "payee",
        .expectedClaims,
        [
            ("payee-other", "another payee", #""DE89370400440532013000""#),
            ("payee-spaced", "the payee's account number as people write it", #""NL91 ABNA 0417 1643 00""#),
        ],
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "jti",
        .replayed,
        [("replayed", "a confirmation that was used", #""pc-0""#)],
        level: .bcp
    )
    try group.rejectOther(
        profile,
        "iss",
        .issuer,
        [
            ("iss-other", "the wallet of another maker", #""https://wallet.example.evil.example""#)
        ]
    )
    try group.rejectOther(
        profile,
        "aud",
        .audience,
        [
            ("aud-payee", "meant for the payee, who hands it on to the bank", #""https://shop.example""#)
        ]
    )
    try group.rejectTypes(
        profile,
        [
            ("missing", "no typ", nil), ("access-token", "an access token's type", "at+jwt"),
            ("shorter", "the type without its suffix", "payment"),
        ],
        level: .bcp
    )
    group.rejectUnsecured(profile, "an unsecured confirmation")
    group.reject(
        "other-key",
        "confirmed with the key of another payer",
        try profile.token(by: forge.key("p256-b")),
        .signature,
        .twin("plain")
    )

    let second = profile.signed(.ps256, by: try forge.key("rsa-a"))
    var ps256 = second.group("ps256")
    try ps256.acceptPlain(second, "a confirmation under PS256")
    ps256.reject(
        "alg-other",
        "RS256 by the same key, where payments are signed with PS256 or ES256 only",
        try second.token(by: .rs256),
        .algAllowed,
        .twin("plain")
    )
    return Topic(
        path: "profiles/payment.json",
        title: "Profile: short-lived payment confirmation",
        groups: [group, ps256]
    )
}
