import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// The requirement for a malformed JWK, if it differs from its check's.
private func malformedRule(_ slug: String) -> String? {
    switch slug {
    case "no-kty", "kty-case", "kty-number": "RFC7517#4.1-1"
    case "kty-other", "rsa-no-n", "rsa-no-e", "rsa-n-empty", "rsa-n-number": "RFC7518#6.3.1-1"
    case "ec-no-crv", "ec-no-y", "ec-x-number": "RFC7518#6.2.1-1"
    case "ec-crv-unknown", "ec-crv-case", "ec-crv-okp": "RFC7518#6.2.1.1-1"
    case "ec-other-curve": "RFC7518#6.2.1.1-2"
    case "rsa-e-huge": "RFC8017#3.1-2"
    case "okp-no-x", "okp-no-crv", "okp-kty-ec": "RFC8037#2-1"
    case "okp-x25519": "RFC8037#3.2-1"
    case "oct-no-k", "oct-k-number", "oct-k-padded": "RFC7518#6.4.1-1"
    default: nil
    }
}

/// JWKs that aren't keys (RFC 7517, RFC 7518 section 6, RFC 8037 section 2).
@Sendable func malformedKeysTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    func add(
        _ slug: String,
        _ summary: String,
        _ algorithm: Algorithm,
        _ check: Check,
        unprovable: String? = nil,
        level: Level = .must,
        _ change: (inout [String: JSONValue]) -> Void
    ) throws {
        let key = try forge.key(for: algorithm)
        guard case .object(var object) = key.record.verification else { return }
        change(&object)
        let name = algorithm.rawValue
        var group = GroupDefinition(
            "jwk/malformed/\(slug)",
            key: .init(jwk: .object(object)),
            policy: VerificationPolicy([name])
        )
        group.reject(
            "token",
            "\(summary), and a token by the key that it was",
            try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm),
            check,
            unprovable.map { .unprovable($0) } ?? .twin("signature/algorithms/\(name.lowercased())/plain"),
            rule: malformedRule(slug),
            refs: check == .jwkOnCurve ? ["RFC8725#3.4-1"] : [],
            level: level,
            timeLimit: slug.hasSuffix("huge") ? 5 : nil
        )
        groups.append(group)
    }
    let lost = "a part of the key is lost"
    let unusable = "libcrypto doesn't compute with such a key"
    func octets(_ object: [String: JSONValue], _ name: String) -> [UInt8] {
        object[name]?.stringValue.flatMap { Octets(base64url: $0) }?.bytes ?? []
    }
    func set(_ object: inout [String: JSONValue], _ name: String, _ octets: [UInt8]) {
        object[name] = .string(octets.base64url)
    }
    try add("no-kty", "a JWK without kty", .es256, .jwkMembers) { $0["kty"] = nil }
    try add("kty-case", "kty ec: its values have a case", .es256, .jwkType) { $0["kty"] = .string("ec") }
    try add("kty-number", "kty a number", .es256, .jwkMembers) { $0["kty"] = .integer(1) }
    try add("kty-other", "kty RSA with the members of an EC key", .es256, .jwkMembers) { $0["kty"] = .string("RSA") }
    try add("ec-no-crv", "an EC key without crv", .es256, .jwkMembers) { $0["crv"] = nil }
    try add("ec-crv-unknown", "an EC key on a curve that nobody knows", .es256, .jwkType) {
        $0["crv"] = .string("P-257")
    }
    try add("ec-crv-case", "crv p-256: its values have a case", .es256, .jwkType) { $0["crv"] = .string("p-256") }
    try add("ec-crv-okp", "an EC key on Ed25519", .es256, .jwkType) { $0["crv"] = .string("Ed25519") }
    try add("ec-no-y", "an EC key without y", .es256, .jwkMembers) { $0["y"] = nil }
    try add("ec-x-number", "x a number", .es256, .jwkMembers, unprovable: lost) { $0["x"] = .integer(1) }
    try add("ec-off-curve", "a y that isn't on the curve, of the right parity", .es256, .jwkOnCurve) { object in
        var y = octets(object, "y")
        y[31] ^= 2
        set(&object, "y", y)
    }
    try add("ec-origin", "x and y zero", .es256, .jwkOnCurve, unprovable: unusable) { object in
        set(&object, "x", [UInt8](repeating: 0, count: 32))
        set(&object, "y", [UInt8](repeating: 0, count: 32))
    }
    try add("ec-other-curve", "the coordinates of P-256 under crv P-384", .es256, .jwkCoordinateLength) {
        $0["crv"] = .string("P-384")
    }
    // RFC 7518 tells producers how long a coordinate is, and readers nothing.
    try add("ec-x-long", "an x with an octet zero before it", .es256, .jwkCoordinateLength, level: .should) { object in
        set(&object, "x", [0] + octets(object, "x"))
    }
    try add("ec-x-short", "an x without its last octet", .es256, .jwkCoordinateLength, unprovable: lost) { object in
        set(&object, "x", octets(object, "x").dropLast())
    }
    try add("ec-x-padded", "an x with the padding of base64", .es256, .jwkBase64) { object in
        object["x"] = .string((object["x"]?.stringValue ?? "") + "=")
    }
    try add("ec-x-line-feed", "an x with a line feed in it", .es256, .jwkBase64) { object in
        object["x"] = .string((object["x"]?.stringValue ?? "").inserting("\n", at: 8))
    }
    try add("rsa-no-n", "an RSA key without n", .rs256, .jwkMembers, unprovable: lost) { $0["n"] = nil }
    try add("rsa-no-e", "an RSA key without e", .rs256, .jwkMembers) { $0["e"] = nil }
    try add("rsa-n-empty", "an RSA key with an empty n", .rs256, .jwkMembers, unprovable: lost) {
        $0["n"] = .string("")
    }
    try add("rsa-e-even", "an even public exponent", .rs256, .rsaExponent, unprovable: unusable) {
        $0["e"] = .string("AQAA")
    }
    try add(
        "rsa-e-huge",
        "a public exponent of 2048 octets: its powers take seconds",
        .rs256,
        .rsaExponent,
        unprovable: unusable,
        level: .bcp
    ) { object in
        set(&object, "e", [UInt8](repeating: 0xFF, count: 2048))
    }
    try add("rsa-n-huge", "a modulus of 32768 bits", .rs256, .rsaKeyMaximum, unprovable: unusable, level: .bcp) {
        object in
        set(&object, "n", [UInt8](repeating: 0xFF, count: 4096))
    }
    try add("rsa-n-number", "n a number", .rs256, .jwkMembers, unprovable: lost) { $0["n"] = .integer(65537) }
    try add("okp-no-x", "an OKP key without x", .edDSA, .jwkMembers, unprovable: lost) { $0["x"] = nil }
    try add("okp-no-crv", "an OKP key without crv", .edDSA, .jwkMembers) { $0["crv"] = nil }
    try add("okp-kty-ec", "the members of an Ed25519 key under kty EC", .edDSA, .jwkType) { $0["kty"] = .string("EC") }
    try add("okp-x-short", "an x of 31 octets", .edDSA, .jwkKeyLength, unprovable: lost) { object in
        set(&object, "x", octets(object, "x").dropLast())
    }
    try add("okp-x-long", "an x of 33 octets", .edDSA, .jwkKeyLength) { object in
        set(&object, "x", octets(object, "x") + [0])
    }
    try add("okp-ed448", "the x of Ed25519 under crv Ed448", .edDSA, .jwkKeyLength) { $0["crv"] = .string("Ed448") }
    try add("okp-x25519", "the x under crv X25519: a key of key agreement doesn't sign", .edDSA, .keyType) {
        $0["crv"] = .string("X25519")
    }
    try add("oct-no-k", "a secret without k", .hs256, .jwkMembers, unprovable: lost) { $0["k"] = nil }
    try add("oct-k-number", "k a number", .hs256, .jwkMembers, unprovable: lost) { $0["k"] = .integer(1) }
    try add("oct-k-padded", "a k with the padding of base64", .hs256, .jwkBase64) { object in
        object["k"] = .string((object["k"]?.stringValue ?? "") + "==")
    }
    try add("oct-k-standard-alphabet", "a k with + and / for - and _", .hs256, .jwkBase64) { object in
        object["k"] = .string((object["k"]?.stringValue ?? "").translated("-", "+").translated("_", "/"))
    }
    try add("oct-k-exclamation-mark", "a k with an exclamation mark in it", .hs256, .jwkBase64) { object in
        object["k"] = .string((object["k"]?.stringValue ?? "").inserting("!", at: 8))
    }
    groups.append(try leadingZero(forge))
    groups += try furtherKeys(forge)
    groups += try notKeys(forge)
    return Topic(path: "jwk/malformed.json", title: "JWKs that aren't keys", groups: groups)
}

/// A modulus with an octet zero before it (RFC 7518 section 2 wants the fewest octets).
private func leadingZero(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-a")
    let n = [0] + (try key.rsa.components.n)
    let jwk = JSONValue.object(["kty": .string("RSA"), "n": .string(n.base64url), "e": .string("AQAB")])
    var group = GroupDefinition(
        "jwk/malformed/rsa-n-leading-zero",
        key: .init(jwk: jwk),
        policy: VerificationPolicy(["RS256"])
    )
    group.either(
        "token",
        "an n with an octet zero before it, and a token by the key that it is",
        try Token.compact(#"{"alg":"RS256"}"#, Forge.payload, by: key, .rs256),
        why: "RFC 7518 section 6.3.1.1 warns that implementations add it, and doesn't say what a recipient does",
        .jwkMinimal,
        .twin("signature/algorithms/rs256/plain")
    )
    return group
}

/// Texts that are neither a JWK nor a JWK Set.
private func notKeys(_ forge: Forge) throws -> [GroupDefinition] {
    let token = try forge.hs256()
    let secret = try forge.key("hmac-a").record.verification["k"]?.stringValue ?? ""
    let texts: [(String, String, String, Check)] = [
        ("set-without-keys", "a JWK Set without keys", #"{"keys":null}"#, .jwkSetKeys),
        (
            "set-keys-object", "a JWK Set whose keys are an object", #"{"keys":{"kty":"oct","k":"\#(secret)"}}"#,
            .jwkSetKeys
        ),
        ("cut-off", "a JWK that is cut off", #"{"kty":"oct","k":"\#(secret)""#, .jsonGrammar),
        ("trailing", "a JWK with a letter behind it", #"{"kty":"oct","k":"\#(secret)"}x"#, .jsonTrailingOctets),
    ]
    var groups: [GroupDefinition] = []
    for (slug, summary, text, check) in texts {
        var group = GroupDefinition("jwk/text/\(slug)", key: .init(text: text), policy: VerificationPolicy(["HS256"]))
        group.reject(
            "token",
            "\(summary), and a token by the key that it was",
            token,
            check,
            slug == "set-without-keys"
                ? .unprovable("there is no key to verify with") : .twin("signature/algorithms/hs256/plain"),
            rule: check == .jwkSetKeys ? nil : "RFC7517#4-3",
            level: .should
        )
        groups.append(group)
    }
    var duplicate = GroupDefinition(
        "jwk/text/duplicate-k",
        key: .init(text: #"{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","k":"\#(secret)"}"#),
        policy: VerificationPolicy(["HS256"])
    )
    duplicate.either(
        "token",
        "a JWK with k twice, and a token by the last",
        token,
        why: "RFC 7517 section 4 lets a parser take the last of two members",
        .jsonDuplicateMember,
        .twin("signature/algorithms/hs256/plain"),
        rule: "RFC7517#4-1"
    )
    groups.append(duplicate)
    var empty = GroupDefinition(
        "jwk/text/empty-set",
        key: .init(text: #"{"keys":[]}"#),
        policy: VerificationPolicy(["HS256"])
    )
    empty.reject(
        "token",
        "a JWK Set with no key, and a token by some key",
        token,
        .keyFound,
        .unprovable("there is no key to verify with"),
        rule: "RFC7517#5-4"
    )
    groups.append(empty)
    return groups
}
