import CryptoPrimitives
import ReferenceJOSE

/// What implementations have used as an HMAC secret that isn't one.
enum KeyConfusion {
    /// What comes back for a `kid` that names no key: nothing, the text of a language's nothing or of an object's member,
    /// a file that isn't a key, and what an injected query says.
    static let failedLookUps: [[UInt8]] = [
        "", "null", "undefined", "None", "nil", "false", "[object Object]", "2\n", "secret",
        "function Object() { [native code] }",
    ].map { Array($0.utf8) }
}

extension AsymmetricKey {
    /// The octets that an implementation uses as an HMAC secret where it doesn't compare key types: the public key in the
    /// spellings that applications pass.
    func confusedSecrets() -> [[UInt8]] {
        var secrets: [[UInt8]] = [[], publicDER()]
        for pem in [try? publicPEM(), try? publicCopy().traditionalPEM()] {
            guard let pem else { continue }
            secrets += Self.spellings(of: pem)
        }
        let jwk = JWK(material: .asymmetric(self))
        secrets += [jwk.thumbprintInput, "{\"keys\":[\(jwk.thumbprintInput)]}"].map { Array($0.utf8) }
        if let okp = octetKeyComponents { secrets.append(okp.x) }
        if let ec = ecComponents { secrets.append(ec.x + ec.y) }
        if let rsa = rsaComponents { secrets.append(rsa.n) }
        return secrets
    }

    private static func spellings(of pem: String) -> [[UInt8]] {
        let trimmed = String(pem.dropLast())
        let crlf = pem.split(separator: "\n").map { $0 + "\r\n" }.joined()
        let oneLine = pem.split(separator: "\n").joined()
        return [pem, trimmed, crlf, oneLine, " \n" + pem, "\u{FEFF}" + pem].map { Array($0.utf8) }
    }

    private func publicCopy() throws(CryptoError) -> AsymmetricKey {
        try AsymmetricKey(der: publicDER(), label: "PUBLIC KEY")
    }
}
