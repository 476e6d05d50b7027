import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Certificates and private keys that a header brings along (RFC 7515 sections 4.1.3 and 4.1.6).
@Sendable func headerKeysTopic(_ forge: Forge) throws -> Topic {
    let trusted = try forge.key("p256-a")
    let attacker = try forge.key("p256-b")
    var group = GroupDefinition(
        "attacks/certificates",
        key: .init(ref: trusted.id),
        policy: VerificationPolicy(["ES256"])
    )
    func token(_ chain: [String], by key: ForgeKey) throws -> Token {
        let text = chain.map { "\"\($0)\"" }.joined(separator: ",")
        return try Token.compact("{\"alg\":\"ES256\",\"x5c\":[\(text)]}", Forge.payload, by: key, .es256)
    }
    group.accept(
        "trusted",
        "a certificate of the trusted key in x5c",
        try token([Certificates.first], by: trusted),
        ["RFC7515#4.1.6-1"]
    )
    group.accept(
        "trusted-first",
        "a certificate of the trusted key before another in x5c: the first is that of the signature",
        try token([Certificates.first, Certificates.second], by: trusted),
        ["RFC7515#4.1.6-1"]
    )
    group.reject(
        "self-signed",
        "the attacker's own certificate in x5c, and a signature by its key",
        try token([Certificates.second], by: attacker),
        .keyCertificate,
        .twin("trusted"),
        refs: ["RFC8725#3.10-1"]
    )
    group.reject(
        "trusted-second",
        "the attacker's own certificate before that of the trusted key, and a signature by the attacker's",
        try token([Certificates.second, Certificates.first], by: attacker),
        .keyCertificate,
        .twin("trusted"),
        refs: ["RFC8725#3.10-1"]
    )
    group.reject(
        "trusted-other-signature",
        "a certificate of the trusted key in x5c, and a signature by the attacker's",
        try token([Certificates.first], by: attacker),
        .signature,
        .twin("trusted"),
        rule: "RFC7515#4.1.6-1"
    )
    group.reject(
        "base64url",
        "a certificate of the trusted key in base64url for base64",
        try token([Certificates.first.translated("+", "-").translated("/", "_")], by: trusted),
        .keyCertificate,
        .twin("trusted"),
        rule: "RFC7515#4.1.6-3",
        level: .should
    )
    group.reject(
        "second-signs",
        "a certificate of the trusted key before the attacker's own, and a signature by the attacker's",
        try token([Certificates.first, Certificates.second], by: attacker),
        .signature,
        .twin("trusted-first"),
        rule: "RFC7515#4.1.6-1"
    )
    group.reject(
        "same-subject",
        "the attacker's own certificate over the subject of the trusted key's",
        try token([Certificates.sameSubject], by: attacker),
        .keyCertificate,
        .twin("trusted"),
        refs: ["RFC8725#3.10-1"]
    )
    group.record(
        "expired",
        "a certificate of the trusted key that was good for the year 2015",
        try token([Certificates.expired], by: trusted),
        why: "the key is trusted of itself, and who doesn't validate chains doesn't look at dates",
        ["RFC7515#4.1.6-1"]
    )
    group.reject(
        "beside-trusted-jwk",
        "the trusted key in jwk, the attacker's own certificate in x5c, and a signature by the attacker's",
        try Token.compact(
            "{\"alg\":\"ES256\",\"jwk\":\(JSONValue.text(trusted.record.verification)),\"x5c\":[\"\(Certificates.second)\"]}",
            Forge.payload,
            by: attacker,
            .es256
        ),
        .keyCertificate,
        .twin("trusted"),
        refs: ["RFC8725#3.10-1"]
    )
    let der = Octets(base64url: Certificates.first.translated("+", "-").translated("/", "_").translated("=", ""))
    guard let der = der?.bytes else { throw ForgeError("the certificate isn't base64") }
    for (slug, name, thumbprint) in [
        ("x5t", "x5t", HashFunction.sha1.digest(der.span)),
        ("x5t-s256", "x5t#S256", HashFunction.sha256.digest(der.span)),
    ] {
        func token(by key: ForgeKey) throws -> Token {
            try Token.compact(
                "{\"alg\":\"ES256\",\"\(name)\":\"\(thumbprint.base64url)\"}",
                Forge.payload,
                by: key,
                .es256
            )
        }
        group.record(
            slug,
            "\(name) of the trusted key's certificate, and a signature by the trusted key",
            try token(by: trusted),
            why: "the verifier was told of no certificate: it may pass over the thumbprint, or look for what has it",
            ["RFC7515#4-4"]
        )
        group.reject(
            "\(slug)-other-signature",
            "\(name) of the trusted key's certificate, and a signature by the attacker's key",
            try token(by: attacker),
            .signature,
            .twin("trusted"),
            rule: "RFC7515#4.1.6-1",
            refs: ["RFC8725#3.10-1"]
        )
    }
    let jwk = try forge.privateText(of: trusted)
    group.either(
        "trusted-private-jwk",
        "the trusted key in jwk with its private member, which is no secret any more",
        try Token.compact("{\"alg\":\"ES256\",\"jwk\":\(jwk)}", Forge.payload, by: trusted, .es256),
        why: "RFC 7515 section 4.1.3 has the producer put a public key there, and not the recipient look",
        .keyEmbedded,
        .twin("trusted"),
        rule: "RFC7515#4.1.3-2"
    )
    return Topic(
        path: "attacks/certificates.json",
        title: "Certificates and private keys in the header",
        groups: [group]
    )
}

extension Forge {
    /// The text of a key's private JWK, members sorted.
    fileprivate func privateText(of key: ForgeKey) throws -> String {
        guard case .object(let members)? = key.record.signing else { throw ForgeError("\(key.id) has no private half") }
        let pairs = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value.stringValue ?? "")\"" }
        return "{\(pairs.joined(separator: ","))}"
    }
}
