import JWTConformance
import ReferenceJOSE

/// JWEs where a signed token is due (RFC 7516 section 9): encryption to a public key, or under a secret that signs, shows
/// nothing of who made a token, and whatever a JWE asks of its reader, a verifier of signatures does none of it.
@Sendable func encryptedTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "attacks/encrypted.json",
        title: "JWEs where a signed token is due",
        groups: [
            try underTheSecret(forge), try underHalfTheSecret(forge), try toTheRSAKey(forge),
            try toTheECKey(forge), try toTheAgreementKey(forge), try inJSON(forge),
        ]
    )
}

/// A group whose verifier holds what it takes to decrypt, and pins nothing.
private func group(_ slug: String, _ key: VectorFile.Key) -> GroupDefinition {
    var policy = VerificationPolicy(["HS256"])
    policy.algorithms = .implementationDefault
    policy.now = Forge.now
    return GroupDefinition("attacks/encrypted/\(slug)", key: key, policy: policy, content: .claims)
}

extension GroupDefinition {
    /// A JWE, which has to be refused.
    ///
    /// - Parameters:
    ///   - name: the last part of its id.
    ///   - summary: what someone would meet who decrypts it.
    ///   - text: the JWE.
    ///   - twin: a signed token that the key verifies, by the end of its id.
    ///   - cves: advisories whose flaw the vector would have shown, or led to.
    ///   - timeLimit: how long an answer may take, in seconds.
    fileprivate mutating func refuse(
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

/// The text of a JWE with another header, which its tag doesn't cover any more.
private func reheaded(_ text: String, _ header: String) -> String {
    ([header.base64url] + text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().map(String.init))
        .joined(separator: ".")
}

/// The text of a JWE with another segment.
private func changed(_ text: String, segment: Int, _ change: (String) -> String) -> String {
    var segments = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    segments[segment] = change(segments[segment])
    return segments.joined(separator: ".")
}

private func underTheSecret(_ forge: Forge) throws -> GroupDefinition {
    var group = group("secret", .init(ref: "keys/hmac-a"))
    let cves = ["CVE-2022-3102", "CVE-2023-51774"]
    group.refuse(
        "direct",
        "the shared secret of HMAC is the content encryption key of dir: whoever can verify can make it",
        EncryptedTokens.direct,
        twin: "hs256",
        cves: cves
    )
    group.refuse(
        "direct-with-key",
        "dir with an encrypted key, which dir doesn't have",
        changed(EncryptedTokens.direct, segment: 1) { _ in "AAAA" },
        twin: "hs256"
    )
    group.refuse(
        "short-key",
        "A128CBC-HS256 under a key twice as long as it takes",
        reheaded(EncryptedTokens.direct, #"{"alg":"dir","enc":"A128CBC-HS256"}"#),
        twin: "hs256"
    )
    group.refuse(
        "password",
        "the shared secret of HMAC is the password of PBES2",
        EncryptedTokens.password,
        twin: "hs256",
        cves: cves
    )
    let counts: [(String, String, String)] = [
        ("two-to-the-31st", "2147483647, some minutes of hashing", "2147483647"),
        ("ten-million", "10000000, some seconds of hashing", "10000000"),
        ("float", "1e9, a number with an exponent", "1e9"),
        ("negative", "negative", "-1"), ("zero", "zero", "0"), ("one", "1, below the 1000 that RFC 7518 wants", "1"),
        ("text", "a string", #""1000""#),
        ("two-to-the-64th", "18446744073709551616, beyond 64 bits", "18446744073709551616"),
    ]
    for (slug, words, value) in counts {
        group.refuse(
            "count-\(slug)",
            "a p2c that is \(words)",
            reheaded(
                EncryptedTokens.password,
                #"{"alg":"PBES2-HS256+A128KW","enc":"A128CBC-HS256","p2s":"AAAAAAAAAAAAAAAAAAAAAA","p2c":\#(value)}"#
            ),
            twin: "hs256",
            cves: slug == "one"
                ? ["CVE-2023-31582"]
                : slug == "two-to-the-31st" || slug == "ten-million"
                    ? ["CVE-2023-6681", "CVE-2026-27932", "CVE-2022-36083", "CVE-2023-49290", "CVE-2023-52428"] : [],
            timeLimit: 1
        )
    }
    group.refuse(
        "long-salt",
        "a p2s of eight thousand octets",
        reheaded(
            EncryptedTokens.password,
            #"{"alg":"PBES2-HS256+A128KW","enc":"A128CBC-HS256","p2s":"\#([UInt8](repeating: 7, count: 8000).base64url)","p2c":100000}"#
        ),
        twin: "hs256",
        timeLimit: 1
    )
    group.refuse(
        "bomb",
        "ten million octets that were deflated to ten thousand, under a key that the verifier has",
        EncryptedTokens.bomb,
        twin: "hs256",
        cves: ["CVE-2024-28176", "CVE-2024-28102", "CVE-2026-39373", "CVE-2024-21319", "CVE-2024-28180"],
        timeLimit: 1
    )
    group.refuse(
        "unknown-zip",
        "a zip that nobody knows",
        reheaded(EncryptedTokens.direct, #"{"alg":"dir","enc":"A256CBC-HS512","zip":"BR"}"#),
        twin: "hs256"
    )
    group.refuse(
        "empty-segments",
        "five segments without a character in four of them",
        "\(#"{"alg":"dir","enc":"A256CBC-HS512"}"#.base64url)....",
        twin: "hs256",
        cves: ["CVE-2026-34986"]
    )
    group.refuse(
        "none",
        "alg none beside an enc",
        "\(#"{"alg":"none","enc":"none"}"#.base64url)..AAAA.\(Forge.claims.base64url).",
        twin: "hs256"
    )
    group.refuse(
        "signed-header",
        "the header of a signed token before five segments",
        reheaded(EncryptedTokens.direct, #"{"alg":"HS256","typ":"JWT"}"#),
        twin: "hs256"
    )
    group.refuse(
        "valid-inside",
        "a valid signed token with two further segments",
        "\(try forge.hs256(#"{"alg":"HS256"}"#, Forge.claims).segments.joined(separator: ".")).AAAA.AAAA",
        twin: "hs256",
        cves: ["CVE-2019-18848"]
    )
    group.refuse(
        "enc-in-three-segments",
        "a valid signature over a header with enc: three segments, and a JWE by its header",
        try forge.hs256(#"{"alg":"HS256","enc":"A256GCM"}"#, Forge.claims).segments.joined(separator: "."),
        twin: "hs256"
    )
    return group
}

/// A secret of 32 octets is a key of AES.
private func underHalfTheSecret(_ forge: Forge) throws -> GroupDefinition {
    let secret = try forge.key("hmac-a").secret.prefix(32)
    let jwk = JSONValue.object(["kty": .string("oct"), "k": .string(Array(secret).base64url)])
    var group = group("secret-of-32-octets", .init(jwk: jwk))
    group.refuse("wrapped", "the shared secret of HMAC wraps a key by AES", EncryptedTokens.wrapped, twin: "hs256")
    group.refuse(
        "empty-key",
        "A256KW with an empty encrypted key",
        changed(EncryptedTokens.wrapped, segment: 1) { _ in "" },
        twin: "hs256"
    )
    group.refuse(
        "long-key",
        "A256KW with an encrypted key of a thousand octets",
        changed(EncryptedTokens.wrapped, segment: 1) { _ in [UInt8](repeating: 0xA6, count: 1000).base64url },
        twin: "hs256",
        cves: ["CVE-2026-53938"]
    )
    let whole = EncryptedTokens.gcm
    group.refuse("gcm", "a whole tag of AES-GCM", whole, twin: "hs256")
    for count in [12, 8, 4, 1, 0] {
        group.refuse(
            "tag-\(count)",
            count == 0
                ? "no tag of AES-GCM" : "the first \(count) octets of a tag of AES-GCM: \(count * 8) bits to guess",
            changed(whole, segment: 4) { Array((Octets(base64url: $0)?.bytes ?? []).prefix(count)).base64url },
            twin: "hs256",
            cves: ["CVE-2018-1000539", "CVE-2023-37464", "CVE-2025-54887"]
        )
    }
    group.refuse(
        "empty-iv",
        "AES-GCM without an initialization vector",
        changed(whole, segment: 2) { _ in "" },
        twin: "hs256"
    )
    return group
}

private func toTheRSAKey(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-a")
    var group = group("rsa", .init(jwk: key.record.signing ?? key.record.verification))
    group.refuse(
        "pkcs1",
        "encrypted to the public key by RSA1_5",
        EncryptedTokens.rsa15,
        twin: "rs256",
        cves: ["CVE-2022-3102"]
    )
    group.refuse(
        "pkcs1-padding",
        "RSA1_5 whose padding is wrong: an answer of its own would be an oracle",
        changed(EncryptedTokens.rsa15, segment: 1) { $0.replacing("A", with: "B") },
        twin: "rs256",
        cves: ["CVE-2016-6298", "CVE-2026-28490"]
    )
    group.refuse(
        "cbc-padding",
        "AES-CBC whose last octet is wrong: an answer before the tag is looked at would be an oracle",
        changed(EncryptedTokens.rsa15, segment: 3) { text in
            var octets = Octets(base64url: text)?.bytes ?? []
            octets[octets.count - 17] ^= 1
            return octets.base64url
        },
        twin: "rs256",
        cves: ["CVE-2021-29443", "CVE-2017-12973"]
    )
    group.refuse(
        "zero-key",
        "content under a key of zeros, and an encrypted key that doesn't decrypt",
        EncryptedTokens.zeroKey,
        twin: "rs256",
        cves: ["CVE-2026-53939"]
    )
    group.refuse(
        "empty-key",
        "RSA1_5 with an empty encrypted key",
        changed(EncryptedTokens.rsa15, segment: 1) { _ in "" },
        twin: "rs256"
    )
    group.refuse(
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
    var group = group("ec", .init(jwk: key.record.signing ?? key.record.verification))
    group.refuse("agreed", "encrypted to the public key by ECDH-ES", EncryptedTokens.agreed, twin: "es256")
    group.refuse(
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
        group.refuse(
            slug,
            summary,
            reheaded(EncryptedTokens.agreed, #"{"alg":"ECDH-ES","enc":"A128CBC-HS256","epk":\#(epk)}"#),
            twin: "es256",
            cves: slug == "no-point" ? ["CVE-2026-34986"] : []
        )
    }
    return group
}

private func toTheAgreementKey(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("x25519-a")
    var group = group("agreement", .init(jwk: key.record.signing ?? key.record.verification))
    group.refuse(
        "zero-point",
        "an epk on X25519 whose product is zero, whatever the private key: anybody knows what's derived",
        EncryptedTokens.zeroPoint,
        twin: "eddsa"
    )
    return group
}

/// RFC 7516 section 7.2: the members tell the two kinds of JSON apart.
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
        (
            "signed-as-well", "a valid signature beside a ciphertext: readers of the two kinds see different tokens",
            "{\(signature),\(body.replacing(#""iv":"#, with: #""unprotected":{"enc":"A256CBC-HS512"},"iv":"#))}"
        ),
    ]
    for (slug, summary, text) in texts {
        group.reject(slug, summary, Token(text), .encrypted, .twin("serialization/flattened/plain"))
    }
    return group
}
