import CLibCrypto

/// A signature operation and nothing else: the least that a signed token costs over libcrypto.
///
/// The digest with a reused `EVP_MD_CTX`, then `EVP_PKEY_verify` or `EVP_PKEY_sign` on one prepared `EVP_PKEY_CTX`; for
/// EdDSA `EVP_DigestVerify` or `EVP_DigestSign`, initialised again without a key, which is sound for EdDSA (for PSS it
/// isn't). Signatures in libcrypto's own form, results in a buffer that's there already. Separate from
/// ``VerificationContext`` on purpose: a floor that shared its code would rise with it.
@safe package struct BareSignature: ~Copyable {
    /// What is done.
    package enum Operation: Hashable, Sendable { case sign, verify }

    private let operation: Operation
    private let keyContext: OpaquePointer?
    private let messageContext: OpaquePointer
    private let hash: FetchedHash?
    private let digestOctetCount: Int
    private let output: UnsafeMutableBufferPointer<UInt8>
    private let key: AsymmetricKey

    /// Prepares a context.
    ///
    /// - Parameters:
    ///   - operation: the operation.
    ///   - key: a key of the scheme's kind.
    ///   - scheme: the scheme; the salt of RSASSA-PSS is as long as the digest.
    /// - Throws: ``CryptoError/failure(_:)``.
    package init(_ operation: Operation, key: AsymmetricKey, scheme: SignatureScheme) throws(CryptoError) {
        guard let messageContext = unsafe EVP_MD_CTX_new() else { throw .takingQueue("EVP_MD_CTX_new") }
        let keyContext = unsafe scheme.hash == nil ? nil : EVP_PKEY_CTX_new(key.pointer, nil)
        let ready =
            if let keyContext = unsafe keyContext, let hash = scheme.hash {
                unsafe Self.prepare(keyContext, operation, scheme, hash)
            } else {
                unsafe Self.prepare(messageContext, operation, key)
            }
        guard ready else {
            unsafe EVP_MD_CTX_free(messageContext)
            unsafe EVP_PKEY_CTX_free(keyContext)
            throw .takingQueue("preparing a key for its scheme")
        }
        self.operation = operation
        self.key = key
        hash = scheme.hash.map(FetchedHash.of)
        digestOctetCount = scheme.hash?.octetCount ?? 0
        unsafe self.keyContext = keyContext
        unsafe self.messageContext = messageContext
        unsafe output = .allocate(capacity: Int(EVP_PKEY_get_size(key.pointer)))
    }

    deinit {
        unsafe EVP_MD_CTX_free(messageContext)
        unsafe EVP_PKEY_CTX_free(keyContext)
        unsafe output.deallocate()
    }

    /// Verifies a signature.
    ///
    /// - Parameters:
    ///   - signature: as ``libcryptoForm(of:scheme:)`` makes it.
    ///   - message: the signed octets.
    /// - Returns: whether it holds.
    package mutating func isValid(_ signature: Span<UInt8>, for message: Span<UInt8>) -> Bool {
        guard operation == .verify else { return false }
        let valid = unsafe signature.withUnsafeBufferPointer { signature in
            unsafe message.withUnsafeBufferPointer { message in
                if unsafe keyContext == nil {
                    return unsafe EVP_DigestVerifyInit(messageContext, nil, nil, nil, nil) == 1
                        && EVP_DigestVerify(
                            messageContext,
                            signature.baseAddress,
                            signature.count,
                            message.baseAddress,
                            message.count
                        )
                            == 1
                }
                return unsafe withDigest(of: message) { digest in
                    unsafe EVP_PKEY_verify(
                        keyContext,
                        signature.baseAddress,
                        signature.count,
                        digest.baseAddress,
                        digest.count
                    ) == 1
                }
            }
        }
        if !valid { takeErrorQueue() }
        return valid
    }

    /// Signs a message into a buffer of its own.
    ///
    /// - Parameter message: any octets.
    /// - Returns: whether libcrypto did.
    package mutating func sign(_ message: Span<UInt8>) -> Bool {
        guard operation == .sign else { return false }
        var length = unsafe output.count
        return unsafe message.withUnsafeBufferPointer { message in
            if unsafe keyContext == nil {
                return unsafe EVP_DigestSignInit(messageContext, nil, nil, nil, nil) == 1
                    && EVP_DigestSign(messageContext, output.baseAddress, &length, message.baseAddress, message.count)
                        == 1
            }
            return unsafe withDigest(of: message) { digest in
                unsafe EVP_PKEY_sign(keyContext, output.baseAddress, &length, digest.baseAddress, digest.count) == 1
            }
        }
    }

    /// A signature of RFC 7518 in libcrypto's form: for ECDSA in DER.
    ///
    /// - Parameters:
    ///   - signature: the octets of a token's last part.
    ///   - scheme: the scheme.
    /// - Returns: `nil` if its length isn't the scheme's.
    package static func libcryptoForm(of signature: [UInt8], scheme: SignatureScheme) -> [UInt8]? {
        guard case .ecdsa(let curve, _) = scheme else { return signature }
        var der = DERSignature()
        guard der.encode(signature.span, curve: curve) else { return nil }
        return unsafe der.withOctets { unsafe Array($0) }
    }

    private func withDigest(
        of message: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: digestOctetCount) { digest in
            unsafe EVP_DigestInit_ex2(messageContext, hash?.pointer, nil) == 1
                && EVP_DigestUpdate(messageContext, message.baseAddress, message.count) == 1
                && EVP_DigestFinal_ex(messageContext, digest.baseAddress, nil) == 1
                && body(UnsafeBufferPointer(digest))
        }
    }

    private static func prepare(
        _ context: OpaquePointer,
        _ operation: Operation,
        _ scheme: SignatureScheme,
        _ hash: HashFunction
    ) -> Bool {
        let started = unsafe operation == .verify ? EVP_PKEY_verify_init(context) : EVP_PKEY_sign_init(context)
        guard started == 1 else { return false }
        switch scheme {
        case .rsaPKCS1:
            guard unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1 else { return false }
        case .rsaPSS:
            guard unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1,
                unsafe EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1
            else { return false }
        case .ecdsa, .eddsa:
            break
        }
        return unsafe EVP_PKEY_CTX_set_signature_md(context, hash.description) == 1
    }

    private static func prepare(_ context: OpaquePointer, _ operation: Operation, _ key: AsymmetricKey) -> Bool {
        switch operation {
        case .verify: unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1
        case .sign: unsafe EVP_DigestSignInit(context, nil, nil, nil, key.pointer) == 1
        }
    }
}
