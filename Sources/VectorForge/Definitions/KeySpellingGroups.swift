import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Further spellings of a public key that an attacker signs with: what the application hands over is what's taken for a
/// secret (RFC 8725 section 2.1).
func furtherSpellings(_ forge: Forge) throws -> [GroupDefinition] {
    let (rsa, p256) = (try forge.key("rsa-a"), try forge.key("p256-a"))
    var groups: [GroupDefinition] = []
    func add(
        _ slug: String,
        _ summary: String,
        _ octets: [UInt8],
        _ family: String,
        _ algorithm: String,
        _ key: VectorFile.Key
    ) throws {
        var group = GroupDefinition(
            "attacks/key-text/\(slug)",
            key: key,
            policy: VerificationPolicy([algorithm, "HS256"])
        )
        group.reject(
            "secret",
            "HS256 with the key's own text for a secret: \(summary)",
            try forge.mac(secret: octets),
            .keyType,
            .twin("attacks/confusion/\(family)-jwk/plain"),
            rule: "RFC8725#3.1-2"
        )
        groups.append(group)
    }
    func armoured(_ label: String, _ base64: String) -> String {
        let lines = stride(from: 0, to: base64.count, by: 64).map { base64.dropFirst($0).prefix(64) }
        return "-----BEGIN \(label)-----\n\(lines.joined(separator: "\n"))\n-----END \(label)-----\n"
    }
    let certificate = armoured("CERTIFICATE", Certificates.first)
    try add(
        "p256-certificate",
        "a certificate in PEM",
        Array(certificate.utf8),
        "p256",
        "ES256",
        .init(text: certificate)
    )
    // What PKCS #1 wraps, without the lines around it.
    let pkcs1 = try AsymmetricKey(der: rsa.asymmetric.publicDER(), label: "PUBLIC KEY").traditionalPEM()
    let lines = pkcs1.split(separator: "\n").dropFirst().dropLast().joined()
    let octets =
        Octets(base64url: lines.translated("+", "-").translated("/", "_").translated("=", ""))?.bytes ?? []
    try add("rsa-pkcs1-der", "the DER of PKCS #1", octets, "rsa", "RS256", .init(octets: Octets(octets)))
    let fenced = "key: \(p256.record.id)\n\(p256.record.pem ?? "")"
    try add("p256-headed", "PEM behind a line of other text", Array(fenced.utf8), "p256", "ES256", .init(text: fenced))

    for (family, key, algorithm) in [("rsa", rsa, "RS256"), ("p256", p256, "ES256")] {
        let body = (key.record.pem ?? "").split(separator: "\n").dropFirst().dropLast().joined()
        var group = GroupDefinition(
            "attacks/key-text/\(family)-base64",
            key: .init(text: body),
            policy: VerificationPolicy([algorithm, "HS256"])
        )
        group.either(
            "secret",
            "HS256 with the key's own text for a secret: the base64 of its DER, with no lines around it",
            try forge.mac(secret: Array(body.utf8)),
            why: "no RFC says that such a text is a key; that it's one of a public key is hardening",
            .hmacKeySecret,
            .twin("attacks/confusion/\(family)-jwk/plain")
        )
        groups.append(group)
    }
    return groups
}
