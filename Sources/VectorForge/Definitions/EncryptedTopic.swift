import JWTConformance
import ReferenceJOSE

/// JWEs where a signed token is due (RFC 7516 section 9): encryption to a public key, or under a secret that signs, shows
/// nothing of who made a token, and whatever a JWE asks of its reader, a verifier of signatures does none of it.
@Sendable func encryptedTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "attacks/encrypted.json",
        title: "JWEs where a signed token is due",
        groups: [
            try encryptedUnderSecretGroup(forge), try encryptedUnderShortSecretGroup(forge), try toTheRSAKey(forge),
            try toTheECKey(forge), try toTheAgreementKey(forge), try inJSON(forge),
        ]
    )
}

/// A group whose verifier has the decryption key and doesn't restrict the algorithms.
func encryptedGroup(_ slug: String, _ key: VectorFile.Key) -> GroupDefinition {
    var policy = VerificationPolicy(["HS256"])
    policy.algorithms = .implementationDefault
    policy.now = Forge.now
    return GroupDefinition("attacks/encrypted/\(slug)", key: key, policy: policy, content: .claims)
}

extension EncryptedTokens {
    /// The text of a JWE with another header, which its tag doesn't cover any more.
    static func reheaded(_ text: String, _ header: String) -> String {
        ([header.base64url] + text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().map(String.init))
            .joined(separator: ".")
    }

    /// The text of a JWE with another segment.
    static func changed(_ text: String, segment: Int, _ change: (String) -> String) -> String {
        var segments = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        segments[segment] = change(segments[segment])
        return segments.joined(separator: ".")
    }
}

extension GroupDefinition {
    /// A JWE, which must be rejected.
    ///
    /// - Parameters:
    ///   - name: the last part of its id.
    ///   - summary: what someone would meet who decrypts it.
    ///   - text: the JWE.
    ///   - twin: a signed token that the key verifies, by the end of its id.
    ///   - cves: advisories whose flaw the vector would have shown, or led to.
    ///   - timeLimit: how long an answer may take, in seconds.
    mutating func rejectEncrypted(
        _ name: String,
        _ summary: String,
        _ text: String,
        twin: String,
        cves: [String] = [],
        timeLimit: Double? = nil
    ) {
        reject(
            name,
            summary,
            Token(text),
            .encrypted,
            .twin("attacks/none/\(twin)/plain"),
            refs: ["RFC7519#7.2-2"],
            cves: cves,
            timeLimit: timeLimit
        )
    }
}

private func toTheRSAKey(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-a")
    var group = encryptedGroup("rsa", .init(jwk: key.record.signing ?? key.record.verification))
    group.rejectEncrypted(
        "pkcs1",
        "encrypted to the public key by RSA1_5",
        EncryptedTokens.rsa15,
        twin: "rs256",
        cves: ["CVE-2022-3102"]
    )
    group.rejectEncrypted(
        "pkcs1-padding",
        "RSA1_5 whose padding is wrong: an answer of its own would be an oracle",
        EncryptedTokens.changed(EncryptedTokens.rsa15, segment: 1) { $0.replacing("A", with: "B") },
        twin: "rs256",
        cves: ["CVE-2016-6298", "CVE-2026-28490"]
    )
    group.rejectEncrypted(
        "cbc-padding",
        "AES-CBC whose last octet is wrong: an answer before the tag is looked at would be an oracle",
        EncryptedTokens.changed(EncryptedTokens.rsa15, segment: 3) { text in
            var octets = Octets(base64url: text)?.bytes ?? []
            octets[octets.count - 17] ^= 1
            return octets.base64url
        },
        twin: "rs256",
        cves: ["CVE-2021-29443", "CVE-2017-12973"]
    )
    group.rejectEncrypted(
        "zero-key",
        "content under a key of zeros, and an encrypted key that doesn't decrypt",
        EncryptedTokens.zeroKey,
        twin: "rs256",
        cves: ["CVE-2026-53939"]
    )
    group.rejectEncrypted(
        "empty-key",
        "RSA1_5 with an empty encrypted key",
        EncryptedTokens.changed(EncryptedTokens.rsa15, segment: 1) { _ in "" },
        twin: "rs256"
    )
    group.rejectEncrypted(
        "nested-unsecured",
        "an unsecured token inside of one that anybody can encrypt to the public key",
        EncryptedTokens.nestedUnsecured,
        twin: "rs256",
        cves: ["CVE-2026-29000"]
    )
    return group
}

private func toTheECKey(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("p256-a")
    var group = encryptedGroup("ec", .init(jwk: key.record.signing ?? key.record.verification))
    group.rejectEncrypted("agreed", "encrypted to the public key by ECDH-ES", EncryptedTokens.agreed, twin: "es256")
    group.rejectEncrypted(
        "off-curve",
        "an epk off the curve: its products tell the private key, a few bits each",
        EncryptedTokens.offCurve,
        twin: "es256",
        cves: ["CVE-2016-9121", "CVE-2017-12974"]
    )
    let points: [(String, String, String)] = [
        (
            "origin", "an epk whose x and y are zero",
            #"{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#
        ),
        ("no-y", "an epk without y", #"{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#),
        ("no-point", "no epk: null", "null"),
        (
            "other-curve", "an epk on another curve than the key's",
            #"{"kty":"OKP","crv":"X25519","x":"CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#
        ),
    ]
    for (slug, summary, epk) in points {
        group.rejectEncrypted(
            slug,
            summary,
            EncryptedTokens.reheaded(EncryptedTokens.agreed, #"{"alg":"ECDH-ES","enc":"A128CBC-HS256","epk":\#(epk)}"#),
            twin: "es256",
            cves: slug == "no-point" ? ["CVE-2026-34986"] : []
        )
    }
    return group
}

private func toTheAgreementKey(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("x25519-a")
    var group = encryptedGroup("agreement", .init(jwk: key.record.signing ?? key.record.verification))
    group.rejectEncrypted(
        "zero-point",
        "an epk on X25519 whose product is zero, whatever the private key: anybody knows what's derived",
        EncryptedTokens.zeroPoint,
        twin: "eddsa"
    )
    return group
}

/// RFC 7516 section 7.2: the members distinguish the two kinds of JSON.
private func inJSON(_ forge: Forge) throws -> GroupDefinition {
    var policy = VerificationPolicy(["HS256"])
    policy.algorithms = .implementationDefault
    var group = GroupDefinition("attacks/encrypted/json", key: .init(ref: "keys/hmac-a"), policy: policy)
    let segments = EncryptedTokens.direct.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let body = #""iv":"\#(segments[2])","ciphertext":"\#(segments[3])","tag":"\#(segments[4])""#
    let signed = try forge.hs256()
    let signature =
        #""protected":"\#(signed.segments[0])","payload":"\#(signed.segments[1])","signature":"\#(signed.segments[2])""#
    let texts: [(String, String, String)] = [
        ("flattened", "a JWE in flattened JSON serialization", #"{"protected":"\#(segments[0])",\#(body)}"#),
        (
            "general", "a JWE in general JSON serialization, for one recipient",
            #"{"protected":"\#(segments[0])","recipients":[{}],\#(body)}"#
        ),
        (
            "recipients-null", "a JWE whose recipients are null",
            #"{"protected":"\#(segments[0])","recipients":null,\#(body)}"#
        ),
    ]
    for (slug, summary, text) in texts {
        group.reject(slug, summary, Token(text), .encrypted, .twin("serialization/flattened/plain"))
    }
    group.either(
        "signed-as-well",
        "a valid signature beside a ciphertext: readers of the two kinds see different tokens",
        Token("{\(signature),\(body.replacing(#""iv":"#, with: #""unprotected":{"enc":"A256CBC-HS512"},"iv":"#))}"),
        why: "RFC 7516 section 9 tells the two apart by their members, and RFC 7515 section 7.2.1 ignores unknown ones",
        .encrypted,
        .twin("serialization/flattened/plain"),
        payload: Array(Forge.payload.utf8)
    )
    return group
}
