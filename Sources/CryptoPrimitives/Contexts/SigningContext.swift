import CLibCrypto

/// A prepared signature with one private key and one scheme.
///
/// One per worker.
package struct SigningContext: ~Copyable {
    private var context: SignatureContext
    private let curve: EllipticCurve?
    /// Where libcrypto leaves a signature in its own form.
    private var output: [UInt8]

    /// The length of the longest signature in octets.
    package let maximumOctetCount: Int

    /// Prepares a signature.
    ///
    /// - Parameters:
    ///   - key: a private key of the scheme's kind.
    ///   - scheme: the scheme.
    ///   - saltLength: for RSASSA-PSS, the length of the salt.
    /// - Throws: ``CryptoError/unsupported(_:)`` for a public key, ``CryptoError/failure(_:)`` if the key can't be
    ///   used with the scheme.
    package init(
        key: AsymmetricKey,
        scheme: SignatureScheme,
        saltLength: PSSSaltLength = .digest
    ) throws(CryptoError) {
        guard key.isPrivate else { throw .unsupported("signing with a public key") }
        context = try SignatureContext(.sign, key: key, scheme: scheme, saltLength: saltLength)
        curve = if case .ecdsa(let curve, _) = scheme { curve } else { nil }
        output = [UInt8](repeating: 0, count: unsafe Int(EVP_PKEY_get_size(key.pointer)))
        maximumOctetCount = curve.map { $0.coordinateOctetCount * 2 } ?? output.count
    }

    /// Signs a message.
    ///
    /// - Parameter message: any octets.
    /// - Returns: the signature in the form of RFC 7518.
    /// - Throws: ``CryptoError/failure(_:)``.
    package mutating func signature(for message: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: maximumOctetCount)
        let count = try write(signatureFor: message, into: &octets)
        octets.removeLast(octets.count - count)
        return octets
    }

    /// Signs a message, and leaves the signature in the first octets of an array.
    ///
    /// - Parameters:
    ///   - message: any octets.
    ///   - octets: at least ``maximumOctetCount`` of them.
    /// - Returns: how many were written.
    /// - Throws: ``CryptoError/failure(_:)``.
    package mutating func write(
        signatureFor message: Span<UInt8>,
        into octets: inout [UInt8]
    ) throws(CryptoError) -> Int {
        guard let curve else { return try Self.checked(context.rawSignature(for: message, into: &octets)) }
        let count = try Self.checked(context.rawSignature(for: message, into: &output))
        guard DERSignature.decode(output.span.extracting(first: count), curve: curve, into: &octets) else {
            throw .failure("libcrypto made a signature that isn't DER")
        }
        return maximumOctetCount
    }

    private static func checked(_ count: Int?) throws(CryptoError) -> Int {
        guard let count, count > 0 else { throw .takingQueue("the signature operation") }
        return count
    }

}

extension SignatureContext {
    /// Writes a signature in libcrypto's own form into an array of which it may fill all.
    fileprivate mutating func rawSignature(for message: Span<UInt8>, into octets: inout [UInt8]) -> Int? {
        var length = octets.count
        let done = unsafe octets.withUnsafeMutableBufferPointer { output in
            guard let messageContext = unsafe messageContext else {
                let operation = unsafe context
                return unsafe withDigest(of: message) { digest in
                    unsafe EVP_PKEY_sign(operation, output.baseAddress, &length, digest.baseAddress, digest.count) == 1
                } ?? false
            }
            return unsafe message.withUnsafeBufferPointer { message in
                unsafe EVP_DigestSignInit(messageContext, nil, nil, nil, nil) == 1
                    && EVP_DigestSign(
                        messageContext,
                        output.baseAddress,
                        &length,
                        message.baseAddress,
                        message.count
                    ) == 1
            }
        }
        return done ? length : nil
    }
}
