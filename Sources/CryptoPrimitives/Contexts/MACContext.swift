import CLibCrypto

/// A keyed HMAC computation (RFC 2104), reusable: it's initialised again with the key it has.
///
/// One context per worker; creating one takes locks in OpenSSL 3.0, using one doesn't.
@safe package struct MACContext: ~Copyable {
    private let context: OpaquePointer
    /// The length of a MAC in octets.
    package let octetCount: Int

    /// Prepares a context for a secret.
    ///
    /// - Parameters:
    ///   - secret: the key, of any length.
    ///   - function: the hash function.
    /// - Throws: ``CryptoError/failure(_:)`` when libcrypto has no HMAC or no memory.
    package init(secret: Span<UInt8>, function: HashFunction) throws(CryptoError) {
        unsafe context = try Self.keyed(secret, function)
        octetCount = function.octetCount
    }

    deinit {
        unsafe EVP_MAC_CTX_free(context)
    }

    /// Computes the MAC of a message.
    ///
    /// - Parameter message: any octets.
    /// - Returns: ``octetCount`` octets, or none when libcrypto failed.
    package mutating func code(for message: Span<UInt8>) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: octetCount) { output, count in
            count = unsafe compute(message, into: output) ? octetCount : 0
        }
    }

    /// Writes the MAC of a message into the first octets of an array.
    ///
    /// - Parameters:
    ///   - message: any octets.
    ///   - octets: at least ``octetCount`` of them.
    /// - Returns: how many were written; none when libcrypto failed.
    package mutating func write(codeFor message: Span<UInt8>, into octets: inout [UInt8]) -> Int {
        precondition(octets.count >= octetCount)
        let done = unsafe octets.withUnsafeMutableBufferPointer { unsafe compute(message, into: $0) }
        return done ? octetCount : 0
    }

    /// Compares the MAC of a message with a received one in constant time.
    ///
    /// - Parameters:
    ///   - received: the received MAC.
    ///   - message: any octets.
    /// - Returns: whether they are equal; never for one of another length.
    package mutating func matches(_ received: Span<UInt8>, for message: Span<UInt8>) -> Bool {
        guard received.count == octetCount else { return false }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
            guard unsafe compute(message, into: buffer) else { return false }
            return unsafe received.withUnsafeBufferPointer { received in
                unsafe CRYPTO_memcmp(received.baseAddress, buffer.baseAddress, received.count) == 0
            }
        }
    }

    private static func keyed(_ secret: Span<UInt8>, _ function: HashFunction) throws(CryptoError) -> OpaquePointer {
        guard let context = unsafe EVP_MAC_CTX_new(FetchedMAC.hmac.pointer) else {
            throw .takingQueue("EVP_MAC_CTX_new")
        }
        // An empty secret needs a pointer all the same: NULL would mean "keep the key".
        let padded: [UInt8] = [0]
        let done = unsafe secret.withUnsafeBufferPointer { secretBytes in
            unsafe padded.withUnsafeBufferPointer { paddedBytes in
                var name = Array(function.name.utf8CString)
                return unsafe name.withUnsafeMutableBufferPointer { name in
                    var parameters = unsafe [
                        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.baseAddress, 0),
                        OSSL_PARAM_construct_end(),
                    ]
                    return unsafe EVP_MAC_init(
                        context,
                        secretBytes.baseAddress ?? paddedBytes.baseAddress,
                        secretBytes.count,
                        &parameters
                    )
                }
            }
        }
        guard done == 1 else {
            unsafe EVP_MAC_CTX_free(context)
            throw .takingQueue("EVP_MAC_init")
        }
        return unsafe context
    }

    private mutating func compute(_ message: Span<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        var length = 0
        let done = unsafe message.withUnsafeBufferPointer { message in
            unsafe EVP_MAC_init(context, nil, 0, nil) == 1
                && EVP_MAC_update(context, message.baseAddress, message.count) == 1
                && EVP_MAC_final(context, output.baseAddress, &length, output.count) == 1
        }
        if !done { takeErrorQueue() }
        return done
    }
}

/// The HMAC implementation, fetched once.
///
/// Sharing is sound as for ``FetchedHash``.
@safe private final class FetchedMAC: @unchecked Sendable {
    let pointer: OpaquePointer?

    private init() {
        unsafe pointer = EVP_MAC_fetch(nil, "HMAC", nil)
    }

    deinit {
        unsafe EVP_MAC_free(pointer)
    }

    static let hmac = FetchedMAC()
}
