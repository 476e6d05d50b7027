package import CryptoPrimitives

/// The bare operation behind an algorithm's name.
package enum FloorAlgorithm: Hashable, Sendable {
    /// HMAC with a hash function.
    case mac(HashFunction)
    /// A signature scheme.
    case signature(SignatureScheme)

    /// Finds the operation.
    ///
    /// - Parameter name: the algorithm's name; `nil` is the result where it isn't known.
    package init?(name: String) {
        switch name {
        case "HS256": self = .mac(.sha256)
        case "HS384": self = .mac(.sha384)
        case "HS512": self = .mac(.sha512)
        case "RS256": self = .signature(.rsaPKCS1(.sha256))
        case "RS384": self = .signature(.rsaPKCS1(.sha384))
        case "RS512": self = .signature(.rsaPKCS1(.sha512))
        case "PS256": self = .signature(.rsaPSS(.sha256))
        case "PS384": self = .signature(.rsaPSS(.sha384))
        case "PS512": self = .signature(.rsaPSS(.sha512))
        case "ES256": self = .signature(.ecdsa(.p256, .sha256))
        case "ES384": self = .signature(.ecdsa(.p384, .sha384))
        case "ES512": self = .signature(.ecdsa(.p521, .sha512))
        case "ES256K": self = .signature(.ecdsa(.secp256k1, .sha256))
        case "EdDSA", "Ed25519", "Ed448": self = .signature(.eddsa)
        default: return nil
        }
    }
}
