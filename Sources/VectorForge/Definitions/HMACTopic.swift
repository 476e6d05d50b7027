import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// MACs (RFC 7518 section 3.2): lengths of tags and of secrets.
@Sendable func hmacTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    let hashes: [(Algorithm, HashFunction)] = [(.hs256, .sha256), (.hs384, .sha384), (.hs512, .sha512)]
    for (algorithm, hash) in hashes {
        let name = algorithm.rawValue
        let key = try forge.key("hmac-a")
        var group = GroupDefinition(
            "signature/hmac-length/\(name.lowercased())",
            key: .init(ref: key.id),
            policy: VerificationPolicy([name])
        )
        let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm)
        let tag = plain.signature
        group.accept("plain", "the whole tag", plain, ["RFC7518#3.2-4"])
        for count in [1, hash.octetCount / 2, hash.octetCount - 1] {
            group.reject(
                "first-\(count)",
                "the first \(count) octets of the tag: a prefix is forged by trying",
                plain.withSignature(Array(tag.prefix(count))),
                .hmacLength,
                .twin("plain")
            )
        }
        group.reject(
            "one-more",
            "an octet behind the tag",
            plain.withSignature(tag + [0]),
            .hmacLength,
            .twin("plain")
        )
        group.reject(
            "twice",
            "the tag twice",
            plain.withSignature(tag + tag),
            .hmacLength,
            .twin("plain")
        )
        group.reject(
            "hexadecimal",
            "the tag in hexadecimal digits",
            plain.withSignature(tag.flatMap { Array(String(0x100 + Int($0), radix: 16).utf8.dropFirst()) }),
            .hmacLength,
            .twin("plain")
        )
        groups.append(group)
        groups += try secretGroups(algorithm, hash)
    }
    groups += try knownSecrets()
    groups += try [wrongMACs(forge), zerosInMACs(forge)]
    return Topic(path: "signature/hmac.json", title: "HMAC: tags and secrets", groups: groups)
}

/// Secrets that are shorter than the hash (RFC 7518 section 3.2), and longer ones that are fine.
private func secretGroups(_ algorithm: Algorithm, _ hash: HashFunction) throws -> [GroupDefinition] {
    let name = algorithm.rawValue
    let size = hash.octetCount
    let block = hash == .sha256 ? 64 : 128
    func group(_ count: Int, _ slug: String, octet: UInt8 = 0xA5) throws -> (GroupDefinition, Token) {
        let secret = [UInt8](repeating: octet, count: count)
        let jwk = JSONValue.object(["kty": .string("oct"), "k": .string(secret.base64url)])
        let group = GroupDefinition(
            "signature/hmac-secret/\(name.lowercased())-\(slug)",
            key: .init(jwk: jwk),
            policy: VerificationPolicy([name])
        )
        let input = "\(#"{"alg":"\#(name)"}"#.base64url).\(Forge.payload.base64url)"
        let tag = try ForgeKey.mac(Array(input.utf8), secret: secret, hash)
        return (group, Token("\(input).\(tag.base64url)"))
    }
    let twin = "signature/hmac-secret/\(name.lowercased())-\(size)-octets/token"
    var groups: [GroupDefinition] = []
    for (count, summary) in [
        (size, "as long as the hash: the least that's allowed"), (block, "as long as the hash's block"),
        (block + 1, "longer than the hash's block: it's hashed first"),
    ] {
        var (group, token) = try group(count, "\(count)-octets")
        let rule = count > block ? "RFC7518#3.2-5" : "RFC7518#3.2-1"
        group.accept("token", "a secret \(summary)", token, [rule, "RFC8725#3.5-1"])
        groups.append(group)
    }
    for (count, summary, cves) in [
        (0, "an empty secret: anybody signs", ["CVE-2026-45363", "CVE-2026-44351"]),
        (1, "a secret of one octet", ["CVE-2025-45768"]),
        (size - 1, "a secret one octet shorter than the hash", []),
    ] {
        var (group, token) = try group(count, "\(count)-octets")
        group.reject(
            "token",
            summary,
            token,
            .hmacKeySize,
            .twin(twin),
            rule: count == 0 ? "RFC7518#3.2-2" : "RFC7518#3.2-1",
            refs: ["RFC8725#3.5-1"],
            cves: cves,
            level: count == 0 ? .must : .bcp
        )
        groups.append(group)
    }
    return groups
}

/// Well-known secrets: from examples, and from variables that aren't set.
private func knownSecrets() throws -> [GroupDefinition] {
    let texts: [(String, String, [UInt8])] = [
        ("word", "the word secret", Array("secret".utf8)),
        (
            "of-a-debugger", "the secret that a well-known debugger of tokens fills in",
            Array("your-256-bit-secret".utf8)
        ),
        ("space", "a space", [0x20]),
        (
            "of-rfc-7515", "the secret of the example in RFC 7515, appendix A.1",
            Octets(
                base64url:
                    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
            )?.bytes ?? []
        ),
        ("zeros", "thirty-two octets zero", [UInt8](repeating: 0, count: 32)),
        ("long-word", "a word that everybody tries, four times over", Array("changeitchangeitchangeitchangeit".utf8)),
    ]
    return try texts.map { slug, summary, secret in
        var group = GroupDefinition(
            "signature/hmac-known/\(slug)",
            key: .init(jwk: .object(["kty": .string("oct"), "k": .string(secret.base64url)])),
            policy: VerificationPolicy(["HS256"])
        )
        let input = "\(#"{"alg":"HS256"}"#.base64url).\(Forge.payload.base64url)"
        let token = Token("\(input).\(try ForgeKey.mac(Array(input.utf8), secret: secret).base64url)")
        if secret.count < 32 {
            group.reject(
                "token",
                "\(summary) for a secret",
                token,
                .hmacKeySize,
                .twin("signature/hmac-secret/hs256-32-octets/token"),
                refs: ["RFC8725#3.5-1"],
                cves: slug == "of-a-debugger" ? ["CVE-2025-45768", "CVE-2025-45769", "CVE-2025-45765"] : [],
                level: .bcp
            )
        } else {
            group.record(
                "token",
                "\(summary) for a secret",
                token,
                why:
                    "RFC 8725 section 3.5 wants entropy, which no verifier can measure; some know the best-known secrets",
                ["RFC8725#3.5-1"]
            )
        }
        return group
    }
}

/// MACs over the wrong octets and by the wrong function, and the right one with one octet changed: every octet counts.
private func wrongMACs(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = forge.bytesGroup("signature/hmac-computed/hs256")
    let plain = try forge.hs256()
    let (header, payload) = (plain.segments[0], plain.segments[1])
    let input = plain.signingInput
    group.accept("plain", "the MAC over header, period and payload", plain, ["RFC7515#5.1-1"])
    func mac(_ text: String) throws -> [UInt8] { try key.sign(Array(text.utf8), .hs256) }
    let decoded = #"{"alg":"HS256"}.\#(Forge.payload)"#
    let macs: [(String, String, [UInt8])] = try [
        ("payload-alone", "over the payload alone", mac(payload)),
        ("header-alone", "over the header alone", mac(header)),
        ("no-period", "over header and payload without the period", mac(header + payload)),
        ("payload-first", "over the payload before the header", mac("\(payload).\(header)")),
        ("decoded", "over the decoded header and payload", mac(decoded)),
        ("decoded-payload", "over the header and the decoded payload", mac("\(header).\(Forge.payload)")),
        ("padded", "over segments with their padding", mac("\(header)=.\(payload)=")),
        ("nothing", "over nothing", mac("")),
        ("line-feed-behind", "over a line feed besides", mac("\(header).\(payload)\n")),
        ("sha384-cut", "by SHA-384, cut", Array(key.sign(input, .hs384).prefix(32))),
        ("sha512-cut", "by SHA-512, cut", Array(key.sign(input, .hs512).prefix(32))),
        (
            "sha1", "by SHA-1, with zeros behind it",
            ForgeKey.mac(input, secret: key.secret, .sha1) + [UInt8](repeating: 0, count: 12)
        ),
        ("digest", "a digest without the secret", HashFunction.sha256.digest(input.span)),
        (
            "digest-with-secret", "a digest of the secret and the text",
            HashFunction.sha256.digest((key.secret + input).span)
        ),
        ("empty-secret", "under an empty secret", ForgeKey.mac(input, secret: [])),
        ("ones", "octets FF", [UInt8](repeating: 0xFF, count: 32)),
        ("reversed", "from its last octet to its first", plain.signature.reversed()),
        ("inverted", "with every bit changed", plain.signature.map { ~$0 }),
        ("sorted", "with its octets in order", plain.signature.sorted()),
    ]
    for (slug, words, signature) in macs {
        group.reject(slug, "a MAC \(words)", plain.withSignature(signature), .signature, .twin("plain"))
    }
    for position in 0..<32 {
        group.reject(
            "octet-\(position + 1)",
            "one bit of octet \(position + 1) of the MAC changed",
            plain.flipped(segment: 2, at: position),
            .signature,
            .twin("plain")
        )
    }
    return group
}

/// MACs with octets zero, which end a text in C, and which integers lose in front.
private func zerosInMACs(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = forge.bytesGroup("signature/hmac-zeros/hs256")
    let inside = try Token.compact(by: key, .hs256) { $0[1..<16].contains(0) && $0[0] != 0 && $0[31] != 0 }
    let front = try Token.compact(by: key, .hs256) { $0[0] == 0 && $0[1] != 0 }
    let behind = try Token.compact(by: key, .hs256) { $0[31] == 0 && $0[30] != 0 }
    group.accept("inside", "a MAC with an octet zero in it", inside, ["RFC7518#3.2-4"])
    group.accept("front", "a MAC that begins with an octet zero", front, ["RFC7518#3.2-4"])
    group.accept("behind", "a MAC that ends with an octet zero", behind, ["RFC7518#3.2-4"])
    group.reject(
        "after-zero",
        "the octet behind a zero changed",
        inside.flipped(segment: 2, at: (inside.signature.firstIndex(of: 0) ?? 0) + 1),
        .signature,
        .twin("inside")
    )
    group.reject(
        "last-after-zero",
        "the last octet changed, a zero before it",
        inside.flipped(segment: 2, at: -1),
        .signature,
        .twin("inside")
    )
    group.reject(
        "front-lost",
        "the zero in front is lost",
        front.withSignature(Array(front.signature.dropFirst())),
        .hmacLength,
        .unprovable("what is left begins with another octet")
    )
    group.reject(
        "behind-lost",
        "the zero behind is lost",
        behind.withSignature(behind.signature.dropLast()),
        .hmacLength,
        .twin("behind")
    )
    return group
}
