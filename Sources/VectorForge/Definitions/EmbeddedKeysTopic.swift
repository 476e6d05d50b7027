import JWTConformance
import ReferenceJOSE

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
