import JWTConformance
import ReferenceJOSE

/// The key that a signer is given: strong enough, for this algorithm, for signing, and whole.
@Sendable func signKeysTopic(_ forge: Forge) throws -> SignTopic {
    SignTopic(
        path: "sign/keys.json",
        title: "Signing: the key",
        groups: try strengthGroups(forge) + mismatchGroups(forge) + purposeGroups(forge) + halfGroups(forge)
    )
}

/// A secret as long as the hash (RFC 7518 section 3.2), a modulus of 2048 bits (sections 3.3 and 3.5).
private func strengthGroups(_ forge: Forge) throws -> [SignGroup] {
    var groups: [SignGroup] = []
    func secret(_ count: Int) -> JSONValue {
        let octets = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 41) }
        return .object(["kty": .string("oct"), "k": .string(octets.base64url)])
    }
    for (name, count) in [("HS256", 32), ("HS384", 48), ("HS512", 64)] {
        let header = #"{"alg":"\#(name)"}"#
        var enough = SignGroup("keys/\(name.lowercased())-exact", jwk: secret(count))
        try enough.produce("secret", "a secret of \(count) octets, which is enough", header, ["RFC7518#3.2-1"])
        var short = SignGroup("keys/\(name.lowercased())-short", jwk: secret(count - 1))
        try short.refuse(
            "secret",
            "a secret of \(count - 1) octets, which is one too few",
            header,
            .keyWeak,
            ["RFC7518#3.2-1"]
        )
        groups += [enough, short]
    }
    let weak: [(String, String, JSONValue)] = [
        ("empty", "an empty secret", secret(0)),
        ("word", "the secret of many examples", .object(["kty": .string("oct"), "k": .string("secret".base64url)])),
        (
            "example", "the secret of a well-known debugger, which is a text of 19 letters",
            .object(["kty": .string("oct"), "k": .string("your-256-bit-secret".base64url)])
        ),
    ]
    for (name, summary, jwk) in weak {
        var group = SignGroup("keys/hs256-\(name)", jwk: jwk)
        try group.refuse("secret", summary, #"{"alg":"HS256"}"#, .keyWeak, ["RFC7518#3.2-1", "RFC8725#3.5-1"])
        groups.append(group)
    }
    var long = SignGroup("keys/hs512-secret-of-hs256", jwk: secret(32))
    try long.refuse(
        "secret",
        "a secret that is enough for HS256, under HS512",
        #"{"alg":"HS512"}"#,
        .keyWeak,
        ["RFC7518#3.2-1"]
    )
    groups.append(long)
    var rsa = SignGroup("keys/rsa-1024", try forge.key("rsa-1024"))
    try rsa.refuse("rs256", "1024 bits under RS256", #"{"alg":"RS256"}"#, .keyWeak, ["RFC7518#3.3-1"])
    try rsa.refuse("ps256", "1024 bits under PS256", #"{"alg":"PS256"}"#, .keyWeak, ["RFC7518#3.5-3"])
    groups.append(rsa)
    return groups
}

/// Key and algorithm that don't go together (RFC 7518 section 3.1, RFC 8725 section 3.1).
private func mismatchGroups(_ forge: Forge) throws -> [SignGroup] {
    let pairs: [(key: String, name: String, algorithms: [(String, String)])] = [
        (
            "rsa-a", "an RSA key",
            [
                ("HS256", "the text of a key is no secret"), ("ES256", "another family"), ("EdDSA", "another family"),
            ]
        ),
        (
            "p256-a", "a key on P-256",
            [
                ("ES384", "the longer hash is another curve's"), ("ES512", "as above, and the longest"),
                ("ES256K", "as long a curve, and another"), ("RS256", "another family"), ("HS256", "no secret"),
                ("EdDSA", "another kind of curve"),
            ]
        ),
        ("p384-a", "a key on P-384", [("ES256", "the shorter hash is another curve's")]),
        ("p521-a", "a key on P-521", [("ES256", "a hash that is cut to half of the curve's strength")]),
        ("secp256k1-a", "a key on secp256k1", [("ES256", "as long a curve, and another")]),
        (
            "ed25519-a", "an Ed25519 key",
            [
                ("ES256", "another kind of curve"), ("Ed448", "the other curve's own name"), ("HS256", "no secret"),
            ]
        ),
        ("ed448-a", "an Ed448 key", [("Ed25519", "the other curve's own name")]),
        ("x25519-a", "a key of key agreement", [("EdDSA", "it can't sign at all")]),
        (
            "hmac-a", "a secret",
            [("RS256", "no private key"), ("ES256", "no private key"), ("EdDSA", "no private key")]
        ),
    ]
    return try pairs.map { name, words, algorithms in
        var group = SignGroup("keys/mismatch/\(name.dropLast(2))", try forge.key(name))
        for (algorithm, summary) in algorithms {
            try group.refuse(
                algorithm.lowercased(),
                "\(words) under \(algorithm): \(summary)",
                #"{"alg":"\#(algorithm)"}"#,
                .algKeyMismatch,
                ["RFC7517#4.1-2", "RFC8725#3.1-2"]
            )
        }
        return group
    }
}

/// `use`, `key_ops` and `alg` of the key (RFC 7517 sections 4.2 to 4.4).
private func purposeGroups(_ forge: Forge) throws -> [SignGroup] {
    let key = try forge.key("p256-a")
    func operations(_ names: String...) -> JSONValue { .array(names.map(JSONValue.string)) }
    let header = #"{"alg":"ES256"}"#
    let fit: [(String, String, [String: JSONValue])] = [
        ("use-sig", "use is sig", ["use": .string("sig")]),
        ("operations-sign", "key_ops name sign", ["key_ops": operations("sign")]),
        ("operations-both", "key_ops name sign and verify", ["key_ops": operations("sign", "verify")]),
        ("alg-same", "the key's own alg is the header's", ["alg": .string("ES256")]),
        ("kid", "the key has an id, and the header names none", ["kid": .string("2026-01")]),
        ("unknown-member", "a member that nobody knows", ["x-app": .string("a")]),
    ]
    var groups: [SignGroup] = []
    for (name, summary, members) in fit {
        let jwk = key.signing(members.mapValues { $0 })
        var group = SignGroup("keys/purpose/\(name)", jwk: jwk, verification: key.record.verification)
        try group.produce("token", summary, header, ["RFC7517#4-2"])
        groups.append(group)
    }
    let unfit: [(String, String, [String: JSONValue], ReasonCode, String)] = [
        ("use-enc", "use is enc", ["use": .string("enc")], .keyUse, "RFC7517#4.2-1"),
        ("operations-verify", "key_ops name verify alone", ["key_ops": operations("verify")], .keyUse, "RFC7517#4.3-1"),
        (
            "operations-derive", "key_ops name deriveKey alone", ["key_ops": operations("deriveKey")], .keyUse,
            "RFC7517#4.3-1"
        ),
        ("operations-none", "key_ops name nothing", ["key_ops": operations()], .keyUse, "RFC7517#4.3-1"),
        (
            "inconsistent", "use is sig, and key_ops name deriveBits alone",
            ["use": .string("sig"), "key_ops": operations("deriveBits")], .keyUse, "RFC7517#4.3-3"
        ),
        ("alg-other", "the key's own alg is ES384", ["alg": .string("ES384")], .algKeyMismatch, "RFC7517#4.4-1"),
        (
            "alg-agreement", "the key's own alg is one of key agreement", ["alg": .string("ECDH-ES")], .algKeyMismatch,
            "RFC7517#4.4-1"
        ),
    ]
    for (name, summary, members, reason, ref) in unfit {
        var group = SignGroup("keys/purpose/\(name)", jwk: key.signing(members.mapValues { $0 }))
        // As for verification: what a key says of its use is its owner's intention, and its alg is RFC 8725's to hold to.
        try group.refuse("token", summary, header, reason, [ref], level: reason == .keyUse ? .should : .bcp)
        groups.append(group)
    }
    let rsa = try forge.key("rsa-a")
    var sibling = SignGroup("keys/purpose/rsa-sibling", jwk: rsa.signing(["alg": .string("RS256")]))
    try sibling.refuse(
        "token",
        "an RSA key for RS256, under PS256: one key, one algorithm",
        #"{"alg":"PS256"}"#,
        .algKeyMismatch,
        ["RFC7517#4.4-1", "RFC8725#3.1-2"],
        level: .bcp
    )
    groups.append(sibling)
    return groups
}

/// Halves, pieces and foreign parts of keys.
private func halfGroups(_ forge: Forge) throws -> [SignGroup] {
    var groups: [SignGroup] = []
    for (name, alg) in [("rsa-a", "RS256"), ("p256-a", "ES256"), ("ed25519-a", "EdDSA")] {
        var group = SignGroup("keys/public/\(name.dropLast(2))", jwk: try forge.key(name).record.verification)
        try group.refuse(
            "token",
            "the public half alone under \(alg)",
            #"{"alg":"\#(alg)"}"#,
            .algKeyMismatch,
            ["RFC7515#5.1-1"]
        )
        groups.append(group)
    }
    let p256 = try forge.key("p256-a")
    let other = try forge.key("p256-b").signing()
    let ed = try forge.key("ed25519-a")
    let broken: [(String, String, String, JSONValue, String)] = [
        (
            "ec-foreign-d", "ES256", "d of one key and the point of another", p256.signing(["d": other["d"]]),
            "RFC7518#6.2.2.1-1"
        ),
        (
            "ec-zero-d", "ES256", "d is zero", p256.signing(["d": .string([UInt8](repeating: 0, count: 32).base64url)]),
            "RFC7518#6.2.2.1-1"
        ),
        (
            "ec-short-d", "ES256", "d without its last octet",
            p256.signing([
                "d": .string(
                    (Octets(base64url: p256.signing()["d"]?.stringValue ?? "")?.bytes.dropLast()).map {
                        Array($0).base64url
                    } ?? ""
                )
            ]), "RFC7518#6.2.2.1-1"
        ),
        ("ec-d-number", "ES256", "d is a number", p256.signing(["d": .integer(7)]), "RFC7518#6.2.2.1-1"),
        (
            "okp-foreign-d", "EdDSA", "d of one key and x of another",
            ed.signing(["d": try forge.key("ed25519-b").signing()["d"]]), "RFC8037#2-3"
        ),
        (
            "rsa-foreign-d", "RS256", "d of one key and the modulus of another",
            try forge.key("rsa-a").signing(["d": try forge.key("rsa-b").signing()["d"]]), "RFC7518#6.3.2-1"
        ),
        (
            "rsa-some-primes", "RS256", "p without the other integers of the Chinese remainder theorem",
            try forge.key("rsa-a").signing(["q": nil, "dp": nil, "dq": nil, "qi": nil]), "RFC7518#6.3.2-1"
        ),
        ("oct-no-k", "HS256", "a secret without its value", .object(["kty": .string("oct")]), "RFC7518#6.4.1-1"),
        (
            "oct-padded", "HS256", "a secret in base64url with padding",
            .object(["kty": .string("oct"), "k": .string([UInt8](repeating: 7, count: 32).base64url + "=")]),
            "RFC7518#6.4.1-1"
        ),
        (
            "oct-of-pem", "HS256", "a secret that is the text of a public key",
            .object(["kty": .string("oct"), "k": .string((p256.record.pem ?? "").base64url)]), "RFC8725#3.1-2"
        ),
        ("no-kty", "ES256", "a key without kty", p256.signing(["kty": nil]), "RFC7517#4.1-1"),
    ]
    for (name, alg, summary, jwk, ref) in broken {
        var group = SignGroup("keys/malformed/\(name)", jwk: jwk)
        try group.refuse("token", summary, #"{"alg":"\#(alg)"}"#, .keyMalformed, [ref])
        groups.append(group)
    }
    let rsa = try forge.key("rsa-a")
    var plain = SignGroup(
        "keys/rsa-without-primes",
        jwk: rsa.signing(["p": nil, "q": nil, "dp": nil, "dq": nil, "qi": nil]),
        verification: rsa.record.verification
    )
    try plain.record(
        "token",
        "an RSA key of n, e and d alone",
        #"{"alg":"RS256"}"#,
        why: "RFC 7518 section 6.3.2 recommends the other integers to producers of keys and demands d alone",
        ["RFC7518#6.3.2-1"]
    )
    groups.append(plain)
    return groups
}
