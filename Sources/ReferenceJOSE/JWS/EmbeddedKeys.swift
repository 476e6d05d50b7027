import CryptoPrimitives
import StrictJSON

extension JOSEHeader {
    /// Checks that a key in the header is one that the caller trusts: a hint, never a source of trust (RFC 7515 sections
    /// 4.1.3 and 4.1.6, RFC 8725 section 3.10).
    ///
    /// `jku` and `x5u` are never fetched.
    package func checkEmbeddedKeys(trusted: [JWK]) throws(Rejection) {
        if let value = self["jwk"] { try Self.checkEmbedded(value, trusted: trusted) }
        if let first = self["x5c"]?.strings?.first { try Self.checkCertificate(first, trusted: trusted) }
    }

    private static func checkEmbedded(_ value: JSON, trusted: [JWK]) throws(Rejection) {
        // Before anything is computed: checking private members takes seconds if they are large, and comparing
        // secrets would tell whether a guess is right.
        guard value.object?["d"] == nil, value.object?["k"] == nil else {
            throw Rejection(.keyEmbedded, "the header's jwk isn't a public key")
        }
        let key: JWK
        do {
            key = try JWK(value)
        } catch {
            throw Rejection(.keyEmbedded, "the header's jwk can't be read: \(error.detail)")
        }
        guard key.isAmong(trusted) else { throw Rejection(.keyEmbedded, "the header's jwk isn't a trusted key") }
    }

    /// The text is base64, not base64url (RFC 7515 section 4.1.6).
    private static func checkCertificate(_ text: String, trusted: [JWK]) throws(Rejection) {
        guard let key = JWK(certificate: text) else {
            throw Rejection(.keyCertificate, "the first element of x5c isn't a certificate in base64")
        }
        guard key.isAmong(trusted) else {
            throw Rejection(.keyCertificate, "the key of the header's x5c isn't a trusted key")
        }
    }
}

extension JWK {
    /// The key of a certificate in base64; `nil` for another text.
    package init?(certificate text: String) {
        guard let der = Base64URL.decodeStandard(text),
            let key = try? AsymmetricKey(der: der, label: "CERTIFICATE")
        else { return nil }
        self.init(material: .asymmetric(key))
    }
}
