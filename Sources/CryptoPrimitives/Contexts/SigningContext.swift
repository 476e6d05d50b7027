import CLibCrypto

/// A prepared signature with one private key and one scheme.
///
/// One per worker.
package struct SigningContext: ~Copyable {
    private var context: SignatureContext
    private let curve: EllipticCurve?

    /// Prepares a signature.
    ///
    /// - Parameters:
    ///   - key: a private key of the scheme's kind.
    ///   - scheme: the scheme.
    ///   - saltLength: for RSASSA-PSS, the length of the salt.
    /// - Throws: ``CryptoError/unsupported(_:)`` for a public key, ``CryptoError/failure(_:)`` where the key can't be
    ///   used with the scheme.
    package init(
        key: AsymmetricKey,
        scheme: SignatureScheme,
        saltLength: PSSSaltLength = .digest
    ) throws(CryptoError) {
        guard key.isPrivate else { throw .unsupported("signing with a public key") }
        context = try SignatureContext(.sign, key: key, scheme: scheme, saltLength: saltLength)
        curve = if case .ecdsa(let curve, _) = scheme { curve } else { nil }
    }

    /// Signs a message.
    ///
    /// - Parameter message: any octets.
    /// - Returns: the signature as RFC 7518 has it.
    /// - Throws: ``CryptoError/failure(_:)``.
    package mutating func signature(for message: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        let raw = rawSignature(for: message)
        guard let raw else { throw .takingQueue("the signature operation") }
        guard let curve else { return raw }
        guard let signature = DERSignature.decode(raw.span, curve: curve) else {
            throw .failure("libcrypto made a signature that isn't DER")
        }
        return signature
    }

    private mutating func rawSignature(for message: Span<UInt8>) -> [UInt8]? {
        let capacity = unsafe Int(EVP_PKEY_get_size(context.key.pointer))
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            var length = capacity
            let done: Bool
            if let messageContext = unsafe context.messageContext {
                done = unsafe message.withUnsafeBufferPointer { message in
                    unsafe EVP_DigestSignInit(messageContext, nil, nil, nil, context.key.pointer) == 1
                        && EVP_DigestSign(
                            messageContext,
                            output.baseAddress,
                            &length,
                            message.baseAddress,
                            message.count
                        ) == 1
                }
            } else {
                let operation = unsafe context.context
                done =
                    unsafe context.withDigest(of: message) { digest in
                        unsafe EVP_PKEY_sign(
                            operation,
                            output.baseAddress,
                            &length,
                            digest.baseAddress,
                            digest.count
                        ) == 1
                    } ?? false
            }
            count = done ? length : 0
        }
        return octets.isEmpty ? nil : octets
    }
}
