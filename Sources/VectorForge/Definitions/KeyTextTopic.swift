import JWTConformance
import ReferenceJOSE

/// Keys in spellings that an implementation has used as a secret, or that contain no secret.
@Sendable func keyTextTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for (algorithm, keyName) in [(Algorithm.rs256, "rsa-a"), (.es256, "p256-a"), (.edDSA, "ed25519-a")] {
        let key = try forge.key(keyName)
        let policy = VerificationPolicy([algorithm.rawValue, "HS256"])
        let family = keyName.dropLast(2)
        let jwk = try key.jwkText
        var asJWK = GroupDefinition("attacks/key-text/\(family)-jwk", key: .init(text: jwk), policy: policy)
        let plain = try Token.compact(#"{"alg":"\#(algorithm.rawValue)"}"#, Forge.payload, by: key, algorithm)
        asJWK.record(
            "plain",
            "a key given as the text of a JWK",
            plain,
            why: "an API need not take a JWK as text",
            ["RFC7517#4-3"]
        )
        asJWK.reject(
            "secret",
            "HS256 with the key's own text for a secret: the text of a JWK",
            try forge.mac(secret: Array(jwk.utf8)),
            .keyType,
            .twin("attacks/confusion/\(family)-jwk/plain"),
            rule: "RFC8725#3.1-2",
            cves: ["CVE-2026-48526"]
        )
        groups.append(asJWK)

        let set = #"{"keys":[\#(jwk)]}"#
        var asSet = GroupDefinition("attacks/key-text/\(family)-jwk-set", key: .init(text: set), policy: policy)
        asSet.reject(
            "secret",
            "HS256 with the key's own text for a secret: the text of a JWK Set",
            try forge.mac(secret: Array(set.utf8)),
            .keyType,
            .twin("attacks/confusion/\(family)-jwk/plain"),
            rule: "RFC8725#3.1-2"
        )
        groups.append(asSet)

        let line = (key.record.pem ?? "").split(separator: "\n").joined()
        var asLine = GroupDefinition("attacks/key-text/\(family)-one-line", key: .init(text: line), policy: policy)
        asLine.reject(
            "secret",
            "HS256 with the key's own text for a secret: PEM that has lost its line ends",
            try forge.mac(secret: Array(line.utf8)),
            .pem,
            .twin("attacks/confusion/\(family)-jwk/plain"),
            rule: "RFC8725#3.1-2",
            cves: ["GHSA-ffc3-869f-jxw9"]
        )
        groups.append(asLine)
    }
    groups += try furtherSpellings(forge)
    for (algorithm, keyName) in [(Algorithm.es256, "p384-a"), (.es256, "secp256k1-a"), (.es384, "p256-a")] {
        let name = algorithm.rawValue
        let key = try forge.key(keyName)
        var curve = GroupDefinition(
            "attacks/key-text/\(name.lowercased())-with-\(keyName.dropLast(2))-pem",
            key: .init(text: key.record.pem ?? ""),
            policy: VerificationPolicy([name])
        )
        curve.reject(
            "token",
            "a valid signature under \(name) by \(key.record.summary), which is given as PEM and so says no algorithm",
            try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm),
            .keyType,
            .twin("signature/algorithms/\(name.lowercased())/plain"),
            rule: keyName == "secp256k1-a" ? "RFC8812#3.3-1" : "RFC7518#3.4-4"
        )
        groups.append(curve)
    }
    var empty = GroupDefinition("attacks/key-text/empty", key: .init(text: ""), policy: VerificationPolicy(["HS256"]))
    empty.reject(
        "secret",
        "HS256 where the application's secret is the empty text, as an unset variable leaves it",
        try forge.mac(secret: []),
        .hmacKeySize,
        .twin("signature/hmac-secret/hs256-32-octets/token"),
        rule: "RFC7518#3.2-2",
        cves: ["GHSA-gg9x-qcx2-xmrh"]
    )
    groups.append(empty)
    return Topic(path: "attacks/key-text.json", title: "Texts of keys", groups: groups)
}

extension Forge {
    /// A token of mallory's under HS256 and any octets for a secret.
    func mac(secret: [UInt8]) throws -> Token {
        let input = "\(#"{"alg":"HS256"}"#.base64url).\(#"{"sub":"mallory"}"#.base64url)"
        return Token("\(input).\(try ForgeKey.mac(Array(input.utf8), secret: secret).base64url)")
    }
}
