import CLibCrypto

/// A prepared operation with one key and one scheme: padding, digest and salt length are set once.
///
/// Reused by one worker at a time. An `EVP_PKEY_CTX` is kept rather than a digest context because a PSS digest context
/// that's initialised again without a key falls back to PKCS #1 v1.5 (OpenSSL 3.0).
@safe struct SignatureContext: ~Copyable {
    enum Operation { case verify, sign }

    let context: OpaquePointer?
    /// For EdDSA, which hashes the message itself; initialised with its key once, and without one from then on, which
    /// saves libcrypto's look-ups.
    ///
    /// For EdDSA only: with PSS it would fall back as described above.
    let messageContext: OpaquePointer?
    let key: AsymmetricKey
    private var digest: DigestContext?

    init(
        _ operation: Operation,
        key: AsymmetricKey,
        scheme: SignatureScheme,
        saltLength: PSSSaltLength
    ) throws(CryptoError) {
        let hashing: DigestContext?
        let prepared: OpaquePointer?
        if let hash = scheme.hash {
            hashing = try DigestContext(hash)
            unsafe prepared = try Self.prepared(operation, key: key, scheme: scheme, hash: hash, saltLength: saltLength)
        } else {
            hashing = nil
            unsafe prepared = nil
        }
        unsafe context = prepared
        unsafe messageContext = scheme.hash == nil ? Self.initialised(operation, key: key) : nil
        digest = hashing
        self.key = key
    }

    deinit {
        unsafe EVP_PKEY_CTX_free(context)
        unsafe EVP_MD_CTX_free(messageContext)
    }

    /// A context for EdDSA; with a key that doesn't sign every use of it fails.
    private static func initialised(_ operation: Operation, key: AsymmetricKey) -> OpaquePointer? {
        let context = unsafe EVP_MD_CTX_new()
        let done =
            switch operation {
            case .verify: unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer)
            case .sign: unsafe EVP_DigestSignInit(context, nil, nil, nil, key.pointer)
            }
        if done != 1 { takeErrorQueue() }
        return unsafe context
    }

    private static func prepared(
        _ operation: Operation,
        key: AsymmetricKey,
        scheme: SignatureScheme,
        hash: HashFunction,
        saltLength: PSSSaltLength
    ) throws(CryptoError) -> OpaquePointer {
        guard let context = unsafe EVP_PKEY_CTX_new(key.pointer, nil) else { throw .takingQueue("EVP_PKEY_CTX_new") }
        var ready =
            switch operation {
            case .verify: unsafe EVP_PKEY_verify_init(context) == 1
            case .sign: unsafe EVP_PKEY_sign_init(context) == 1
            }
        // The padding comes before the digest: setting it resets what depends on it.
        switch scheme {
        case .rsaPKCS1:
            ready = unsafe ready && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
        case .rsaPSS:
            ready = unsafe ready && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
        case .ecdsa, .eddsa:
            break
        }
        ready = unsafe ready && EVP_PKEY_CTX_set_signature_md(context, hash.description) == 1
        if case .rsaPSS = scheme {
            ready =
                unsafe ready && EVP_PKEY_CTX_set_rsa_mgf1_md(context, hash.description) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, saltLength.openSSLValue) == 1
        }
        guard ready else {
            unsafe EVP_PKEY_CTX_free(context)
            throw .takingQueue("preparing a key for its scheme")
        }
        return unsafe context
    }

    /// Hashes the message and hands the digest on.
    mutating func withDigest<Value>(
        of message: Span<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value? {
        guard let count = digest?.octetCount else { return nil }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { output in
            guard let start = output.baseAddress else { return nil }
            let done = unsafe message.withUnsafeBufferPointer { unsafe digest?.digest($0, into: start) ?? false }
            return done ? unsafe body(UnsafeBufferPointer(output)) : nil
        }
    }
}

extension PSSSaltLength {
    fileprivate var openSSLValue: Int32 {
        switch self {
        case .digest: RSA_PSS_SALTLEN_DIGEST
        case .any: RSA_PSS_SALTLEN_AUTO
        case .octets(let count): Int32(count)
        }
    }
}
