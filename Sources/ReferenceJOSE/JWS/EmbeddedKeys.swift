import CryptoPrimitives
import StrictJSON

extension JOSEHeader {
    /// Checks that a key which the header brings along is one that the caller trusts: a hint, never a source of trust
    /// (RFC 7515 sections 4.1.3 and 4.1.6, RFC 8725 section 3.10).
    ///
    /// `jku` and `x5u` are never fetched.
    ///
    /// - Returns: the header's own key, only where the check against it is off.
    func checkedEmbeddedKey(trusted: [JWK], without disabled: CheckSet) throws(Rejection) -> JWK? {
        if let value = self["jwk"], let members = value.object {
            // Before anything is computed: checking private members costs seconds where they are large, and comparing
            // secrets would tell whether a guess is right.
            guard (members["d"] == nil && members["k"] == nil) || disabled.contains(.keyEmbedded) else {
                throw Rejection(.keyEmbedded, "the header's jwk is no public key")
            }
            let key = try embeddedJWK(value)
            if !key.isAmong(trusted) {
                let isKin = disabled.has(.embeddedSameType) && trusted.contains { $0.type == key.type }
                guard disabled.contains(.keyEmbedded) || isKin else {
                    throw Rejection(.keyEmbedded, "the header's jwk is no trusted key")
                }
                return key
            }
        }
        if let first = self["x5c"]?.strings?.first {
            let key = try certificateKey(first)
            if !key.isAmong(trusted) {
                guard disabled.contains(.keyCertificate) else {
                    throw Rejection(.keyCertificate, "the key of the header's x5c is no trusted key")
                }
                return key
            }
        }
        return nil
    }

    private func embeddedJWK(_ value: JSON) throws(Rejection) -> JWK {
        do {
            return try JWK(value, without: CheckSet())
        } catch {
            throw Rejection(.keyEmbedded, "the header's jwk can't be read: \(error.detail)")
        }
    }

    /// The key of a certificate in base64, not base64url (RFC 7515 section 4.1.6).
    private func certificateKey(_ text: String) throws(Rejection) -> JWK {
        guard let der = Base64URL.decodeStandard(text),
            let key = try? AsymmetricKey(der: der, label: "CERTIFICATE")
        else { throw Rejection(.keyCertificate, "the first element of x5c is no certificate in base64") }
        return JWK(material: .asymmetric(key))
    }
}
