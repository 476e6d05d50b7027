import CLibCrypto

/// A reusable hash computation.
///
/// It belongs to one worker at a time, which the compiler holds it to.
@safe package struct DigestContext: ~Copyable {
    private let context: OpaquePointer
    private let function: FetchedHash
    /// The length of a digest in octets.
    package let octetCount: Int

    /// Prepares a context.
    ///
    /// - Parameter function: the hash function.
    /// - Throws: ``CryptoError/failure(_:)`` if memory runs out.
    package init(_ function: HashFunction) throws(CryptoError) {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .takingQueue("EVP_MD_CTX_new") }
        unsafe self.context = context
        self.function = .of(function)
        octetCount = function.octetCount
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    /// Writes the digest of `message` to `output`, which holds at least ``octetCount`` octets.
    mutating func digest(_ message: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>) -> Bool {
        var length: UInt32 = 0
        return unsafe EVP_DigestInit_ex2(context, function.pointer, nil) == 1
            && EVP_DigestUpdate(context, message.baseAddress, message.count) == 1
            && EVP_DigestFinal_ex(context, output, &length) == 1
    }
}
