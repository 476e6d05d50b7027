import CLibCrypto

/// A prepared verification with one public key and one scheme.
///
/// One per worker.
package struct VerificationContext: ~Copyable {
    private var context: SignatureContext
    private let curve: EllipticCurve?

    /// Prepares a verification.
    ///
    /// - Parameters:
    ///   - key: a key of the scheme's kind.
    ///   - scheme: the scheme.
    ///   - saltLength: for RSASSA-PSS, the required salt length.
    /// - Throws: ``CryptoError/failure(_:)`` if the key can't be used with the scheme.
    package init(
        key: AsymmetricKey,
        scheme: SignatureScheme,
        saltLength: PSSSaltLength = .digest
    ) throws(CryptoError) {
        context = try SignatureContext(.verify, key: key, scheme: scheme, saltLength: saltLength)
        curve = if case .ecdsa(let curve, _) = scheme { curve } else { nil }
    }

    /// Whether a signature holds.
    ///
    /// - Parameters:
    ///   - signature: the signature in the form of RFC 7518; for ECDSA, R and S in full length.
    ///   - message: the octets that were signed.
    /// - Returns: `false` for every invalid signature, whatever its length.
    package mutating func isValid(_ signature: Span<UInt8>, for message: Span<UInt8>) -> Bool {
        let valid: Bool
        if let curve {
            var der = DERSignature()
            guard der.encode(signature, curve: curve) else { return false }
            valid = unsafe der.withOctets { unsafe verify($0, for: message) }
        } else {
            valid = unsafe signature.withUnsafeBufferPointer { unsafe verify($0, for: message) }
        }
        if !valid { takeErrorQueue() }
        return valid
    }

    private mutating func verify(_ signature: UnsafeBufferPointer<UInt8>, for message: Span<UInt8>) -> Bool {
        if let messageContext = unsafe context.messageContext {
            return unsafe message.withUnsafeBufferPointer { message in
                unsafe EVP_DigestVerifyInit(messageContext, nil, nil, nil, nil) == 1
                    && EVP_DigestVerify(
                        messageContext,
                        signature.baseAddress,
                        signature.count,
                        message.baseAddress,
                        message.count
                    ) == 1
            }
        }
        let operation = unsafe context.context
        return unsafe context.withDigest(of: message) { digest in
            unsafe EVP_PKEY_verify(
                operation,
                signature.baseAddress,
                signature.count,
                digest.baseAddress,
                digest.count
            ) == 1
        } ?? false
    }
}
