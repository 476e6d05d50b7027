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

/// `crit` (RFC 7515 section 4.1.11).
@Sendable func critTopic(_ forge: Forge) throws -> Topic {
    var group = forge.bytesGroup("header/crit")
    group.accept("plain", "no crit", try forge.hs256(#"{"alg":"HS256","x-unknown":1}"#), ["RFC7515#4-3"])
    let cves = ["CVE-2026-32597", "CVE-2025-59420", "CVE-2026-35042"]
    group.reject(
        "unknown",
        "crit names an extension that nobody knows",
        try forge.hs256(#"{"alg":"HS256","crit":["x-unknown"],"x-unknown":1}"#),
        .critUnderstood,
        .twin("plain"),
        cves: cves
    )
    group.reject(
        "unknown-uri",
        "crit names an extension by a URI",
        try forge.hs256(#"{"alg":"HS256","crit":["http://example.com/x"],"http://example.com/x":true}"#),
        .critUnderstood,
        .twin("plain"),
        cves: cves
    )
    group.reject(
        "unknown-beside-known",
        "crit names b64, which may be understood, and an extension that nobody knows",
        try forge.hs256(#"{"alg":"HS256","b64":true,"crit":["b64","x-unknown"],"x-unknown":1}"#),
        .critUnderstood,
        .twin("plain"),
        cves: cves
    )
    let unknown: [(String, String)] = [
        ("exp", "exp"), ("proto", "__proto__"), ("constructor", "constructor"), ("to-string", "toString"),
        ("empty-name", ""), ("capital-b64", "B64"),
    ]
    for (slug, name) in unknown {
        group.reject(
            "unknown-\(slug)",
            name.isEmpty
                ? "crit names a parameter whose name is empty"
                : "crit names \(name), which is there and isn't an extension that a verifier understands",
            try forge.hs256(#"{"alg":"HS256","crit":["\#(name)"],"\#(name)":1767229200}"#),
            .critUnderstood,
            .twin("plain"),
            refs: name == "exp" ? [] : ["RFC7515#4.1.11-9"]
        )
    }
    let malformed: [(String, String)] = [
        ("string", #""b64""#), ("object", #"{"b64":true}"#), ("null", "null"), ("true", "true"), ("number", "1"),
        ("array-of-numbers", "[1]"), ("array-with-null", "[null]"), ("array-in-array", #"[["b64"]]"#),
    ]
    for (name, text) in malformed {
        group.reject(
            name,
            "crit is \(text), no array of strings",
            try forge.hs256(#"{"alg":"HS256","b64":true,"crit":\#(text)}"#),
            .critArray,
            .twin("plain")
        )
    }
    group.reject(
        "absent-parameter",
        "crit names b64, which isn't in the header",
        try forge.hs256(#"{"alg":"HS256","crit":["b64"]}"#),
        .critPresent,
        .twin("plain"),
        level: .should
    )
    let room = "RFC 7515 section 4.1.11 forbids it to producers, and says of recipients only that they may refuse"
    group.either(
        "empty",
        "an empty crit",
        try forge.hs256(#"{"alg":"HS256","crit":[]}"#),
        why: room,
        .critEmpty,
        .twin("plain")
    )
    for name in ["alg", "typ", "kid", "crit"] {
        group.either(
            "registered-\(name)",
            "crit names \(name), which RFC 7515 defines",
            try forge.hs256(#"{"alg":"HS256","typ":"JWT","kid":"a","crit":["\#(name)"]}"#),
            why: room,
            .critRegistered,
            .twin("plain")
        )
    }
    group.either(
        "duplicate",
        "crit names b64 twice",
        try forge.hs256(#"{"alg":"HS256","b64":true,"crit":["b64","b64"]}"#),
        why: room,
        .critDuplicate,
        .twin("plain")
    )

    var policy = VerificationPolicy(["HS256"])
    policy.understoodCritical = ["x-known"]
    var understood = GroupDefinition("header/crit-understood", key: .init(ref: "keys/hmac-a"), policy: policy)
    understood.accept(
        "named",
        "crit names an extension that the application understands",
        try forge.hs256(#"{"alg":"HS256","crit":["x-known"],"x-known":1}"#),
        ["RFC7515#4.1.11-8"]
    )
    understood.reject(
        "other",
        "crit names another extension than the one that's understood",
        try forge.hs256(#"{"alg":"HS256","crit":["x-other"],"x-other":1}"#),
        .critUnderstood,
        .twin("named")
    )
    understood.reject(
        "case",
        "crit names it in capitals: names are compared to the letter",
        try forge.hs256(#"{"alg":"HS256","crit":["X-Known"],"X-Known":1}"#),
        .critUnderstood,
        .twin("named"),
        refs: ["RFC7515#4.1.11-9"]
    )
    understood.reject(
        "absent",
        "crit names it and the header doesn't have it",
        try forge.hs256(#"{"alg":"HS256","crit":["x-known"]}"#),
        .critPresent,
        .twin("named"),
        level: .should
    )
    return Topic(path: "header/crit.json", title: "The crit parameter", groups: [group, understood])
}

/// The types of registered header parameters (RFC 7515 section 4.1), and sources of keys that must not be trusted.
@Sendable func headerTypesTopic(_ forge: Forge) throws -> Topic {
    var group = forge.bytesGroup("header/types")
    group.accept(
        "plain",
        "registered parameters with their types",
        try forge.hs256(#"{"alg":"HS256","typ":"JWT","cty":"text/plain","kid":"a"}"#),
        ["RFC7515#4-4", "RFC7515#4.1.4-1"]
    )
    let kinds = [("number", "1"), ("null", "null"), ("array", #"["a"]"#), ("object", #"{"$ne":null}"#)]
    let rules = ["kid": "RFC7515#4.1.4-1", "x5t": "RFC7515#4.1.7-1", "x5t#S256": "RFC7515#4.1.8-1"]
    for name in ["kid", "typ", "cty", "jku", "x5u", "x5t", "x5t#S256"] {
        // kid goes into look-ups, where its type matters most; of the others one wrong type is enough.
        for (kind, text) in name == "kid" ? kinds : Array(kinds.prefix(1)) {
            group.reject(
                "\(name.translated("#", "-").lowercased())-\(kind)",
                "\(name) is \(text), no string",
                try forge.hs256(#"{"alg":"HS256","\#(name)":\#(text)}"#),
                .headerTypes,
                .twin("plain"),
                rule: rules[name],
                level: name == "kid" ? .must : .should
            )
        }
    }
    for (kind, text) in [("string", #""MIIB""#), ("empty", "[]"), ("numbers", "[1]")] {
        group.reject(
            "x5c-\(kind)",
            "x5c is \(text), no array of certificates",
            try forge.hs256(#"{"alg":"HS256","x5c":\#(text)}"#),
            .headerTypes,
            .twin("plain"),
            rule: "RFC7515#4.1.6-3",
            level: .should
        )
    }
    for (kind, text) in [("string", #""a""#), ("null", "null")] {
        group.reject(
            "jwk-\(kind)",
            "jwk is \(text), no object",
            try forge.hs256(#"{"alg":"HS256","jwk":\#(text)}"#),
            .headerTypes,
            .twin("plain"),
            level: .should
        )
    }
    let bound = "no RFC bounds the size of a token, and RFC 8725 section 3.10 lets a verifier do so"
    group.either(
        "too-long",
        "a header of twenty thousand octets",
        try forge.hs256(#"{"alg":"HS256","x":"\#(String(repeating: "a", count: 20_000))"}"#),
        why: bound,
        .headerSize,
        .twin("plain")
    )
    group.either(
        "token-too-long",
        "a token of three hundred thousand octets",
        try forge.hs256(#"{"alg":"HS256"}"#, #"{"x":"\#(String(repeating: "a", count: 225_000))"}"#),
        why: bound,
        .tokenSize,
        .twin("plain")
    )
    return Topic(path: "header/types.json", title: "Types of registered header parameters", groups: [group])
}

/// Explicit typing (RFC 8725 section 3.11) and how media types are compared (RFC 7515 section 4.1.9).
@Sendable func typTopic(_ forge: Forge) throws -> Topic {
    var group = forge.claimsGroup("header/typ") { $0.type = "at+jwt" }
    func token(_ typ: String) throws -> Token { try forge.hs256(#"{"alg":"HS256","typ":\#(typ)}"#, Forge.claims) }
    group.accept("plain", "typ as the policy has it", try token(#""at+jwt""#), ["RFC8725#3.11-1"])
    group.accept("prefixed", "application/ before it", try token(#""application/at+jwt""#), ["RFC7515#4.1.9-1"])
    group.accept("capitals", "capitals: media types have no case", try token(#""AT+JWT""#), ["RFC7515#4.1.9-2"])
    group.accept(
        "prefixed-capitals",
        "application/ and capitals",
        try token(#""Application/AT+JWT""#),
        ["RFC7515#4.1.9-1", "RFC7515#4.1.9-2"]
    )
    let refused: [(String, String, String)] = [
        ("jwt", "the general type", "JWT"), ("other", "the type of another kind of token", "secevent+jwt"),
        ("prefix", "the first letters alone", "at"), ("suffix", "the structured suffix alone", "+jwt"),
        ("longer", "more letters behind it", "at+jwtx"), ("empty", "an empty typ", ""),
        ("text-prefixed", "another top-level type before it", "text/at+jwt"),
        ("space-behind", "a space behind it", "at+jwt "),
        ("twice-prefixed", "application/ twice", "application/application/at+jwt"),
        ("list", "two types with a comma", "at+jwt,JWT"),
    ]
    for (name, summary, text) in refused {
        let refs = name.hasSuffix("prefixed") ? ["RFC7515#4.1.9-1"] : []
        group.reject(name, summary, try token("\"\(text)\""), .typ, .twin("plain"), refs: refs)
    }
    group.reject(
        "missing",
        "no typ where the policy demands one",
        try forge.hs256(#"{"alg":"HS256"}"#, Forge.claims),
        .typ,
        .twin("plain")
    )
    var free = forge.claimsGroup("header/typ-unchecked")
    for (name, text) in [("jwt", "JWT"), ("jwt-lower-case", "jwt"), ("at-jwt", "at+jwt"), ("unknown", "x-unknown")] {
        free.accept(
            name,
            "typ is \(text) and the policy says nothing of it",
            try forge.hs256(#"{"alg":"HS256","typ":"\#(text)"}"#, Forge.claims),
            ["RFC7519#5.1-1", "RFC7515#4.1.9-4"]
        )
    }
    free.accept(
        "missing",
        "no typ, and none is demanded",
        try forge.hs256(#"{"alg":"HS256"}"#, Forge.claims),
        ["RFC7519#5.1-1", "RFC7515#4.1.9-4"]
    )
    return Topic(path: "header/typ.json", title: "The typ parameter", groups: [group, free])
}
