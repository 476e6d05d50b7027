import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Unsecured tokens where a signature is expected (RFC 8725 section 3.2).
@Sendable func noneTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for algorithm in [Algorithm.hs256, .rs256, .es256, .edDSA] {
        let name = algorithm.rawValue
        let key = try forge.key(for: algorithm)
        var policy = VerificationPolicy([name])
        policy.now = Forge.now
        var group = GroupDefinition(
            "attacks/none/\(name.lowercased())",
            key: .init(ref: key.id),
            policy: policy,
            content: .claims
        )
        let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.claims, by: key, algorithm)
        group.accept("plain", "a signed token", plain, ["RFC8725#3.1-1", "RFC7515#5.2-5"])
        let segments = Forge.claims.base64url
        func unsecured(_ alg: String, _ signature: String = "") -> Token {
            Token("\("{\"alg\":\"\(alg)\"}".base64url).\(segments).\(signature)")
        }
        group.reject(
            "empty",
            "alg none and no signature",
            unsecured("none"),
            .algNone,
            .twin("plain"),
            refs: ["RFC7518#3.6-1", "RFC7518#3.6-3"],
            cves: ["CVE-2026-28802", "CVE-2015-9235"]
        )
        group.reject(
            "junk-signature",
            "alg none and a signature of other octets",
            unsecured("none", "AAAA"),
            .algNone,
            .twin("plain"),
            refs: ["RFC7518#3.6-2"]
        )
        group.reject(
            "old-signature",
            "alg none and the signature of a signed token",
            unsecured("none", plain.segments[2]),
            .algNone,
            .twin("plain"),
            refs: ["RFC7518#3.6-2"]
        )
        if algorithm == .hs256 {
            for spelling in ["None", "NONE", "nOnE"] {
                group.reject(
                    "spelled-\(spelling == "None" ? "capitalised" : spelling == "NONE" ? "capitals" : "mixed")",
                    "alg \(spelling): not a name of RFC 7518, and a way around a list of what is forbidden",
                    unsecured(spelling),
                    .algNone,
                    .twin("plain"),
                    refs: ["RFC7518#3.6-4", "RFC8725bis#3.1-1"]
                )
            }
            let others: [(String, String, String)] = [
                ("space-behind", "a space behind none", "none "), ("space-before", "a space before none", " none"),
                ("tab-behind", "a tab behind none", #"none\t"#),
                ("homoglyph", "a Cyrillic letter in none", "n\u{043E}ne"),
                ("fullwidth", "fullwidth letters", "ｎｏｎｅ"), ("empty-name", "an empty alg and no signature", ""),
            ]
            for (slug, summary, alg) in others {
                group.reject(
                    "spelled-\(slug)",
                    summary,
                    unsecured(alg),
                    .algExact,
                    .twin("plain"),
                    refs: ["RFC7518#3.6-4"]
                )
            }
            group.reject(
                "no-alg",
                "no alg and no signature",
                Token("\(#"{"typ":"JWT"}"#.base64url).\(segments)."),
                .algPresent,
                .twin("plain")
            )
        }
        groups.append(group)
    }
    var open = VerificationPolicy(["HS256"])
    open.algorithms = .implementationDefault
    open.now = Forge.now
    var keyless = GroupDefinition("attacks/none/no-key", key: .init(), policy: open, content: .claims)
    keyless.reject(
        "empty",
        "alg none where the application has no key and pins nothing",
        Token("\(#"{"alg":"none"}"#.base64url).\(Forge.claims.base64url)."),
        .algNone,
        .twin("attacks/none/hs256/plain"),
        refs: ["RFC7518#3.6-1"],
        cves: ["CVE-2022-23540"]
    )
    groups.append(keyless)
    return Topic(path: "attacks/none.json", title: "Unsecured tokens", groups: groups)
}

/// A public key taken for an HMAC secret (RFC 8725 section 2.1): whoever knows the public key signs.
@Sendable func confusionTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for (algorithm, keyName) in [(Algorithm.rs256, "rsa-a"), (.es256, "p256-a"), (.edDSA, "ed25519-a")] {
        let name = algorithm.rawValue
        let key = try forge.key(keyName)
        let family = keyName.dropLast(2)
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

extension JSONValue {
    /// JSON text of an object of strings, members sorted.
    static func text(_ value: JSONValue) -> String {
        guard case .object(let members) = value else { return "" }
        let pairs = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value.stringValue ?? "")\"" }
        return "{\(pairs.joined(separator: ","))}"
    }
}

/// Keys that a token brings along (RFC 7515 sections 4.1.2 to 4.1.6, RFC 8725 section 3.10).
@Sendable func embeddedKeysTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    let families: [(Algorithm, String, String)] = [
        (.rs256, "rsa-a", "rsa-b"), (.es256, "p256-a", "p256-b"), (.edDSA, "ed25519-a", "ed25519-b"),
    ]
    for (algorithm, trustedName, attackerName) in families {
        let name = algorithm.rawValue
        let trusted = try forge.key(trustedName)
        let attacker = try forge.key(attackerName)
        let trustedJWK = JSONValue.text(trusted.record.verification)
        let attackerJWK = JSONValue.text(attacker.record.verification)
        var group = GroupDefinition(
            "attacks/embedded/\(trustedName.dropLast(2))",
            key: .init(ref: trusted.id),
            policy: VerificationPolicy([name])
        )
        func token(_ parameters: String, by key: ForgeKey) throws -> Token {
            // White space is added until an RSA signature is below the trusted modulus: its range isn't the point here.
            for spaces in 0..<64 {
                let header = #"{"alg":"\#(name)"\#(parameters)\#(String(repeating: " ", count: spaces))}"#
                let token = try Token.compact(header, Forge.payload, by: key, algorithm)
                if algorithm != .rs256 || token.signature[0] < 0x80 { return token }
            }
            throw ForgeError("no signature is below the trusted modulus")
        }
        group.accept("plain", "no key in the header", try token("", by: trusted), ["RFC7515#5.2-5"])
        group.accept(
            "trusted-jwk",
            "the trusted key in the header: a hint that changes nothing",
            try token(",\"jwk\":\(trustedJWK)", by: trusted),
            ["RFC7515#4.1.3-1"]
        )
        group.reject(
            "jwk",
            "the attacker's key in the header, and a signature by it",
            try token(",\"jwk\":\(attackerJWK)", by: attacker),
            .keyEmbedded,
            .twin("trusted-jwk"),
            refs: ["RFC8725#3.10-1"],
            cves: ["CVE-2018-0114", "CVE-2026-27962", "CVE-2026-34240"]
        )
        let attackerPrivateJWK = JSONValue.text(attacker.record.signing ?? .null)
        group.reject(
            "private-jwk",
            "the attacker's private key in the header, and a signature by it",
            try token(",\"jwk\":\(attackerPrivateJWK)", by: attacker),
            .keyEmbedded,
            .twin("trusted-jwk"),
            refs: ["RFC8725#3.10-1"]
        )
        for (slug, summary, parameter) in [
            ("jku", "the address of the attacker's JWK Set", #""jku":"https://evil.example/jwks.json""#),
            ("jku-file", "a JWK Set in a local file", #""jku":"file:///etc/passwd""#),
            ("jku-data", "a JWK Set in a data URI", #""jku":"data:application/json,{\"keys\":[]}""#),
            ("x5u", "the address of the attacker's certificate", #""x5u":"https://evil.example/cert.pem""#),
            ("kid-path", "a kid that is a path to a file of no octets", #""kid":"../../../../dev/null""#),
            ("kid-sql", "a kid that ends an SQL string", #""kid":"x' UNION SELECT 'secret'--""#),
        ] {
            group.reject(
                slug,
                "\(summary), and a signature by the attacker's key",
                try token(",\(parameter)", by: attacker),
                .signature,
                .twin("plain"),
                rule: slug.hasPrefix("jku") ? "RFC7515#4.1.2-2" : slug == "x5u" ? "RFC7515#4.1.5-1" : "RFC8725#3.10-1",
                refs: ["RFC8725#3.10-1"]
            )
        }
        groups.append(group)
    }
    return Topic(path: "attacks/embedded.json", title: "Keys that a token brings along", groups: groups)
}
