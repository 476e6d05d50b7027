import JWTConformance
import ReferenceJOSE

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
