import JWTConformance
import ReferenceJOSE

/// Keys of a set, each checked as one that stands alone; which of several keys decides; and faults in the text of a key.
@Sendable func keySetsTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "jwk/sets.json",
        title: "Keys of sets, one by one and together",
        groups: try badKeys(forge) + choices(forge) + texts(forge) + lostZeros(forge)
    )
}

private func set(_ slug: String, _ keys: [JSONValue], _ algorithms: [Algorithm]) -> GroupDefinition {
    GroupDefinition(
        "jwk/sets/\(slug)",
        key: .init(jwks: ["keys": .array(keys)]),
        policy: VerificationPolicy(algorithms.map(\.rawValue))
    )
}

private func token(_ algorithm: Algorithm, by key: ForgeKey, kid: String? = nil) throws -> Token {
    let named = kid.map { #","kid":"\#($0)""# } ?? ""
    return try Token.compact(
        #"{"alg":"\#(algorithm.rawValue)","typ":"JWT"\#(named)}"#,
        Forge.payload,
        by: key,
        algorithm
    )
}

/// One bad key in a set, and beside it a good one that didn't sign.
private func badKeys(_ forge: Forge) throws -> [GroupDefinition] {
    let hmac = try forge.key("hmac-a")
    let (p256, other256) = (try forge.key("p256-a"), try forge.key("p256-b"))
    let rsa = try forge.key("rsa-a")
    let ed = try forge.key("ed25519-a")
    func member(_ key: ForgeKey, _ name: String) throws -> [UInt8] {
        Octets(base64url: try key.jwk()[name]?.stringValue ?? "")?.bytes ?? []
    }
    let short = [UInt8](hmac.secret.prefix(31))
    let pem = Array((rsa.record.pem ?? "").utf8)
    let shortInput = "\(#"{"alg":"HS256","typ":"JWT","kid":"k1"}"#.base64url).\(Forge.payload.base64url)"
    func macced(_ secret: [UInt8]) throws -> Token {
        Token("\(shortInput).\(try ForgeKey.mac(Array(shortInput.utf8), secret: secret).base64url)")
    }
    let good = try other256.jwk(with: ["kid": "k2"])
    let cases: [(String, String, JSONValue, Token, Algorithm, Check, String?)] = [
        (
            "alg", "a secret with alg HS512", try hmac.jwk(with: ["kid": "k1", "alg": "HS512"]),
            try token(.hs256, by: hmac, kid: "k1"), .hs256, .keyAlgorithm, nil
        ),
        (
            "use", "a secret with use enc", try hmac.jwk(with: ["kid": "k1", "use": "enc"]),
            try token(.hs256, by: hmac, kid: "k1"), .hs256, .keyUse, nil
        ),
        (
            "operations", "a secret with key_ops sign alone", try hmac.jwk(with: ["kid": "k1", "key_ops": ["sign"]]),
            try token(.hs256, by: hmac, kid: "k1"), .hs256, .keyOperations, nil
        ),
        (
            "rsa-use", "an RSA key with use enc", try rsa.jwk(with: ["kid": "k1", "use": "enc"]),
            try token(.rs256, by: rsa, kid: "k1"), .rs256, .keyUse, nil
        ),
        (
            "okp-operations", "an Ed25519 key with key_ops of no operation",
            try ed.jwk(with: ["kid": "k1", "key_ops": []]), try token(.edDSA, by: ed, kid: "k1"), .edDSA,
            .keyOperations, nil
        ),
        (
            "short-secret", "a secret of 31 octets", ["kty": "oct", "kid": "k1", "k": .string(short.base64url)],
            try macced(short), .hs256, .hmacKeySize, nil
        ),
        (
            "secret-of-pem", "a secret that is a public key in PEM",
            ["kty": "oct", "kid": "k1", "k": .string(pem.base64url)], try macced(pem), .hs256, .hmacKeySecret, nil
        ),
        (
            "rsa-1024", "a modulus of 1024 bits", try forge.key("rsa-1024").jwk(with: ["kid": "k1"]),
            try token(.rs256, by: forge.key("rsa-1024"), kid: "k1"), .rs256, .rsaKeySize, nil
        ),
        (
            "rsa-e-one", "a public exponent of one", try rsa.jwk(with: ["kid": "k1", "e": "AQ"]), try fixedPoint(rsa),
            .rs256, .rsaExponent, nil
        ),
        (
            "rsa-n-zero", "a modulus with a zero before it",
            try rsa.jwk(with: ["kid": "k1", "n": .string(([0] + member(rsa, "n")).base64url)]),
            try token(.rs256, by: rsa, kid: "k1"), .rs256, .jwkMinimal, nil
        ),
        (
            "k-padded", "a secret with an equals sign behind it",
            try hmac.jwk(with: ["kid": "k1", "k": .string(hmac.secret.base64url + "==")]),
            try token(.hs256, by: hmac, kid: "k1"), .hs256, .jwkBase64, nil
        ),
        (
            "kid-number", "a secret whose kid is a number", try hmac.jwk(with: ["kid": .integer(1)]),
            try token(.hs256, by: hmac), .hs256, .jwkMembers, nil
        ),
        (
            "x-long", "a coordinate with a zero before it",
            try p256.jwk(with: ["kid": "k1", "x": .string(([0] + member(p256, "x")).base64url)]),
            try token(.es256, by: p256, kid: "k1"), .es256, .jwkCoordinateLength, nil
        ),
        (
            "off-curve", "a point that isn't on the curve",
            try p256.jwk(with: ["kid": "k1", "y": .string(member(p256, "x").base64url)]),
            try token(.es256, by: p256, kid: "k1"), .es256, .jwkOnCurve, nil
        ),
        (
            "okp-long", "an Ed25519 key with an octet behind it",
            try ed.jwk(with: ["kid": "k1", "x": .string((member(ed, "x") + [0]).base64url)]),
            try token(.edDSA, by: ed, kid: "k1"), .edDSA, .jwkKeyLength, nil
        ),
        (
            "d-other", "a private half that belongs to another key",
            try p256.jwk(with: ["kid": "k1", "d": .string(try privateValue(other256))]),
            try token(.es256, by: p256, kid: "k1"), .es256, .jwkPrivate, nil
        ),
        (
            "other-curve", "a key on P-384 under ES256", try forge.key("p384-a").jwk(with: ["kid": "k1"]),
            try token(.es256, by: forge.key("p384-a"), kid: "k1"), .es256, .keyType, nil
        ),
    ]
    return cases.map { slug, summary, key, token, algorithm, check, unprovable in
        // A key without a usable kid leaves no other to be the reason.
        var group = set("bad-\(slug)", slug == "kid-number" ? [key] : [key, good], [algorithm])
        group.reject(
            "token",
            "a JWK Set with \(summary), and a token by it",
            token,
            check,
            unprovable.map { .unprovable($0) } ?? .twin("signature/algorithms/\(algorithm.slug)/plain"),
            level: slug == "kid-number" ? .should : .must
        )
        return group
    }
}

private func privateValue(_ key: ForgeKey) throws -> String { key.record.signing?["d"]?.stringValue ?? "" }

/// A message that is its own signature under an exponent of one.
private func fixedPoint(_ key: ForgeKey) throws -> Token {
    let plain = try token(.rs256, by: key, kid: "k1")
    return plain.withSignature(try key.rsa.pkcs1Encoded(ForgeKey.sha256DigestInfo(of: plain.signingInput)))
}

/// Which of several keys decides.
private func choices(_ forge: Forge) throws -> [GroupDefinition] {
    let (one, two) = (try forge.key("p256-a"), try forge.key("p256-b"))
    let (rsa, hmac) = (try forge.key("rsa-a"), try forge.key("hmac-a"))
    let pairs: [(String, String, JSONValue, JSONValue)] = [
        (
            "encryption-first", "a key for encryption before the one that signs", try two.jwk(with: ["use": "enc"]),
            try one.jwk(with: ["use": "sig"])
        ),
        (
            "encryption-operations-first", "a key for agreement before the one that signs",
            try two.jwk(with: ["key_ops": ["deriveKey"]]), try one.jwk(with: ["key_ops": ["verify"]])
        ),
        (
            "other-alg-first", "a key with another alg before the one that signs",
            try two.jwk(with: ["alg": "ECDH-ES"]), try one.jwk(with: ["alg": "ES256"])
        ),
        ("other-type-first", "a key of another type before the one that signs", try rsa.jwk(), try one.jwk()),
        (
            "other-curve-first", "a key on another curve before the one that signs", try forge.key("p384-a").jwk(),
            try one.jwk()
        ),
        (
            "same-kid-encryption", "two keys of one kid, the first of which is for encryption",
            try two.jwk(with: ["use": "enc", "kid": "k1"]), try one.jwk(with: ["use": "sig", "kid": "k1"])
        ),
        (
            "same-kid-other-type", "two keys of one kid, the first of which is of another type",
            try rsa.jwk(with: ["kid": "k1"]), try one.jwk(with: ["kid": "k1"])
        ),
        (
            "unnamed-first", "a key without kid before the one that is named", try two.jwk(),
            try one.jwk(with: ["kid": "k1"])
        ),
    ]
    var groups: [GroupDefinition] = []
    for (slug, words, first, last) in pairs {
        for isReversed in [false, true] {
            var group = set(
                isReversed ? "\(slug.replacing("first", with: "last"))-reversed" : slug,
                isReversed ? [last, first] : [first, last],
                [.es256]
            )
            let kid = last["kid"] == nil ? nil : "k1"
            group.accept(
                "token",
                isReversed ? "\(words), the other way round" : words,
                try token(.es256, by: one, kid: kid),
                ["RFC7517#4.5-2", "RFC7517#5-1"],
                level: .should
            )
            if slug.hasPrefix("encryption") || slug == "same-kid-encryption" {
                group.reject(
                    "by-the-other",
                    "a token by the key that isn't for signatures",
                    try token(.es256, by: two, kid: kid),
                    .signature,
                    .twin("token"),
                    refs: [slug.contains("operations") ? "RFC7517#4.3-1" : "RFC7517#4.2-1"]
                )
            }
            groups.append(group)
        }
    }
    var unnamed = set("unnamed", [try two.jwk(), try one.jwk(with: ["kid": "k1"])], [.es256])
    unnamed.accept(
        "kid-of-none",
        "a kid that no key has, and a signature by the key without one",
        try token(.es256, by: two, kid: "k9"),
        ["RFC7515#4.1.4-2"],
        level: .info
    )
    unnamed.reject(
        "crossed",
        "a kid that no key has, and a signature by the key with another",
        try token(.es256, by: one, kid: "k9"),
        .signature,
        .twin("kid-of-none"),
        level: .should
    )
    let several = ["k1", "k2", "k3"]
    var three = set(
        "three",
        try zip(several, [one, two, one]).map { kid, key in try key.jwk(with: ["kid": .string(kid)]) },
        [.es256]
    )
    three.accept("middle", "the second of three keys", try token(.es256, by: two, kid: "k2"), ["RFC7515#4.1.4-2"])
    three.accept("last", "the last of three keys", try token(.es256, by: one, kid: "k3"), ["RFC7515#4.1.4-2"])
    for (slug, kid, words) in [
        ("k", "k", "the first letter of every kid"), ("k12", "k12", "a kid with a digit behind it"),
        ("list", "k1,k2", "two kids with a comma"), ("position", "1", "the position of a key"),
    ] {
        three.reject(
            "kid-\(slug)",
            words,
            try token(.es256, by: two, kid: kid),
            .keyFound,
            .twin("middle"),
            level: .should
        )
    }
    var mixed = set(
        "mixed",
        [try hmac.jwk(with: ["kid": "s"]), try one.jwk(with: ["kid": "e"]), try rsa.jwk(with: ["kid": "r"])],
        [.hs256, .es256, .rs256]
    )
    for (algorithm, key, kid) in [(Algorithm.hs256, hmac, "s"), (.es256, one, "e"), (.rs256, rsa, "r")] {
        mixed.accept(
            algorithm.slug,
            "the key of one type among three, under \(algorithm.rawValue)",
            try token(algorithm, by: key, kid: kid),
            ["RFC7515#4.1.4-2"]
        )
    }
    mixed.reject(
        "hs256-with-ec-kid",
        "a MAC that names the EC key",
        try token(.hs256, by: hmac, kid: "e"),
        .keyType,
        .unprovable("the secret isn't the named key")
    )
    mixed.reject(
        "es256-with-rsa-kid",
        "an ES256 signature that names the RSA key",
        try token(.es256, by: one, kid: "r"),
        .keyType,
        .unprovable("the EC key isn't the named one")
    )
    return groups + [unnamed, three, mixed]
}

/// Faults in the JSON text of a key.
private func texts(_ forge: Forge) throws -> [GroupDefinition] {
    let key = try forge.key("p256-a")
    let text = try key.jwkText
    let inside = text.dropLast()
    let good = try token(.es256, by: key)
    let faults: [(String, String, [UInt8], Check, Level)] = [
        (
            "encoding", "an octet that isn't UTF-8 in a member that nobody knows",
            Array("\(inside),\"x-a\":\"".utf8) + [0xFF] + Array("\"}".utf8), .jsonEncoding, .should
        ),
        ("nul", "U+0000 in a member that nobody knows", Array("\(inside),\"x-a\":\"a\\u0000\"}".utf8), .jsonNUL, .info),
        (
            "depth", "ten thousand arrays in a member that nobody knows",
            Array(
                "\(inside),\"x-a\":\(String(repeating: "[", count: 10_000))\(String(repeating: "]", count: 10_000))}"
                    .utf8
            ), .jsonDepth, .info
        ),
        ("number", "a number that no double is near", Array("\(inside),\"x-a\":1e400}".utf8), .jsonNumberRange, .info),
        ("comment", "a comment in it", Array("\(inside),/* a */\"x-a\":1}".utf8), .jsonGrammar, .should),
        ("trailing-comma", "a comma behind its last member", Array("\(inside),}".utf8), .jsonGrammar, .should),
        ("behind", "a further object behind it", Array("\(text){}".utf8), .jsonTrailingOctets, .should),
        ("twice", "kty twice", Array("\(inside),\"kty\":\"EC\"}".utf8), .jsonDuplicateMember, .should),
    ]
    return faults.map { slug, summary, octets, check, level in
        let key: VectorFile.Key =
            String(validating: octets, as: UTF8.self).map { .init(text: $0) } ?? .init(octets: Octets(octets))
        var group = GroupDefinition("jwk/sets/text-\(slug)", key: key, policy: VerificationPolicy(["ES256"]))
        if level == .info {
            group.either(
                "token",
                "the text of a JWK with \(summary)",
                good,
                why:
                    "RFC 8259 section 9 lets a parser limit what it reads, and RFC 7517 section 4 has unknown members ignored",
                check,
                .twin("signature/algorithms/es256/plain")
            )
        } else {
            group.reject(
                "token",
                "the text of a JWK with \(summary)",
                good,
                check,
                .twin("signature/algorithms/es256/plain"),
                level: level
            )
        }
        return group
    }
}

/// A coordinate that lost the zero before it (RFC 7518 section 6.2.1.2), as where integers are written and not octets.
private func lostZeros(_ forge: Forge) throws -> [GroupDefinition] {
    let key = try forge.key("p521-b")
    return try ["x", "y"].map { name in
        let octets = Octets(base64url: try key.jwk()[name]?.stringValue ?? "")?.bytes ?? []
        var group = GroupDefinition(
            "jwk/sets/lost-zero-\(name)",
            key: .init(jwk: try key.jwk(with: [name: .string(Array(octets.drop { $0 == 0 }).base64url)])),
            policy: VerificationPolicy(["ES512"])
        )
        group.reject(
            "token",
            "a key on P-521 whose \(name) lacks the zero that it begins with",
            try token(.es512, by: key),
            .jwkCoordinateLength,
            .twin("signature/algorithms/es512/plain")
        )
        return group
    }
}
