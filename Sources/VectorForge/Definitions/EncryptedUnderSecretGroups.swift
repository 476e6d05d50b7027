import JWTConformance
import ReferenceJOSE

/// What anyone who shares the secret can encrypt, and what a JWE asks of its holder.
func encryptedUnderSecretGroup(_ forge: Forge) throws -> GroupDefinition {
    var group = encryptedGroup("secret", .init(ref: "keys/hmac-a"))
    let cves = ["CVE-2022-3102", "CVE-2023-51774"]
    group.rejectEncrypted(
        "direct",
        "the shared secret of HMAC is the content encryption key of dir: whoever can verify can make it",
        EncryptedTokens.direct,
        twin: "hs256",
        cves: cves
    )
    group.rejectEncrypted(
        "direct-with-key",
        "dir with an encrypted key, which dir doesn't have",
        EncryptedTokens.changed(EncryptedTokens.direct, segment: 1) { _ in "AAAA" },
        twin: "hs256"
    )
    group.rejectEncrypted(
        "short-key",
        "A128CBC-HS256 under a key twice as long as it takes",
        EncryptedTokens.reheaded(EncryptedTokens.direct, #"{"alg":"dir","enc":"A128CBC-HS256"}"#),
        twin: "hs256"
    )
    group.rejectEncrypted(
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
        group.rejectEncrypted(
            "count-\(slug)",
            "a p2c that is \(words)",
            EncryptedTokens.reheaded(
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
    group.rejectEncrypted(
        "long-salt",
        "a p2s of eight thousand octets",
        EncryptedTokens.reheaded(
            EncryptedTokens.password,
            #"{"alg":"PBES2-HS256+A128KW","enc":"A128CBC-HS256","p2s":"\#([UInt8](repeating: 7, count: 8000).base64url)","p2c":100000}"#
        ),
        twin: "hs256",
        timeLimit: 1
    )
    group.rejectEncrypted(
        "bomb",
        "ten million octets that were deflated to ten thousand, under a key that the verifier has",
        EncryptedTokens.bomb,
        twin: "hs256",
        cves: ["CVE-2024-28176", "CVE-2024-28102", "CVE-2026-39373", "CVE-2024-21319", "CVE-2024-28180"],
        timeLimit: 1
    )
    group.rejectEncrypted(
        "unknown-zip",
        "a zip that nobody knows",
        EncryptedTokens.reheaded(EncryptedTokens.direct, #"{"alg":"dir","enc":"A256CBC-HS512","zip":"BR"}"#),
        twin: "hs256"
    )
    group.rejectEncrypted(
        "empty-segments",
        "five segments without a character in four of them",
        "\(#"{"alg":"dir","enc":"A256CBC-HS512"}"#.base64url)....",
        twin: "hs256",
        cves: ["CVE-2026-34986"]
    )
    group.rejectEncrypted(
        "none",
        "alg none beside an enc",
        "\(#"{"alg":"none","enc":"none"}"#.base64url)..AAAA.\(Forge.claims.base64url).",
        twin: "hs256"
    )
    group.rejectEncrypted(
        "signed-header",
        "the header of a signed token before five segments",
        EncryptedTokens.reheaded(EncryptedTokens.direct, #"{"alg":"HS256","typ":"JWT"}"#),
        twin: "hs256"
    )
    group.rejectEncrypted(
        "valid-inside",
        "a valid signed token with two further segments",
        "\(try forge.hs256(#"{"alg":"HS256"}"#, Forge.claims).segments.joined(separator: ".")).AAAA.AAAA",
        twin: "hs256",
        cves: ["CVE-2019-18848"]
    )
    group.either(
        "enc-in-three-segments",
        "a valid signature over a header with enc: three segments, and a JWE by its header",
        try forge.hs256(#"{"alg":"HS256","enc":"A256GCM"}"#, Forge.claims),
        why: "RFC 7516 section 9 tells the two apart by enc or by the segments, and says nothing of one that is both",
        .encrypted,
        .twin("attacks/none/hs256/plain")
    )
    return group
}

/// A secret of 32 octets is a key of AES.
func encryptedUnderShortSecretGroup(_ forge: Forge) throws -> GroupDefinition {
    let secret = try forge.key("hmac-a").secret.prefix(32)
    let jwk = JSONValue.object(["kty": .string("oct"), "k": .string(Array(secret).base64url)])
    var group = encryptedGroup("secret-of-32-octets", .init(jwk: jwk))
    group.rejectEncrypted(
        "wrapped",
        "the shared secret of HMAC wraps a key by AES",
        EncryptedTokens.wrapped,
        twin: "hs256"
    )
    group.rejectEncrypted(
        "empty-key",
        "A256KW with an empty encrypted key",
        EncryptedTokens.changed(EncryptedTokens.wrapped, segment: 1) { _ in "" },
        twin: "hs256"
    )
    group.rejectEncrypted(
        "long-key",
        "A256KW with an encrypted key of a thousand octets",
        EncryptedTokens.changed(EncryptedTokens.wrapped, segment: 1) { _ in
            [UInt8](repeating: 0xA6, count: 1000).base64url
        },
        twin: "hs256",
        cves: ["CVE-2026-53938"]
    )
    let whole = EncryptedTokens.gcm
    group.rejectEncrypted("gcm", "a whole tag of AES-GCM", whole, twin: "hs256")
    for count in [12, 8, 4, 1, 0] {
        group.rejectEncrypted(
            "tag-\(count)",
            count == 0
                ? "no tag of AES-GCM" : "the first \(count) octets of a tag of AES-GCM: \(count * 8) bits to guess",
            EncryptedTokens.changed(whole, segment: 4) {
                Array((Octets(base64url: $0)?.bytes ?? []).prefix(count)).base64url
            },
            twin: "hs256",
            cves: ["CVE-2018-1000539", "CVE-2023-37464", "CVE-2025-54887"]
        )
    }
    group.rejectEncrypted(
        "empty-iv",
        "AES-GCM without an initialization vector",
        EncryptedTokens.changed(whole, segment: 2) { _ in "" },
        twin: "hs256"
    )
    return group
}
