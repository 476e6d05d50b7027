import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Claims under every algorithm: a token whose one fault is its signature, its key or its header.
///
/// A verifier of claims that never checks a signature is noticed for each algorithm that it says it has.
@Sendable func claimsUnderAlgorithmsTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "claims/algorithms.json",
        title: "Claims under every algorithm, and signatures that are wrong",
        groups: try Algorithm.allCases.map { try signatures($0, forge) } + headers(forge) + keys(forge)
    )
}

private func claims(_ slug: String, _ key: VectorFile.Key, _ algorithms: [Algorithm]) -> GroupDefinition {
    GroupDefinition(
        "claims/algorithms/\(slug)",
        key: key,
        policy: VerificationPolicy(algorithms.map(\.rawValue)),
        content: .claims
    )
}

private func signatures(_ algorithm: Algorithm, _ forge: Forge) throws -> GroupDefinition {
    let name = algorithm.rawValue
    let key = try forge.key(for: algorithm)
    var group = claims(algorithm.slug, .init(ref: key.id), [algorithm])
    let header = #"{"alg":"\#(name)","typ":"JWT"}"#
    let plain = try Token.compact(header, #"{"sub":"alice","role":"user"}"#, by: key, algorithm)
    group.accept("plain", "claims under \(name)", plain, ["RFC7519#7.2-1", "RFC7515#5.2-5"])
    let admin = #"{"sub":"alice","role":"admin"}"#.base64url
    group.reject(
        "payload-other",
        "other claims under the same signature",
        Token([plain.segments[0], admin, plain.segments[2]].joined(separator: ".")),
        .signature,
        .twin("plain")
    )
    group.reject(
        "header-other",
        "another header under the same signature",
        Token(
            [#"{"alg":"\#(name)","typ":"JWT","x":1}"#.base64url, plain.segments[1], plain.segments[2]].joined(
                separator: "."
            )
        ),
        .signature,
        .twin("plain")
    )
    group.reject(
        "signature-flipped",
        "one bit of the signature changed",
        plain.flipped(segment: 2, at: -2),
        .signature,
        .twin("plain")
    )
    group.reject("signature-empty", "no signature", plain.withSignature([]), lengthCheck(algorithm), .twin("plain"))
    let other = try forge.key("\(algorithm.row.usualKey.word)-b")
    group.reject(
        "another-key",
        "the claims signed by another key of the same type",
        try Token.compact(header, #"{"sub":"alice","role":"user"}"#, by: other, algorithm),
        .signature,
        .twin("plain")
    )
    group.reject(
        "unsecured",
        "alg none and no signature",
        Token("\(#"{"alg":"none","typ":"JWT"}"#.base64url).\(admin)."),
        .algNone,
        .twin("plain")
    )
    return group
}

private func headers(_ forge: Forge) throws -> [GroupDefinition] {
    let key = try forge.key("hmac-a")
    var group = claims("header", .init(jwk: try key.jwk(with: ["kid": "k1"])), [.hs256])
    func token(_ members: String, _ algorithm: Algorithm = .hs256) throws -> Token {
        try Token.compact("{\(members)}", #"{"sub":"alice"}"#, by: key, algorithm)
    }
    group.accept("plain", "claims and the kid of the key", try token(#""alg":"HS256","kid":"k1""#), ["RFC7519#7.2-1"])
    let faults: [(String, String, Token, Check, Level)] = [
        ("alg-other", "an alg that isn't allowed", try token(#""alg":"HS512""#, .hs512), .algAllowed, .must),
        ("alg-lower-case", "an alg in lower case", try token(#""alg":"hs256""#), .algExact, .must),
        ("alg-missing", "no alg", try token(#""typ":"JWT""#), .algPresent, .must),
        ("kid-other", "a kid that the key doesn't have", try token(#""alg":"HS256","kid":"k2""#), .keyFound, .should),
        ("kid-number", "a kid that is a number", try token(#""alg":"HS256","kid":1"#), .headerTypes, .must),
        (
            "crit", "crit that names what nobody knows",
            try token(#""alg":"HS256","crit":["x-unknown"],"x-unknown":1"#), .critUnderstood, .must
        ),
        ("crit-string", "crit that is a string", try token(#""alg":"HS256","crit":"exp","exp":1"#), .critArray, .must),
        (
            "mac-short", "the first 16 octets of the MAC",
            try token(#""alg":"HS256""#).withSignature(Array(token(#""alg":"HS256""#).signature.prefix(16))),
            .hmacLength, .must
        ),
    ]
    for (slug, summary, token, check, level) in faults {
        group.reject(slug, summary, token, check, .twin("plain"), level: level)
    }
    return [group]
}

private func keys(_ forge: Forge) throws -> [GroupDefinition] {
    let hmac = try forge.key("hmac-a")
    let (p256, other) = (try forge.key("p256-a"), try forge.key("p256-b"))
    let payload = #"{"sub":"alice"}"#
    let plain = "claims/algorithms/hs256/plain"
    func one(
        _ slug: String,
        _ summary: String,
        _ key: JSONValue,
        _ algorithm: Algorithm,
        _ token: Token,
        _ check: Check
    ) -> GroupDefinition {
        var group = claims(slug, .init(jwk: key), [algorithm])
        group.reject(
            "token",
            summary,
            token,
            check,
            .twin(algorithm == .hs256 ? plain : "claims/algorithms/\(algorithm.slug)/plain")
        )
        return group
    }
    let hs256 = try Token.compact(#"{"alg":"HS256"}"#, payload, by: hmac, .hs256)
    let short = Array(hmac.secret.prefix(31))
    let pem = Array((p256.record.pem ?? "").utf8)
    let weak = try forge.key("rsa-1024")
    var ecdsa = claims("es256-signature", .init(ref: p256.id), [.es256])
    let signed = try Token.compact(#"{"alg":"ES256"}"#, payload, by: p256, .es256)
    ecdsa.accept("plain", "claims under ES256", signed, ["RFC7519#7.2-1"])
    for (slug, summary, signature, check) in [
        ("zeros", "R and S zero", [UInt8](repeating: 0, count: 64), Check.ecdsaRange),
        ("r-order", "R the order", EllipticCurve.p256.order + signed.signature.suffix(32), .ecdsaRange),
        (
            "der", "the signature in DER", EllipticCurve.p256.encodedDERSignature(signed.signature) ?? [],
            .ecdsaSignatureLength
        ),
    ] as [(String, String, [UInt8], Check)] {
        ecdsa.reject(slug, summary, signed.withSignature(signature), check, .twin("plain"))
    }
    ecdsa.reject(
        "jwk",
        "the attacker's key in the header, and a signature by it",
        try Token.compact(
            #"{"alg":"ES256","jwk":\#(JSONValue.text(other.record.verification))}"#,
            payload,
            by: other,
            .es256
        ),
        .keyEmbedded,
        .twin("plain")
    )
    ecdsa.reject(
        "x5c",
        "the attacker's certificate in the header, and a signature by its key",
        try Token.compact(#"{"alg":"ES256","x5c":["\#(Certificates.second)"]}"#, payload, by: other, .es256),
        .keyCertificate,
        .twin("plain")
    )
    return [
        one("key-alg", "a secret with alg HS512", try hmac.jwk(with: ["alg": "HS512"]), .hs256, hs256, .keyAlgorithm),
        one("key-use", "a secret with use enc", try hmac.jwk(with: ["use": "enc"]), .hs256, hs256, .keyUse),
        one(
            "key-operations",
            "a secret with key_ops sign alone",
            try hmac.jwk(with: ["key_ops": ["sign"]]),
            .hs256,
            hs256,
            .keyOperations
        ),
        one(
            "key-short",
            "a secret of 31 octets",
            ["kty": "oct", "k": .string(short.base64url)],
            .hs256,
            hs256.withSignature(try ForgeKey.mac(hs256.signingInput, secret: short)),
            .hmacKeySize
        ),
        one(
            "key-type",
            "a public key for a secret",
            try p256.jwk(),
            .hs256,
            hs256.withSignature(try ForgeKey.mac(hs256.signingInput, secret: pem)),
            .keyType
        ),
        one(
            "rsa-1024",
            "a modulus of 1024 bits",
            try weak.jwk(),
            .rs256,
            try Token.compact(#"{"alg":"RS256"}"#, payload, by: weak, .rs256),
            .rsaKeySize
        ),
        ecdsa,
    ]
}
