package import CryptoPrimitives
import StrictJSON

/// A digital signature or MAC algorithm of JWS: RFC 7518 section 3.1, RFC 8037, RFC 8812, RFC 9864.
///
/// `none` isn't one.
public enum Algorithm: String, Hashable, Sendable, CaseIterable {
    /// HMAC with SHA-256.
    case hs256 = "HS256"
    /// HMAC with SHA-384.
    case hs384 = "HS384"
    /// HMAC with SHA-512.
    case hs512 = "HS512"
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    case rs256 = "RS256"
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    case rs384 = "RS384"
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    case rs512 = "RS512"
    /// RSASSA-PSS with SHA-256.
    case ps256 = "PS256"
    /// RSASSA-PSS with SHA-384.
    case ps384 = "PS384"
    /// RSASSA-PSS with SHA-512.
    case ps512 = "PS512"
    /// ECDSA on P-256 with SHA-256.
    case es256 = "ES256"
    /// ECDSA on P-384 with SHA-384.
    case es384 = "ES384"
    /// ECDSA on P-521 with SHA-512.
    case es512 = "ES512"
    /// ECDSA on secp256k1 with SHA-256.
    case es256k = "ES256K"
    /// Ed25519 or Ed448, by the key.
    case edDSA = "EdDSA"
    /// Ed25519.
    case ed25519 = "Ed25519"
    /// Ed448.
    case ed448 = "Ed448"
}

extension Algorithm {
    /// What an algorithm does, with the curve where the key brings it.
    package enum Method: Hashable, Sendable {
        /// A MAC.
        case mac(HashFunction)
        /// A signature.
        case signature(SignatureScheme)
    }

    /// What the algorithm does.
    package var method: Method {
        switch self {
        case .hs256: .mac(.sha256)
        case .hs384: .mac(.sha384)
        case .hs512: .mac(.sha512)
        case .rs256: .signature(.rsaPKCS1(.sha256))
        case .rs384: .signature(.rsaPKCS1(.sha384))
        case .rs512: .signature(.rsaPKCS1(.sha512))
        case .ps256: .signature(.rsaPSS(.sha256))
        case .ps384: .signature(.rsaPSS(.sha384))
        case .ps512: .signature(.rsaPSS(.sha512))
        case .es256: .signature(.ecdsa(.p256, .sha256))
        case .es384: .signature(.ecdsa(.p384, .sha384))
        case .es512: .signature(.ecdsa(.p521, .sha512))
        case .es256k: .signature(.ecdsa(.secp256k1, .sha256))
        case .edDSA, .ed25519, .ed448: .signature(.eddsa)
        }
    }

    /// The algorithm of this name, to the letter (RFC 7515 section 4.1.1).
    public init?(rawValue: String) {
        guard let algorithm = Self.allCases.first(where: { $0.rawValue.isExactly(rawValue) }) else { return nil }
        self = algorithm
    }
}
