import CLibCrypto

/// HMAC and nothing else: the least that a token with a MAC costs over libcrypto.
///
/// Separate from ``MACContext`` on purpose: a floor that shared its code would rise with it.
@safe package struct BareMAC: ~Copyable {
    private let context: OpaquePointer
    private let output: UnsafeMutableBufferPointer<UInt8>

    /// Keys a context; each computation initialises it again with the key that it has.
    ///
    /// - Parameters:
    ///   - secret: the key, not empty.
    ///   - function: the hash function.
    /// - Throws: ``CryptoError/failure(_:)``.
    package init(secret: [UInt8], function: HashFunction) throws(CryptoError) {
        let mac = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
        defer { unsafe EVP_MAC_free(mac) }
        guard let context = unsafe EVP_MAC_CTX_new(mac) else { throw .takingQueue("EVP_MAC_CTX_new") }
        let done = unsafe Array(function.name.utf8CString).withUnsafeBufferPointer { name in
            let parameters = unsafe [
                OSSL_PARAM_construct_utf8_string(
                    OSSL_MAC_PARAM_DIGEST,
                    UnsafeMutablePointer(mutating: name.baseAddress),
                    0
                ),
                OSSL_PARAM_construct_end(),
            ]
            return unsafe EVP_MAC_init(context, secret, secret.count, parameters)
        }
        guard done == 1 else {
            unsafe EVP_MAC_CTX_free(context)
            throw .takingQueue("EVP_MAC_init")
        }
        unsafe self.context = context
        unsafe output = .allocate(capacity: function.octetCount)
    }

    deinit {
        unsafe EVP_MAC_CTX_free(context)
        unsafe output.deallocate()
    }

    /// Computes a MAC into a buffer of its own.
    ///
    /// - Parameter message: any octets.
    /// - Returns: whether libcrypto did.
    package mutating func compute(_ message: Span<UInt8>) -> Bool {
        var length = 0
        return unsafe message.withUnsafeBufferPointer { message in
            unsafe EVP_MAC_init(context, nil, 0, nil) == 1
                && EVP_MAC_update(context, message.baseAddress, message.count) == 1
                && EVP_MAC_final(context, output.baseAddress, &length, output.count) == 1
        }
    }

    /// Computes a MAC and compares it with another in constant time.
    ///
    /// - Parameters:
    ///   - expected: the other.
    ///   - message: any octets.
    /// - Returns: whether they are equal.
    package mutating func matches(_ expected: Span<UInt8>, for message: Span<UInt8>) -> Bool {
        guard unsafe expected.count == output.count, compute(message) else { return false }
        return unsafe expected.withUnsafeBufferPointer { expected in
            unsafe CRYPTO_memcmp(expected.baseAddress, output.baseAddress, output.count) == 0
        }
    }
}
