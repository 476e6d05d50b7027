import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Keys in PEM (RFC 7468): the texts that applications hand over, and texts that hold no key.
@Sendable func pemTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for (algorithm, slug) in [(Algorithm.rs256, "rsa"), (.es256, "ec"), (.edDSA, "okp")] {
        let key = try forge.key(for: algorithm)
        let pem = key.record.pem ?? ""
        let name = algorithm.rawValue
        let token = try Token.compact(#"{"alg":"\#(name)","x":"pem"}"#, Forge.payload, by: key, algorithm)
        func group(_ spelling: String, _ text: String) -> GroupDefinition {
            GroupDefinition("jwk/pem/\(slug)-\(spelling)", key: .init(text: text), policy: VerificationPolicy([name]))
        }
        var good = [("spki", "SubjectPublicKeyInfo", pem)]
        if algorithm == .rs256 {
            let publicKey = try AsymmetricKey(der: key.asymmetric.publicDER(), label: "PUBLIC KEY")
            good.append(("pkcs1", "the older form of PKCS #1", try publicKey.traditionalPEM()))
        }
        for (spelling, words, text) in good {
            var one = group(spelling, text)
            one.accept("token", "a key in PEM: \(words)", token, ["RFC7468#2-1"])
            groups.append(one)
        }
        let other = try forge.key(algorithm == .rs256 ? "rsa-b" : algorithm == .es256 ? "p256-b" : "ed25519-b")
        var two = group("two-blocks", pem + (other.record.pem ?? ""))
        two.either(
            "token",
            "two keys in PEM, one behind the other, and a token by the first",
            token,
            why:
                "no RFC says which of two keys is meant where one is asked for; who takes one drops the other in silence",
            .pem,
            .twin("jwk/pem/\(slug)-spki/token"),
            rule: "RFC7468#2-3"
        )
        groups.append(two)
        for (spelling, words, text) in faulty(pem) {
            var one = group(spelling, text)
            one.reject(
                "token",
                "a key in PEM \(words), and a token by the key that it was",
                token,
                .pem,
                ["empty", "cut-off"].contains(spelling)
                    ? .unprovable("a part of the key is lost") : .twin("jwk/pem/\(slug)-spki/token")
            )
            groups.append(one)
        }
    }
    var dsa = GroupDefinition(
        "jwk/pem/dsa",
        key: .init(text: dsaKey),
        policy: VerificationPolicy(["RS256"]),
        origin: .issuer
    )
    dsa.reject(
        "token",
        "a key of DSA in PEM, and a signature by it under RS256",
        Token(signedByDSA),
        .pem,
        .unprovable("JOSE has no algorithm for such a key"),
        rule: "RFC8725#3.1-2",
        cves: ["CVE-2022-23539"]
    )
    groups.append(dsa)
    return Topic(path: "jwk/pem.json", title: "Keys in PEM", groups: groups)
}

/// A text in PEM with one fault.
private func faulty(_ pem: String) -> [(String, String, String)] {
    let lines = pem.split(separator: "\n").map(String.init)
    let body = lines.dropFirst().dropLast()
    func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
    let cut = Array(body.dropLast()) + [String((body.last ?? "").dropLast(8))]
    return [
        ("empty", "with no line between the two", text([lines[0], lines.last ?? ""])),
        ("cut-off", "whose last eight characters are missing", text([lines[0]] + cut + [lines.last ?? ""])),
        ("no-end", "without its end line", text(Array(lines.dropLast()))),
        ("other-end", "whose end line has another label", text(lines.dropLast() + ["-----END CERTIFICATE-----"])),
        (
            "not-base64", "with an asterisk in it",
            text([lines[0], "*" + (body.first ?? "")] + body.dropFirst() + [lines.last ?? ""])
        ),
    ]
}
