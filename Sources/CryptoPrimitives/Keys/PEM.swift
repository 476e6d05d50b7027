import CLibCrypto

extension AsymmetricKey {
    /// Imports a key from PEM (RFC 7468): SubjectPublicKeyInfo, PKCS #1, SEC 1, PKCS #8 or an X.509 certificate.
    ///
    /// Of a certificate, only the key is used.
    ///
    /// A text with a second block is rejected: which of two keys is meant would be a guess.
    ///
    /// - Parameter pem: a text with one block.
    /// - Throws: ``CryptoError/malformedKey(_:)``, ``CryptoError/unsupported(_:)``.
    package convenience init(pem: String) throws(CryptoError) {
        let text = Array(pem.utf8)
        let (label, der) = try Self.block(of: text)
        guard !Self.hasSecondBlock(text) else { throw .malformedKey("there is more than one PEM block in the text") }
        try self.init(der: der, label: label)
    }

    /// Whether more than one line begins a block, whole or not.
    private static func hasSecondBlock(_ text: [UInt8]) -> Bool {
        let marker = Array("-----BEGIN ".utf8)
        return text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).count { $0.starts(with: marker) } > 1
    }

    /// The label and the octets of the first block of a text.
    private static func block(of text: [UInt8]) throws(CryptoError) -> (label: String, der: [UInt8]) {
        let block = unsafe text.withUnsafeBytes { bytes -> (label: String, der: [UInt8])? in
            // The BIO reads from the text's own memory.
            guard let count = Int32(exactly: bytes.count),
                let bio = unsafe BIO_new_mem_buf(bytes.baseAddress, count)
            else { return nil }
            defer { unsafe BIO_free(bio) }
            var label: UnsafeMutablePointer<CChar>?
            var header: UnsafeMutablePointer<CChar>?
            var der: UnsafeMutablePointer<UInt8>?
            var length = 0
            guard unsafe PEM_read_bio(bio, &label, &header, &der, &length) == 1, let label = unsafe label,
                let der = unsafe der
            else { return nil }
            defer {
                unsafe jwt_assay_free(label)
                unsafe jwt_assay_free(header)
                unsafe jwt_assay_free(der)
            }
            return unsafe (String(cString: label), Array(UnsafeBufferPointer(start: der, count: length)))
        }
        guard let block else {
            takeErrorQueue()
            throw .malformedKey("there is no PEM block in the text")
        }
        return block
    }

    /// Imports a key from the DER of a PEM block.
    ///
    /// - Parameters:
    ///   - der: the octets.
    ///   - label: what follows `BEGIN` in PEM.
    /// - Throws: ``CryptoError/malformedKey(_:)``, ``CryptoError/unsupported(_:)``.
    package convenience init(der: [UInt8], label: String) throws(CryptoError) {
        let isPrivate: Bool
        var consumed = 0
        var key: OpaquePointer?
        switch label {
        case "PUBLIC KEY":
            isPrivate = false
            unsafe key = Self.decode(der, &consumed) { unsafe d2i_PUBKEY(nil, &$0, $1) }
        case "RSA PUBLIC KEY":
            isPrivate = false
            unsafe key = Self.decode(der, &consumed) { unsafe d2i_PublicKey(EVP_PKEY_RSA, nil, &$0, $1) }
        case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY":
            isPrivate = true
            unsafe key = Self.decode(der, &consumed) { unsafe d2i_AutoPrivateKey(nil, &$0, $1) }
        case "CERTIFICATE":
            isPrivate = false
            unsafe key = Self.decode(der, &consumed) { input, count in
                let certificate = unsafe d2i_X509(nil, &input, count)
                defer { unsafe X509_free(certificate) }
                return unsafe X509_get_pubkey(certificate)
            }
        default:
            throw .unsupported("a PEM block labelled \(label)")
        }
        guard let key = unsafe key else {
            takeErrorQueue()
            throw .malformedKey("the DER of \(label) isn't a key")
        }
        guard consumed == der.count else {
            unsafe EVP_PKEY_free(key)
            throw .malformedKey("octets follow the DER")
        }
        try unsafe self.init(adopting: key, isPrivate: isPrivate)
        try checkMaterial()
    }

    /// Rejects what a decoder accepts: a point at infinity, and private integers that don't belong to the public
    /// half.
    private func checkMaterial() throws(CryptoError) {
        switch kind {
        case .rsa:
            guard let components = rsaComponents else { throw .malformedKey("the integers aren't a key") }
            try components.checkConsistency()
        case .ec:
            guard let components = ecComponents else { throw .malformedKey("the point has no coordinates") }
            try checkPair(components)
        case .okp:
            break
        }
    }

    private static func decode(
        _ der: [UInt8],
        _ consumed: inout Int,
        _ body: (inout UnsafePointer<UInt8>?, Int) -> OpaquePointer?
    ) -> OpaquePointer? {
        unsafe der.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            let key = unsafe body(&cursor, bytes.count)
            if let start = bytes.baseAddress, let end = unsafe cursor { consumed = unsafe end - start }
            return unsafe key
        }
    }

    /// The public key as SubjectPublicKeyInfo in PEM.
    package func publicPEM() throws(CryptoError) -> String {
        try unsafe Self.text { unsafe PEM_write_bio_PUBKEY($0, pointer) }
    }

    /// The private key as PKCS #8 in PEM, unencrypted.
    package func privatePEM() throws(CryptoError) -> String {
        guard isPrivate else { throw .unsupported("the private PEM of a public key") }
        return try unsafe Self.text { unsafe PEM_write_bio_PKCS8PrivateKey($0, pointer, nil, nil, 0, nil, nil) }
    }

    /// The key in its older form in PEM: PKCS #1 for RSA, SEC 1 for a private key on an elliptic curve.
    package func traditionalPEM() throws(CryptoError) -> String {
        if isPrivate {
            return try unsafe Self.text {
                unsafe PEM_write_bio_PrivateKey_traditional($0, pointer, nil, nil, 0, nil, nil)
            }
        }
        guard case .rsa = kind else { throw .unsupported("PKCS #1 for a key that isn't RSA") }
        let der = unsafe Self.der { unsafe i2d_PublicKey(pointer, $0) }
        return try unsafe Self.text { bio in
            let written = unsafe PEM_write_bio(bio, "RSA PUBLIC KEY", "", der, der.count)
            return written > 0 ? 1 : 0
        }
    }

    /// The public key as SubjectPublicKeyInfo in DER.
    package func publicDER() -> [UInt8] {
        unsafe Self.der { unsafe i2d_PUBKEY(pointer, $0) }
    }

    private static func der(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8] {
        let count = Int(write(nil))
        guard count > 0 else {
            takeErrorQueue()
            return []
        }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
            var cursor = buffer.baseAddress
            initialised = max(0, Int(unsafe write(&cursor)))
        }
    }

    private static func text(_ write: (OpaquePointer) -> Int32) throws(CryptoError) -> String {
        guard let bio = unsafe BIO_new(BIO_s_mem()) else { throw .takingQueue("BIO_new") }
        defer { unsafe BIO_free(bio) }
        guard unsafe write(bio) == 1 else { throw .takingQueue("PEM") }
        let pending = Int(unsafe BIO_ctrl_pending(bio))
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: pending) { buffer, initialised in
            initialised = max(0, Int(unsafe BIO_read(bio, buffer.baseAddress, Int32(pending))))
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
