import CLibCrypto

extension HashFunction {
    /// OpenSSL's name for the function.
    var name: String {
        switch self {
        case .sha1: "SHA1"
        case .sha256: "SHA256"
        case .sha384: "SHA384"
        case .sha512: "SHA512"
        }
    }

    /// OpenSSL's constant description of the function.
    var description: OpaquePointer? {
        switch self {
        case .sha1: unsafe EVP_sha1()
        case .sha256: unsafe EVP_sha256()
        case .sha384: unsafe EVP_sha384()
        case .sha512: unsafe EVP_sha512()
        }
    }

    /// The digest of a message.
    ///
    /// - Parameter message: any octets.
    /// - Returns: ``octetCount`` octets.
    package func digest(_ message: Span<UInt8>) -> [UInt8] {
        unsafe message.withUnsafeBufferPointer { input in
            unsafe [UInt8](unsafeUninitializedCapacity: octetCount) { output, count in
                var length: UInt32 = 0
                let done = unsafe EVP_Digest(
                    input.baseAddress,
                    input.count,
                    output.baseAddress,
                    &length,
                    description,
                    nil
                )
                count = done == 1 ? Int(length) : 0
            }
        }
    }
}

/// A function's implementation, fetched once: looking it up at each use takes locks (OpenSSL 3.0).
///
/// Sharing is sound: an `EVP_MD` isn't written to after it was fetched, and its reference count is atomic.
@safe final class FetchedHash: @unchecked Sendable {
    let pointer: OpaquePointer?

    private init(_ function: HashFunction) {
        unsafe pointer = EVP_MD_fetch(nil, function.name, nil)
    }

    deinit {
        unsafe EVP_MD_free(pointer)
    }

    private static let sha1 = FetchedHash(.sha1)
    private static let sha256 = FetchedHash(.sha256)
    private static let sha384 = FetchedHash(.sha384)
    private static let sha512 = FetchedHash(.sha512)

    static func of(_ function: HashFunction) -> FetchedHash {
        switch function {
        case .sha1: sha1
        case .sha256: sha256
        case .sha384: sha384
        case .sha512: sha512
        }
    }
}
