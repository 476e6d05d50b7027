import JWTConformance
import ReferenceJOSE

/// `alg` (RFC 7515 section 4.1.1, RFC 8725 sections 3.1 and 3.2).
@Sendable func algTopic(_ forge: Forge) throws -> Topic {
    var group = forge.bytesGroup("header/alg")
    group.accept("plain", "alg as the policy has it", try forge.hs256(), ["RFC7515#4.1.1-2"])
    group.accept(
        "escaped",
        "alg spelled with escapes",
        try forge.hs256(#"{"\u0061lg":"HS\u003256"}"#),
        ["RFC7515#5.3-1"]
    )
    group.reject("missing", "no alg", try forge.hs256(#"{"typ":"JWT"}"#), .algPresent, .twin("plain"))
    group.reject("empty-header", "a header without members", try forge.hs256("{}"), .algPresent, .twin("plain"))
    group.reject(
        "capital-name",
        "ALG for alg: names are compared to the letter",
        try forge.hs256(#"{"ALG":"HS256"}"#),
        .algPresent,
        .twin("plain"),
        refs: ["RFC7515#5.3-1"]
    )
    let others: [(String, String)] = [
        ("number", "1"), ("true", "true"), ("null", "null"), ("array", #"["HS256"]"#), ("object", #"{"name":"HS256"}"#),
        ("zero", "0"), ("false", "false"), ("empty-array", "[]"),
    ]
    for (name, text) in others {
        group.reject(
            name,
            "alg is \(text)",
            try forge.hs256(#"{"alg":\#(text)}"#),
            .algString,
            .twin("plain"),
            rule: "RFC7515#4.1.1-3"
        )
    }
    let spellings: [(String, String, String)] = [
        ("lower-case", "the name hs256", "hs256"), ("mixed-case", "the name Hs256", "Hs256"),
        ("space-behind", "a space behind the name", "HS256 "), ("space-before", "a space before the name", " HS256"),
        ("tab-behind", "a tab behind the name", #"HS256\t"#),
        ("line-feed-behind", "a line feed behind the name", #"HS256\n"#),
    ]
    for (name, summary, text) in spellings {
        group.reject(
            name,
            "\(summary): alg is compared to the letter",
            try forge.hs256(#"{"alg":"\#(text)"}"#),
            .algExact,
            .twin("plain")
        )
    }
    let unknown: [(String, String, String)] = [
        ("empty", "an empty alg", ""), ("unknown", "an alg that no registry has", "XS256"),
        ("fullwidth", "fullwidth letters", "ＨＳ２５６"), ("hash-name", "the name of the hash alone", "SHA256"),
        ("java-name", "the name that Java has for it", "HmacSHA256"), ("jwe", "an algorithm of JWE", "A256KW"),
        ("direct", "dir, an algorithm of JWE", "dir"), ("wildcard", "an asterisk", "*"),
        ("list", "two names with a comma", "HS256,none"),
    ]
    for (name, summary, text) in unknown {
        group.reject(
            name,
            summary,
            try forge.hs256(#"{"alg":"\#(text)"}"#),
            .algExact,
            .twin("plain"),
            rule: "RFC7515#4.1.1-4"
        )
    }
    return Topic(
        path: "header/alg.json",
        title: "The alg parameter",
        groups: [group, try kelvinSign(forge)] + (try siblingGroups(forge))
    )
}

/// U+212A KELVIN SIGN, which Unicode's normalisation makes a K: names are compared octet by octet.
private func kelvinSign(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("secp256k1-a")
    var group = GroupDefinition(
        "header/alg-kelvin-sign",
        key: .init(ref: key.id),
        policy: VerificationPolicy(["ES256K"])
    )
    group.accept(
        "plain",
        "alg ES256K in ASCII",
        try Token.compact(#"{"alg":"ES256K"}"#, Forge.payload, by: key, .es256k),
        ["RFC7515#5.3-1"]
    )
    group.reject(
        "kelvin-sign",
        "alg ES256 and a Kelvin sign, which is a canonical equivalent of K",
        try Token.compact("{\"alg\":\"ES256\u{212A}\"}", Forge.payload, by: key, .es256k),
        .algExact,
        .twin("plain"),
        refs: ["RFC7515#5.3-1"]
    )
    return group
}

/// A valid signature by an algorithm that the policy doesn't allow, with a key of the same type.
private func siblingGroups(_ forge: Forge) throws -> [GroupDefinition] {
    let pairs: [(Algorithm, Algorithm, String)] = [
        (.hs256, .hs512, "a stronger hash is another algorithm all the same"),
        (.hs512, .hs256, "a downgrade to the shorter hash"),
        (.rs256, .rs512, "another hash"),
        (.rs512, .rs256, "a downgrade to the shorter hash"),
        (.rs256, .ps256, "another padding"),
        (.ps256, .rs256, "the older padding"),
        (.ps512, .ps256, "a downgrade to the shorter hash"),
        (.ed25519, .edDSA, "RFC 9864's name is allowed, the polymorphic one isn't"),
        (.edDSA, .ed25519, "the polymorphic name is allowed, RFC 9864's isn't"),
    ]
    return try pairs.map { allowed, used, summary in
        let names = allowed == .ed25519 || used == .ed25519 ? ["RFC9864#2.2-2"] : []
        let key = try forge.key(for: allowed)
        let slug = "\(allowed.rawValue.lowercased())-allowed"
        var group = GroupDefinition(
            "header/alg-not-allowed/\(slug)-\(used.rawValue.lowercased())-used",
            key: .init(ref: key.id),
            policy: VerificationPolicy([allowed.rawValue])
        )
        group.accept(
            "allowed",
            "a token under \(allowed.rawValue)",
            try Token.compact(#"{"alg":"\#(allowed.rawValue)"}"#, Forge.payload, by: key, allowed),
            ["RFC8725#3.1-1", "RFC7515#5.2-8", "RFC7519#7.2-7"] + names
        )
        group.reject(
            "used",
            "a valid token under \(used.rawValue) by the same key: \(summary)",
            try Token.compact(#"{"alg":"\#(used.rawValue)"}"#, Forge.payload, by: key, used),
            .algAllowed,
            .twin("allowed"),
            refs: ["RFC7515#5.2-8", "RFC7519#7.2-7"] + names
        )
        return group
    }
}
