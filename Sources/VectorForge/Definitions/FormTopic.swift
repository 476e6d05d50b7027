import JWTConformance
import ReferenceJOSE

/// One form of a token where another is due: two readers of the same octets see two tokens (RFC 7519 section 7.2).
@Sendable func formTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for (algorithm, keyName) in [(Algorithm.hs256, "hmac-a"), (.rs256, "rsa-a"), (.es256, "p256-a")] {
        let key = try forge.key(keyName)
        var policy = VerificationPolicy([algorithm.rawValue])
        policy.now = Forge.now
        var group = GroupDefinition(
            "attacks/form/\(algorithm.rawValue.lowercased())",
            key: .init(ref: key.id),
            policy: policy,
            content: .claims
        )
        let plain = try Token.compact(
            #"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#,
            Forge.claims,
            by: key,
            algorithm
        )
        let (header, payload, signature) = (plain.segments[0], plain.segments[1], plain.segments[2])
        let forged = Forge.claims.replacing("alice", with: "mallory").base64url
        group.accept("plain", "a signed token", plain, ["RFC8725#3.1-1"])
        group.reject(
            "compact-in-member-name",
            "the signed token as flattened JSON, with a forged compact token for the name of another member",
            Token(
                #"{"  \#(header).\#(forged).":"","protected":"\#(header)","payload":"\#(payload)","signature":"\#(signature)"}"#
            ),
            .claimsCompact,
            .twin("plain"),
            refs: ["RFC8725bis#3.14-1"],
            cves: ["CVE-2022-39227"]
        )
        if algorithm == .hs256 {
            group.reject(
                "json-in-third-segment",
                "a forged compact token whose third segment is the signed token as flattened JSON",
                Token(
                    #"\#(header).\#(forged).{"protected":"\#(header)","payload":"\#(payload)","signature":"\#(signature)"}"#
                ),
                .base64Character,
                .unprovable("what the third segment decodes to is no signature"),
                rule: "RFC8725bis#3.14-1",
                cves: ["CVE-2022-39227"]
            )
        }
        groups.append(group)
    }

    let key = try forge.key("rsa-a")
    var policy = VerificationPolicy(["RS256"])
    policy.algorithms = .implementationDefault
    policy.now = Forge.now
    var encrypted = GroupDefinition(
        "attacks/form/encrypted",
        key: .init(jwk: key.record.signing ?? key.record.verification),
        policy: policy,
        content: .claims
    )
    encrypted.accept(
        "signed",
        "a signed token, and a verifier that holds the private key too",
        try Token.compact(#"{"alg":"RS256","typ":"JWT"}"#, Forge.claims, by: key, .rs256),
        ["RFC8725#3.1-1"]
    )
    encrypted.reject(
        "to-the-public-key",
        "a token that anyone can encrypt to the public key, where a signed one is due",
        Token(encryptedToPublicKey),
        .encrypted,
        .twin("signed"),
        refs: ["RFC7519#7.2-2"],
        cves: ["CVE-2022-3102"]
    )
    groups.append(encrypted)
    return Topic(path: "attacks/form.json", title: "One form of a token in place of another", groups: groups)
}

/// Claims of mallory, encrypted to the public half of `rsa-a` by RSA-OAEP and A128CBC-HS256.
///
/// Encryption is random, so that this was made once.
private let encryptedToPublicKey = """
    eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkExMjhDQkMtSFMyNTYifQ.\
    EGAuxnq6qvQqHfKj7J13O0IB04v_UUBFtxTP4nEQLzFkx1hFRniroYyW61rk4oH92bUQlDQjTQVqbvdJHgcleoZaI90WA1NE\
    zklg9WIsfSEhmMHqck8MVcC6s2_Z1TOWpsFwnrlxH6Sf9EQSNLemXYhT-SFnCkj6t_Rox0kKcpwlJMQ5npTg98UkyTlTQ1vv\
    pcFW6Nxx-9a4VkfbieqVE8wvm6IvC5t5DK8qltazdkqTv6CcyzfjcA3HnznHwDS4NW127bgZom6F5An6Ukshu37qZhbmHp4K\
    rfxd4LvNdVbtjbRfCD_HVnVt7ESg9bkUAxOANoeeFkYWV4S7iuNM1A.\
    bhUyMKADjS_la7eCY7ez4A.\
    gTGrvY0IWoWdpD91FRVG-XN_xG7UhJlRg9_n6JTr3CEX5vNpV7pjo6F6BRLRU0zG78OA3yCacghFnvHFcLRmzZpy_l7e7Zg6\
    bjoIF2DnpmJ29qEhl_PQp5zLGcvK82aJ.\
    MamXQA4Q_as_lEhj6USUig
    """
