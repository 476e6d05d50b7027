package import CryptoPrimitives

extension JWK {
    /// Imports a key from PEM: SubjectPublicKeyInfo, PKCS #1, SEC 1, PKCS #8 or an X.509 certificate.
    ///
    /// Of a certificate, only the key is used: neither its dates nor its issuer are looked at.
    ///
    /// - Parameters:
    ///   - pem: a text with one block.
    ///   - metadata: what describes the key.
    /// - Throws: ``Rejection`` by ``Check/pem``, or by the check that the size or the exponent of an RSA key fails.
    public init(pem: String, metadata: Metadata = Metadata()) throws(Rejection) {
        let key: AsymmetricKey
        do {
            key = try AsymmetricKey(pem: pem)
        } catch {
            throw Rejection(.pem, error.detail)
        }
        try self.init(checked: key, metadata: metadata)
    }

    /// A key that came ready-made, once its size, its exponent and its order are checked.
    package init(checked key: AsymmetricKey, metadata: Metadata = Metadata()) throws(Rejection) {
        if let components = key.rsaComponents { try Self.checkSizes(of: components) }
        try Self.checkOrder(of: key)
        self.init(material: .asymmetric(key), metadata: metadata)
    }

    /// The public key as SubjectPublicKeyInfo in PEM; `nil` for a secret.
    public var publicPEM: String? {
        guard case .asymmetric(let key) = material else { return nil }
        return try? key.publicPEM()
    }

    /// The private key as PKCS #8 in PEM, unencrypted; `nil` for a secret or a public key.
    public var privatePEM: String? {
        guard case .asymmetric(let key) = material else { return nil }
        return try? key.privatePEM()
    }

    /// The key in its older form in PEM: PKCS #1 for RSA, SEC 1 for a private key on an elliptic curve; `nil` where
    /// there is none.
    public var traditionalPEM: String? {
        guard case .asymmetric(let key) = material else { return nil }
        return try? key.traditionalPEM()
    }
}

extension JWK {
    /// The public key of SubjectPublicKeyInfo, PKCS #1 or a certificate in DER; `nil` for other octets.
    package init?(publicDER octets: [UInt8]) {
        for label in ["PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE"] {
            guard let key = try? AsymmetricKey(der: octets, label: label) else { continue }
            try? self.init(checked: key)
            return
        }
        return nil
    }

    /// A secret that isn't the text of a key (RFC 8725 section 3.1).
    package init(checkedSecret octets: [UInt8]) throws(Rejection) {
        guard !PublicKeyText.isOne(octets) else {
            throw Rejection(.hmacKeySecret, "the secret is the text of a key")
        }
        self.init(secret: octets)
    }
}
