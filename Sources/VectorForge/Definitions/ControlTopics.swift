import CryptoPrimitives
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

/// Keys in spellings that an implementation has taken for a secret, or that hold no secret at all.
@Sendable func keyTextTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for (algorithm, keyName) in [(Algorithm.rs256, "rsa-a"), (.es256, "p256-a"), (.edDSA, "ed25519-a")] {
        let key = try forge.key(keyName)
        let policy = VerificationPolicy([algorithm.rawValue, "HS256"])
        let family = keyName.dropLast(2)
        let jwk = try key.jwkText
        var asJWK = GroupDefinition("attacks/key-text/\(family)-jwk", key: .init(text: jwk), policy: policy)
        let plain = try Token.compact(#"{"alg":"\#(algorithm.rawValue)"}"#, Forge.payload, by: key, algorithm)
        asJWK.record(
            "plain",
            "a key given as the text of a JWK",
            plain,
            why: "an API need not take a JWK as text",
            ["RFC7517#4-3"]
        )
        asJWK.reject(
            "secret",
            "HS256 with the key's own text for a secret: the text of a JWK",
            try forge.mac(secret: Array(jwk.utf8)),
            .keyType,
            .twin("attacks/confusion/\(family)-jwk/plain"),
            rule: "RFC8725#3.1-2",
            cves: ["CVE-2026-48526"]
        )
        groups.append(asJWK)

        let set = #"{"keys":[\#(jwk)]}"#
        var asSet = GroupDefinition("attacks/key-text/\(family)-jwk-set", key: .init(text: set), policy: policy)
        asSet.reject(
            "secret",
            "HS256 with the key's own text for a secret: the text of a JWK Set",
            try forge.mac(secret: Array(set.utf8)),
            .keyType,
            .twin("attacks/confusion/\(family)-jwk/plain"),
            rule: "RFC8725#3.1-2"
        )
        groups.append(asSet)

        let line = (key.record.pem ?? "").split(separator: "\n").joined()
        var asLine = GroupDefinition("attacks/key-text/\(family)-one-line", key: .init(text: line), policy: policy)
        asLine.reject(
            "secret",
            "HS256 with the key's own text for a secret: PEM that has lost its line ends",
            try forge.mac(secret: Array(line.utf8)),
            .pem,
            .twin("attacks/confusion/\(family)-jwk/plain"),
            rule: "RFC8725#3.1-2",
            cves: ["GHSA-ffc3-869f-jxw9"]
        )
        groups.append(asLine)
    }
    groups += try furtherSpellings(forge)
    for (algorithm, keyName) in [(Algorithm.es256, "p384-a"), (.es256, "secp256k1-a"), (.es384, "p256-a")] {
        let name = algorithm.rawValue
        let key = try forge.key(keyName)
        var curve = GroupDefinition(
            "attacks/key-text/\(name.lowercased())-with-\(keyName.dropLast(2))-pem",
            key: .init(text: key.record.pem ?? ""),
            policy: VerificationPolicy([name])
        )
        curve.reject(
            "token",
            "a valid signature under \(name) by \(key.record.summary), which is given as PEM and so says no algorithm",
            try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm),
            .keyType,
            .twin("signature/algorithms/\(name.lowercased())/plain"),
            rule: keyName == "secp256k1-a" ? "RFC8812#3.3-1" : "RFC7518#3.4-4"
        )
        groups.append(curve)
    }
    var empty = GroupDefinition("attacks/key-text/empty", key: .init(text: ""), policy: VerificationPolicy(["HS256"]))
    empty.reject(
        "secret",
        "HS256 where the application's secret is the empty text, as an unset variable leaves it",
        try forge.mac(secret: []),
        .hmacKeySize,
        .twin("signature/hmac-secret/hs256-32-octets/token"),
        rule: "RFC7518#3.2-2",
        cves: ["GHSA-gg9x-qcx2-xmrh"]
    )
    groups.append(empty)
    return Topic(path: "attacks/key-text.json", title: "Texts of keys", groups: groups)
}

/// Keys and algorithms that nothing binds: no key, no list of algorithms, or a list that the key contradicts.
@Sendable func unboundTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for (algorithm, keyName, attackerName) in [
        (Algorithm.rs256, "rsa-a", "rsa-b"), (.es256, "p256-a", "p256-b"), (.edDSA, "ed25519-a", "ed25519-b"),
    ] {
        let name = algorithm.rawValue
        let (key, attacker) = (try forge.key(keyName), try forge.key(attackerName))
        let family = keyName.dropLast(2)
        let header = #"{"alg":"\#(name)"}"#
        var open = VerificationPolicy([name])
        open.algorithms = .implementationDefault
        open.now = Forge.now

        var unpinned = GroupDefinition(
            "attacks/unbound/\(family)-unpinned",
            key: .init(ref: key.id),
            policy: open,
            content: .claims
        )
        unpinned.record(
            "plain",
            "a token by the key, and nothing is pinned",
            try Token.compact(header, Forge.claims, by: key, algorithm),
            why: "an implementation may leave an algorithm out of its defaults",
            ["RFC8725#3.1-1"]
        )
        unpinned.reject(
            "none",
            "alg none and no signature, where the application has a key and pins nothing",
            Token("\(#"{"alg":"none"}"#.base64url).\(Forge.claims.base64url)."),
            .algNone,
            .twin("attacks/none/\(name.lowercased())/plain"),
            refs: ["RFC7518#3.6-1", "RFC7518#3.6-3"],
            cves: ["CVE-2026-28802", "CVE-2015-9235"]
        )
        groups.append(unpinned)

        let embedded = try Token.compact(
            #"{"alg":"\#(name)","jwk":\#(try attacker.jwkText)}"#,
            Forge.payload,
            by: attacker,
            algorithm
        )
        var keyless = GroupDefinition(
            "attacks/unbound/\(family)-no-key",
            key: .init(),
            policy: VerificationPolicy([name])
        )
        keyless.reject(
            "embedded-jwk",
            "the attacker's key in the header and a signature by it, where the application has no key",
            embedded,
            .keyEmbedded,
            .twin("attacks/embedded/\(family)/trusted-jwk"),
            refs: ["RFC8725#3.10-1"],
            cves: ["CVE-2026-27962"]
        )
        groups.append(keyless)
    }

    var none = GroupDefinition(
        "attacks/unbound/empty-set",
        key: .init(jwks: .object(["keys": .array([])])),
        policy: VerificationPolicy(["ES256"])
    )
    none.reject(
        "embedded-jwk",
        "the attacker's key in the header and a signature by it, where the set of keys is empty",
        try Token.compact(
            #"{"alg":"ES256","jwk":\#(try forge.key("p256-b").jwkText)}"#,
            Forge.payload,
            by: forge.key("p256-b"),
            .es256
        ),
        .keyEmbedded,
        .twin("attacks/embedded/p256/trusted-jwk"),
        refs: ["RFC8725#3.10-1"],
        cves: ["CVE-2026-27962"]
    )
    groups.append(none)

    // The key's own algorithm is used, and the list is held against the header alone.
    let key = try forge.key("rsa-a")
    guard case .object(var object) = key.record.verification else { throw ForgeError("\(key.id) is no object") }
    object["alg"] = .string("RS512")
    var group = GroupDefinition(
        "attacks/unbound/rsa-key-algorithm",
        key: .init(jwk: .object(object), pem: key.record.pem),
        policy: VerificationPolicy(["RS256"])
    )
    group.reject(
        "header-of-the-list",
        "a header that names the list's algorithm, and a signature by the key's",
        try Token.compact(#"{"alg":"RS256"}"#, Forge.payload, by: key, .rs512),
        .keyAlgorithm,
        .twin("signature/algorithms/rs512/plain"),
        refs: ["RFC8725#3.1-2"],
        cves: ["CVE-2026-48523"]
    )
    groups.append(group)
    return Topic(path: "attacks/unbound.json", title: "Keys and algorithms that nothing binds", groups: groups)
}

extension ForgeKey {
    /// The text of the JWK that a verifier is given, members sorted.
    fileprivate var jwkText: String {
        get throws {
            guard case .object(let members) = record.verification else { throw ForgeError("\(id) is no object") }
            let pairs = members.sorted { $0.key < $1.key }.map { #""\#($0.key)":"\#($0.value.stringValue ?? "")""# }
            return "{\(pairs.joined(separator: ","))}"
        }
    }
}

extension Forge {
    /// A token of mallory's under HS256 and any octets for a secret.
    func mac(secret: [UInt8]) throws -> Token {
        let input = "\(#"{"alg":"HS256"}"#.base64url).\(#"{"sub":"mallory"}"#.base64url)"
        return Token("\(input).\(try ForgeKey.mac(Array(input.utf8), secret: secret).base64url)")
    }
}
