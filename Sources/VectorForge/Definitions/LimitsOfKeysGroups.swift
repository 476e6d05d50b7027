import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Signatures that are far too long: they must be rejected by their length, before anything is done with them.
func longSignatureGroups(_ forge: Forge) throws -> [GroupDefinition] {
    try [Algorithm.hs256, .rs256, .ps256, .es256, .edDSA].map { algorithm in
        let key = try forge.key(for: algorithm)
        let name = algorithm.rawValue
        let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm)
        var group = GroupDefinition(
            "attacks/limits/\(name.lowercased())",
            key: .init(ref: key.id),
            policy: VerificationPolicy([name])
        )
        group.accept("plain", "a signature of common size", plain, ["RFC7515#5.2-5"])
        let zeros = [UInt8](repeating: 0, count: 8192)
        let half = plain.signature.count / 2
        let (check, long): (Check, [UInt8]) =
            switch algorithm {
            case .rs256, .ps256: (.rsaSignatureLength, zeros + zeros + plain.signature)
            case .es256:
                (.ecdsaSignatureLength, zeros + plain.signature.prefix(half) + zeros + plain.signature.suffix(half))
            case .edDSA: (.eddsaSignatureLength, plain.signature + zeros + zeros)
            default: (.hmacLength, plain.signature + zeros + zeros)
            }
        group.reject(
            "long-signature",
            "sixteen thousand octets zero \(algorithm == .es256 ? "in" : check == .rsaSignatureLength ? "before" : "behind") the signature",
            plain.withSignature(long),
            check,
            .twin("plain"),
            refs: boundedSize,
            timeLimit: 2
        )
        return group
    }
}

/// Two hundred signatures, each of which holds.
func manySignaturesGroup(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("p256-a")
    var group = GroupDefinition(
        "attacks/limits/signatures",
        key: .init(ref: key.id),
        policy: VerificationPolicy(["ES256"])
    )
    let payload = Forge.payload.base64url
    let header = #"{"alg":"ES256"}"#.base64url
    let tag = try key.sign(Array("\(header).\(payload)".utf8), .es256).base64url
    let one = "{\"protected\":\"\(header)\",\"signature\":\"\(tag)\"}"
    group.accept(
        "plain",
        "one signature",
        Token("{\"payload\":\"\(payload)\",\"signatures\":[\(one)]}"),
        ["RFC7515#7.2.1-2"],
        payload: Array(Forge.payload.utf8)
    )
    group.either(
        "signatures-200",
        "two hundred signatures, each of which holds and has to be verified",
        Token(
            "{\"payload\":\"\(payload)\",\"signatures\":[\(Array(repeating: one, count: 200).joined(separator: ","))]}"
        ),
        why: "RFC 7515 has no bound; RFC 8725 section 3.10 lets a verifier have one",
        .serializationMembers,
        .twin("plain"),
        rule: "RFC8259#9-2",
        payload: Array(Forge.payload.utf8),
        timeLimit: 2
    )
    return group
}

/// A JWK Set of three hundred secrets.
func manyKeysGroup(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    guard case .object(var last) = key.record.verification else { throw ForgeError("\(key.id) is no object") }
    last["kid"] = .string("k299")
    let others = (0..<299).map { number in
        let secret = HashFunction.sha256.digest(Array("key \(number)".utf8).span)
        return JSONValue.object(["kty": .string("oct"), "kid": .string("k\(number)"), "k": .string(secret.base64url)])
    }
    var group = GroupDefinition(
        "attacks/limits/keys",
        key: .init(jwks: .object(["keys": .array(others + [.object(last)])])),
        policy: VerificationPolicy(["HS256"])
    )
    group.accept(
        "kid",
        "the kid of the last of three hundred keys",
        try Token.compact(#"{"alg":"HS256","kid":"k299"}"#, Forge.payload, by: key, .hs256),
        ["RFC7515#4.1.4-2", "RFC7517#5-1"]
    )
    group.reject(
        "other-kid",
        "a kid that none of three hundred keys has",
        try Token.compact(#"{"alg":"HS256","kid":"k300"}"#, Forge.payload, by: key, .hs256),
        .keyFound,
        .unprovable("the key that signed is the last, and no verifier tries so many"),
        refs: boundedSize,
        timeLimit: 2
    )
    group.record(
        "no-kid",
        "no kid, and a signature by the last of three hundred keys",
        try Token.compact(#"{"alg":"HS256"}"#, Forge.payload, by: key, .hs256),
        why: "no RFC says how many keys a verifier tries",
        ["RFC7517#4.5-2"],
        timeLimit: 2
    )
    return group
}

/// Keys in the header that it would take long to compute with: nothing is computed with them.
func costlyHeaderKeysGroup(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-a")
    var group = GroupDefinition("attacks/limits/jwk", key: .init(ref: key.id), policy: VerificationPolicy(["RS256"]))
    let n = try key.rsa.components.n
    let long = [UInt8](repeating: 0xFF, count: 4096).base64url
    let attacker = try forge.key("rsa-b")
    func token(_ jwk: String, by key: ForgeKey) throws -> Token {
        try Token.compact(#"{"alg":"RS256","jwk":\#(jwk)}"#, Forge.payload, by: key, .rs256)
    }
    group.accept(
        "plain",
        "the trusted key in the header",
        try token(#"{"kty":"RSA","n":"\#(n.base64url)","e":"AQAB"}"#, by: key),
        ["RFC7515#4.1.3-1"]
    )
    let unread = "what's in the header is no key that can be used"
    for (slug, summary, jwk) in [
        (
            "exponent", "a signature by another key, and a jwk with a public exponent of 32768 bits",
            #"{"kty":"RSA","n":"\#(n.base64url)","e":"\#(long)"}"#
        ),
        (
            "modulus", "a signature by another key, and a jwk with a modulus of 32768 bits",
            #"{"kty":"RSA","n":"\#(long)","e":"AQAB"}"#
        ),
        (
            "private", "a signature by another key, and a jwk with private integers of 32768 bits",
            #"{"kty":"RSA","n":"\#(n.base64url)","e":"AQAB","d":"\#(long)"}"#
        ),
    ] {
        group.reject(
            slug,
            summary,
            try token(jwk, by: attacker),
            .keyEmbedded,
            .unprovable(unread),
            refs: ["RFC8017#3.1-2", "RFC8725#3.10-1"],
            timeLimit: 2
        )
    }
    return group
}
