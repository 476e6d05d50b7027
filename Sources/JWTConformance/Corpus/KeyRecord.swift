/// A key of the corpus: the verification key, and the signing key if there is one.
package struct KeyRecord: Hashable, Sendable, Codable, Identifiable {
    /// A slug such as `keys/p256-a`.
    package let id: String
    /// What the key is and where it comes from.
    package let summary: String
    /// The JWK that a verifier is given: the public key, or the secret of a MAC.
    package let verification: JSONValue
    /// The JWK that a signer is given.
    package let signing: JSONValue?
    /// The verification key in PEM, if it has that form.
    package let pem: String?
    /// The signing key in PEM (PKCS #8, RFC 5958), if it has that form.
    package let signingPEM: String?

    /// Describes a key.
    package init(
        id: String,
        summary: String,
        verification: JSONValue,
        signing: JSONValue?,
        pem: String?,
        signingPEM: String? = nil
    ) {
        self.id = id
        self.summary = summary
        self.verification = verification
        self.signing = signing
        self.pem = pem
        self.signingPEM = signingPEM
    }
}

/// A file of keys.
struct KeyFile: Codable {
    static let schema = "jwt-assay/keys/1"

    let schema: String
    let title: String
    let keys: [KeyRecord]
}
