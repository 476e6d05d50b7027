import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// A public key taken for an HMAC secret (RFC 8725 section 2.1): whoever knows the public key signs.
@Sendable func confusionTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for algorithm in [Algorithm.rs256, .es256, .edDSA] {
        let name = algorithm.rawValue
        let key = try forge.key(for: algorithm)
        let family = algorithm.row.usualKey.word
        let both = VerificationPolicy([name, "HS256"])
        var unpinned = both
        unpinned.algorithms = .implementationDefault
        let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm)
        let pem = key.record.pem ?? ""

        var asJWK = GroupDefinition("attacks/confusion/\(family)-jwk", key: .init(ref: key.id), policy: both)
        asJWK.accept("plain", "a token by the private key", plain, ["RFC8725#3.1-2"])
        for (slug, summary, secret) in try secretSpellings(of: key) {
            asJWK.reject(
                slug,
                "HS256 with \(summary) for a secret",
                try confused(secret),
                .keyType,
                .twin("plain"),
                rule: "RFC8725#3.1-2",
                refs: ["RFC7517#4.1-2"],
                cves: slug == "empty" ? ["CVE-2026-44699", "CVE-2026-22817"] : []
            )
        }
        groups.append(asJWK)

        for (policy, slug, words) in [
            (both, "allowed", "the policy allows both"), (unpinned, "unpinned", "nothing is pinned"),
        ] {
            let cves = ["CVE-2015-9235", "CVE-2016-10555", "CVE-2017-11424", "CVE-2024-37568"]
            var asPEM = GroupDefinition(
                "attacks/confusion/\(family)-pem-\(slug)",
                key: .init(text: pem),
                policy: policy
            )
            let summary = "a token by the private key; \(words)"
            if slug == "allowed" {
                asPEM.accept("plain", summary, plain, ["RFC8725#3.1-2"])
            } else {
                let room = "no RFC says which algorithms a library takes where none is named"
                asPEM.record("plain", summary, plain, why: room, ["RFC8725#3.1-2"])
            }
            let twin = Proof.twin("attacks/confusion/\(family)-pem-allowed/plain")
            asPEM.reject(
                "pem",
                "HS256 with the PEM text for a secret; \(words)",
                try confused(Array(pem.utf8)),
                .keyType,
                twin,
                rule: "RFC8725#3.1-2",
                cves: cves
            )
            asPEM.reject(
                "pem-trimmed",
                "HS256 with the PEM text less its last line feed for a secret; \(words)",
                try confused(Array(pem.utf8.dropLast())),
                .keyType,
                twin,
                rule: "RFC8725#3.1-2",
                cves: cves
            )
            groups.append(asPEM)
        }
        groups += try spellingGroups(key, algorithm, plain)
    }
    return Topic(path: "attacks/confusion.json", title: "A public key taken for a secret", groups: groups)

    func confused(_ secret: [UInt8]) throws -> Token {
        let input = "\(#"{"alg":"HS256"}"#.base64url).\(#"{"sub":"mallory"}"#.base64url)"
        return Token("\(input).\(try ForgeKey.mac(Array(input.utf8), secret: secret).base64url)")
    }

    /// The spelling in which the application hands over the key is the spelling that an attacker signs with.
    func spellingGroups(_ key: ForgeKey, _ algorithm: Algorithm, _ plain: Token) throws -> [GroupDefinition] {
        let pem = key.record.pem ?? ""
        let family = key.id.dropFirst("keys/".count).dropLast(2)
        var policy = VerificationPolicy([algorithm.rawValue, "HS256"])
        policy.algorithms = .only([algorithm.rawValue, "HS256"])
        var spellings: [(String, String, String)] = [
            ("crlf", "PEM with line ends of two characters", pem.split(separator: "\n").map { $0 + "\r\n" }.joined()),
            ("leading-white-space", "PEM behind a space and a line feed", " \n" + pem),
            ("byte-order-mark", "PEM behind a byte order mark", "\u{FEFF}" + pem),
        ]
        if family == "rsa" {
            let publicKey = try AsymmetricKey(der: key.asymmetric.publicDER(), label: "PUBLIC KEY")
            spellings.append(("pkcs1", "PEM of PKCS #1", try publicKey.traditionalPEM()))
        }
        var groups: [GroupDefinition] = []
        for (slug, words, text) in spellings {
            var group = GroupDefinition("attacks/confusion/\(family)-\(slug)", key: .init(text: text), policy: policy)
            group.reject(
                "secret",
                "HS256 with the key's own text for a secret: \(words)",
                try confused(Array(text.utf8)),
                .keyType,
                .twin("attacks/confusion/\(family)-pem-allowed/plain"),
                rule: "RFC8725#3.1-2",
                cves: slug == "pkcs1" ? ["CVE-2017-11424"] : slug == "leading-white-space" ? ["CVE-2026-34950"] : []
            )
            groups.append(group)
        }
        let der = try key.asymmetric.publicDER()
        var binary = GroupDefinition("attacks/confusion/\(family)-der", key: .init(octets: Octets(der)), policy: policy)
        binary.reject(
            "secret",
            "HS256 with the key's DER for a secret",
            try confused(der),
            .keyType,
            .twin("attacks/confusion/\(family)-pem-allowed/plain"),
            rule: "RFC8725#3.1-2"
        )
        groups.append(binary)
        let line = try sshLine(key)
        if let line {
            var hmacOnly = VerificationPolicy([algorithm.rawValue, "HS256"])
            hmacOnly.algorithms = .only([algorithm.rawValue, "HS256"])
            var ssh = GroupDefinition("attacks/confusion/\(family)-ssh", key: .init(text: line), policy: hmacOnly)
            ssh.reject(
                "secret",
                "HS256 with the line of an SSH public key for a secret",
                try confused(Array(line.utf8)),
                .hmacKeySecret,
                .twin("attacks/confusion/\(family)-pem-allowed/plain"),
                rule: "RFC8725#3.1-2",
                cves: ["CVE-2022-29217", "CVE-2024-33663"]
            )
            groups.append(ssh)
        }
        let wrapped = JSONValue.object(["kty": .string("oct"), "k": .string(Array(pem.utf8).base64url)])
        var oct = GroupDefinition("attacks/confusion/\(family)-oct", key: .init(jwk: wrapped), policy: policy)
        oct.either(
            "secret",
            "HS256 with a JWK of type oct that holds the PEM of a public key",
            try confused(Array(pem.utf8)),
            why: "the JWK says that it's a secret; that its octets are a public key is hardening",
            .hmacKeySecret,
            .twin("attacks/confusion/\(family)-pem-allowed/plain")
        )
        groups.append(oct)
        return groups
    }
}

/// What implementations have taken for the octets of a public key.
private func secretSpellings(of key: ForgeKey) throws -> [(String, String, [UInt8])] {
    let asymmetric = try key.asymmetric
    let pem = try asymmetric.publicPEM()
    var spellings: [(String, String, [UInt8])] = [
        ("empty", "no octets", []),
        ("pem", "the PEM text", Array(pem.utf8)),
        ("pem-trimmed", "the PEM text less its last line feed", Array(pem.utf8.dropLast())),
        ("der", "the DER", asymmetric.publicDER()),
    ]
    if let rsa = asymmetric.rsaComponents { spellings.append(("modulus", "the modulus", rsa.n)) }
    if let ec = asymmetric.ecComponents { spellings.append(("coordinates", "both coordinates", ec.x + ec.y)) }
    if let okp = asymmetric.octetKeyComponents { spellings.append(("x", "the octets of x", okp.x)) }
    let sorted = JSONValue.text(key.record.verification)
    spellings.append(("jwk", "the JWK's text with sorted members", Array(sorted.utf8)))
    return spellings
}

/// The line that `ssh-keygen -y` prints (RFC 4253 section 6.6, RFC 5656, RFC 8709).
private func sshLine(_ key: ForgeKey) throws -> String? {
    func field(_ octets: [UInt8]) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: octets.count >> (24 - $0 * 8)) } + octets
    }
    func integer(_ octets: [UInt8]) -> [UInt8] { field(octets[0] & 0x80 == 0 ? octets : [0] + octets) }
    let asymmetric = try key.asymmetric
    let type: String
    let body: [UInt8]
    if let rsa = asymmetric.rsaComponents {
        type = "ssh-rsa"
        body = integer(rsa.e) + integer(rsa.n)
    } else if let ec = asymmetric.ecComponents {
        type = "ecdsa-sha2-nistp256"
        body = field(Array("nistp256".utf8)) + field([4] + ec.x + ec.y)
    } else if let okp = asymmetric.octetKeyComponents {
        type = "ssh-ed25519"
        body = field(okp.x)
    } else {
        return nil
    }
    let blob = field(Array(type.utf8)) + body
    let base64 = blob.base64url.translated("-", "+").translated("_", "/")
    let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
    return "\(type) \(base64)\(padding)"
}
