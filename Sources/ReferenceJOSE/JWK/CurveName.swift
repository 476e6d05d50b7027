package import CryptoPrimitives

extension EllipticCurve {
    /// The value of `crv` (RFC 7518 section 6.2.1.1, RFC 8812 section 3.1).
    package var joseName: String {
        switch self {
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        case .secp256k1: "secp256k1"
        }
    }
}

extension OctetKeyCurve {
    /// The value of `crv` (RFC 8037 section 2).
    package var joseName: String {
        switch self {
        case .ed25519: "Ed25519"
        case .ed448: "Ed448"
        case .x25519: "X25519"
        case .x448: "X448"
        }
    }
}
