import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// A secret is octets: MACs under what is left of it when it's taken for text, cut or encoded.
@Sendable func secretsTopic(_ forge: Forge) throws -> Topic {
    let key = try forge.key("hmac-octets")
    let secret = key.secret
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let base64 = secret.base64url.translated("-", "+").translated("_", "/")
    let padding = String(repeating: "=", count: (3 - secret.count % 3) % 3)
    let readings: [(String, String, [UInt8])] = [
        (
            "trimmed", "without the white space around it",
            Array(secret.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
        ),
        (
            "trimmed-behind", "without the white space behind it",
            Array(secret.reversed().drop(while: isSpace).reversed())
        ),
        ("until-nul", "up to its first zero", Array(secret.prefix { $0 != 0 })),
        ("without-nul", "without its zeros", secret.filter { $0 != 0 }),
        ("repaired", "with U+FFFD for what isn't UTF-8", Array(String(decoding: secret, as: UTF8.self).utf8)),
        (
            "question-marks", "with question marks for what isn't ASCII",
            secret.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }
        ),
        ("seven-bits", "with seven bits of each octet", secret.map { $0 & 0x7F }),
        ("first-32", "cut to 32 octets", Array(secret.prefix(32))),
        ("first-64", "cut to 64 octets", Array(secret.prefix(64))),
        ("last-64", "its last 64 octets", Array(secret.suffix(64))),
        ("sha256", "hashed by SHA-256", HashFunction.sha256.digest(secret.span)),
        ("sha512", "hashed by SHA-512", HashFunction.sha512.digest(secret.span)),
        (
            "hexadecimal", "as hexadecimal digits",
            Array(secret.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined().utf8)
        ),
        ("base64url", "the text of k", Array(secret.base64url.utf8)),
        ("base64", "as base64", Array((base64 + padding).utf8)),
        (
            "latin-1", "as UTF-8 of the characters with its octets for numbers",
            secret.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
        ),
        ("reversed", "from its last octet to its first", secret.reversed()),
        ("zero-behind", "with a one behind it", secret + [1]),
        ("jwk", "the text of the JWK", Array(try key.jwkText.utf8)),
        ("newline-behind", "with a line feed behind it", secret + [0x0A]), ("empty", "replaced by an empty one", []),
        ("without-last", "without its last octet", secret.dropLast()),
        ("without-first", "without its first octet", Array(secret.dropFirst())),
    ]
    let groups = try [(Algorithm.hs256, HashFunction.sha256), (.hs384, .sha384), (.hs512, .sha512)].map {
        algorithm,
        hash in
        var group = GroupDefinition(
            "signature/secrets/\(algorithm.slug)",
            key: .init(ref: key.id),
            policy: VerificationPolicy([algorithm.rawValue])
        )
        let plain = try Token.compact(#"{"alg":"\#(algorithm.rawValue)"}"#, Forge.payload, by: key, algorithm)
        group.accept("plain", "a MAC under the octets of the secret", plain, ["RFC7518#6.4.1-1"])
        for (slug, words, read) in readings {
            let tag = try ForgeKey.mac(plain.signingInput, secret: read, hash)
            // HMAC itself hashes a secret that's longer than a block.
            guard tag != plain.signature else { continue }
            group.reject(
                slug,
                "a MAC under the secret \(words)",
                plain.withSignature(tag),
                .signature,
                .twin("plain"),
                rule: "RFC7518#6.4.1-1"
            )
        }
        for (slug, words, tag) in [
            ("reversed-mac", "the MAC from its last octet to its first", Array(plain.signature.reversed())),
            ("inverted-mac", "the MAC with every bit turned", plain.signature.map { ~$0 }),
            ("zero-mac", "a MAC of zeros", [UInt8](repeating: 0, count: hash.octetCount)),
            (
                "first-half", "a MAC whose second half is wrong",
                plain.signature.prefix(hash.octetCount / 2) + [UInt8](repeating: 0, count: hash.octetCount / 2)
            ),
            (
                "second-half", "a MAC whose first half is wrong",
                [UInt8](repeating: 0, count: hash.octetCount / 2) + plain.signature.suffix(hash.octetCount / 2)
            ),
            (
                "last-octet", "a MAC whose last octet is wrong",
                plain.signature.dropLast() + [plain.signature.last.map { $0 ^ 0x80 } ?? 0]
            ),
            ("digest", "the hash of what is signed, without a secret", hash.digest(plain.signingInput.span)),
            (
                "secret-prefix", "the hash of the secret and what is signed",
                hash.digest((secret + plain.signingInput).span)
            ),
        ] as [(String, String, [UInt8])] {
            group.reject(slug, words, plain.withSignature(tag), .signature, .twin("plain"), rule: "RFC7518#3.2-6")
        }
        return group
    }
    return Topic(
        path: "signature/secrets.json",
        title: "Secrets that are misread, and MACs that are partly right",
        groups: groups + (try confusions(forge))
    )
}

/// A public key where a MAC is all that's allowed: each kind of key, each MAC, each spelling.
private func confusions(_ forge: Forge) throws -> [GroupDefinition] {
    try ["rsa-a", "p256-a", "ed25519-a"].flatMap { name in
        let key = try forge.key(name)
        return try [(Algorithm.hs256, HashFunction.sha256), (.hs384, .sha384), (.hs512, .sha512)].map {
            algorithm,
            hash in
            var group = GroupDefinition(
                "signature/secrets/\(name.dropLast(2))-for-\(algorithm.slug)",
                key: .init(ref: key.id),
                policy: VerificationPolicy([algorithm.rawValue])
            )
            let input = "\(#"{"alg":"\#(algorithm.rawValue)"}"#.base64url).\(Forge.payload.base64url)"
            let spellings: [(String, [UInt8])] = [
                ("pem", Array((key.record.pem ?? "").utf8)), ("der", try key.asymmetric.publicDER()),
                ("jwk", Array(try key.jwkText.utf8)), ("empty", []),
            ]
            for (slug, secret) in spellings {
                group.reject(
                    slug,
                    "a public key and a policy of \(algorithm.rawValue) alone; the MAC is under \(slug == "empty" ? "an empty secret" : "the key as \(slug.uppercased())")",
                    Token("\(input).\(try ForgeKey.mac(Array(input.utf8), secret: secret, hash).base64url)"),
                    .keyType,
                    .twin("signature/algorithms/\(algorithm.slug)/plain"),
                    refs: ["RFC8725#3.1-1"]
                )
            }
            return group
        }
    }
}
