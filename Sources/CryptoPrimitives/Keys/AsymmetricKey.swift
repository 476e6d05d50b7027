import CLibCrypto

/// A public key or key pair, imported once and used from any thread.
///
/// Sharing is sound: an `EVP_PKEY` isn't written to after it was made, and its reference count is atomic.
@safe package final class AsymmetricKey: @unchecked Sendable {
    /// What kind of key this is.
    package enum Kind: Hashable, Sendable {
        /// An RSA key with a modulus of this many bits.
        case rsa(bits: Int)
        /// A key on an elliptic curve of NIST or SEC.
        case ec(EllipticCurve)
        /// A key of RFC 8037.
        case okp(OctetKeyCurve)
    }

    /// What kind of key this is.
    package let kind: Kind
    /// Whether the private half is there.
    package let isPrivate: Bool
    let pointer: OpaquePointer

    /// Takes ownership of a key that libcrypto made; frees it if JOSE doesn't know its kind.
    init(adopting pointer: OpaquePointer, isPrivate: Bool) throws(CryptoError) {
        guard let kind = unsafe Self.kind(of: pointer) else {
            unsafe EVP_PKEY_free(pointer)
            throw .unsupported("a key type or curve that JOSE doesn't use for signing")
        }
        self.kind = kind
        self.isPrivate = isPrivate
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe EVP_PKEY_free(pointer)
    }

    private static func kind(of key: OpaquePointer) -> Kind? {
        switch unsafe EVP_PKEY_get_base_id(key) {
        case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS:
            return .rsa(bits: Int(unsafe EVP_PKEY_get_bits(key)))
        case EVP_PKEY_EC:
            var length = 0
            var name = [UInt8](repeating: 0, count: 64)
            let count = name.count
            let found = unsafe name.withUnsafeMutableBytes { buffer in
                unsafe EVP_PKEY_get_group_name(
                    key,
                    buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                    count,
                    &length
                )
            }
            guard found == 1, length < count else {
                takeErrorQueue()
                return nil
            }
            let group = String(decoding: name[..<length], as: UTF8.self)
            return EllipticCurve.allCases.first { $0.groupName == group }.map { .ec($0) }
        case let identifier:
            return OctetKeyCurve.allCases.first { $0.identifier == identifier }.map { .okp($0) }
        }
    }
}
