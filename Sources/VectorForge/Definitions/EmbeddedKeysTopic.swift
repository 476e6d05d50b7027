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
    groups += [try embeddedSecret(forge), try embeddedNames(forge), try addresses(forge)]
    return Topic(path: "attacks/embedded.json", title: "Keys that a token brings along", groups: groups)
}

/// A secret that a token brings along.
private func embeddedSecret(_ forge: Forge) throws -> GroupDefinition {
    let secret = [UInt8](repeating: 0x6D, count: 32)
    let input =
        "\(#"{"alg":"HS256","jwk":{"kty":"oct","k":"\#(secret.base64url)"}}"#.base64url).\(#"{"sub":"mallory"}"#.base64url)"
    var group = forge.bytesGroup("attacks/embedded/hmac")
    group.accept("plain", "no key in the header", try forge.hs256(), ["RFC7515#5.2-5"])
    group.reject(
        "jwk",
        "the attacker's secret in the header, and a MAC by it",
        Token("\(input).\(try ForgeKey.mac(Array(input.utf8), secret: secret).base64url)"),
        .keyEmbedded,
        .twin("plain"),
        refs: ["RFC8725#3.10-1"],
        cves: ["CVE-2018-0114"]
    )
    return group
}

/// An attacker's key that goes by the trusted key's name.
private func embeddedNames(_ forge: Forge) throws -> GroupDefinition {
    let (trusted, attacker) = (try forge.key("p256-a"), try forge.key("p256-b"))
    var group = GroupDefinition(
        "attacks/embedded/named",
        key: .init(jwk: try trusted.jwk(with: ["kid": "k1"])),
        policy: VerificationPolicy(["ES256"])
    )
    func token(_ parameters: String, by key: ForgeKey) throws -> Token {
        try Token.compact(#"{"alg":"ES256",\#(parameters)}"#, Forge.payload, by: key, .es256)
    }
    group.accept(
        "plain",
        "the trusted key's kid, and the trusted key in jwk",
        try token(#""jwk":\#(JSONValue.text(try trusted.jwk(with: ["kid": "k1"]))),"kid":"k1""#, by: trusted),
        ["RFC7515#4.1.3-1"]
    )
    group.reject(
        "trusted-kid",
        "the attacker's key in jwk, with the trusted key's kid in it and beside it",
        try token(#""jwk":\#(JSONValue.text(try attacker.jwk(with: ["kid": "k1"]))),"kid":"k1""#, by: attacker),
        .keyEmbedded,
        .twin("plain"),
        refs: ["RFC8725#3.10-1"],
        cves: ["CVE-2018-0114"]
    )
    group.reject(
        "trusted-x",
        "the attacker's key in jwk, and the trusted key's coordinates beside it as parameters",
        try token(
            #""jwk":\#(JSONValue.text(attacker.record.verification)),"kid":"k1","x":"\#(trusted.record.verification["x"]?.stringValue ?? "")""#,
            by: attacker
        ),
        .keyEmbedded,
        .twin("plain"),
        refs: ["RFC8725#3.10-1"]
    )
    return group
}

/// Addresses of keys (RFC 7515 sections 4.1.2 and 4.1.5): a verifier that was told of none fetches from none.
///
/// That nothing is fetched can't be seen from outside. Nobody answers at the addresses here (RFC 5737), so that a
/// verifier which asks there takes its time.
private func addresses(_ forge: Forge) throws -> GroupDefinition {
    let (trusted, attacker) = (try forge.key("p256-a"), try forge.key("p256-b"))
    var group = GroupDefinition(
        "attacks/embedded/addresses",
        key: .init(ref: trusted.id),
        policy: VerificationPolicy(["ES256"])
    )
    func token(_ parameters: String, by key: ForgeKey) throws -> Token {
        try Token.compact(#"{"alg":"ES256",\#(parameters)}"#, Forge.payload, by: key, .es256)
    }
    group.record(
        "plain",
        "a jku that the application didn't list, and a signature by the trusted key",
        try token(#""jku":"https://192.0.2.1/jwks.json""#, by: trusted),
        why: "RFC 7515 section 4.1.2 has jku as a hint: a verifier may pass over it, or refuse what it wasn't told of",
        ["RFC7515#4-4"],
        timeLimit: 2
    )
    for (slug, summary, parameter, address) in [
        ("nobody", "where nobody answers", "jku", "https://192.0.2.1/jwks.json"),
        ("metadata", "of a cloud's metadata", "jku", "http://169.254.169.254/latest/meta-data/"),
        (
            "user-info", "of an attacker, with the issuer for a user's name", "jku",
            "https://issuer.example@192.0.2.1/jwks.json"
        ),
        (
            "fragment", "of an attacker, with the issuer behind a number sign", "jku",
            "https://192.0.2.1/#https://issuer.example/"
        ),
        ("backslash", "that parsers split in two ways", "jku", #"https://192.0.2.1\\@issuer.example/jwks.json"#),
        ("ftp", "under ftp", "jku", "ftp://192.0.2.1/jwks.json"),
        ("gopher", "under gopher, with a command of Redis", "jku", "gopher://192.0.2.1:6379/_FLUSHALL"),
        ("relative", "without a scheme", "jku", "//192.0.2.1/jwks.json"),
        ("certificate", "where nobody answers", "x5u", "https://192.0.2.1/cert.pem"),
        ("certificate-file", "of a local file", "x5u", "file:///etc/passwd"),
    ] {
        group.reject(
            slug,
            "\(parameter) is an address \(summary), and a signature by the attacker's key",
            try token(#""\#(parameter)":"\#(address)""#, by: attacker),
            .signature,
            .twin("attacks/embedded/p256/plain"),
            rule: parameter == "jku" ? "RFC7515#4.1.2-2" : "RFC7515#4.1.5-1",
            refs: ["RFC8725#3.10-1"],
            cves: slug == "nobody" ? ["CVE-2024-21643"] : [],
            timeLimit: 2
        )
    }
    return group
}
