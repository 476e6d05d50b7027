/// A curve that JOSE signs with ECDSA on.
package enum EllipticCurve: Hashable, Sendable, CaseIterable {
    case p256
    case p384
    case p521
    case secp256k1

    /// The value of `crv` (RFC 7518 section 6.2.1.1, RFC 8812 section 3.1).
    package var joseName: String {
        switch self {
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        case .secp256k1: "secp256k1"
        }
    }

    /// The length of a coordinate in octets (RFC 7518 section 6.2.1.2).
    package var coordinateOctetCount: Int {
        switch self {
        case .p256, .secp256k1: 32
        case .p384: 48
        case .p521: 66
        }
    }
}

/// A curve of RFC 8037.
package enum OctetKeyCurve: Hashable, Sendable, CaseIterable {
    case ed25519
    case ed448
    case x25519
    case x448

    /// The value of `crv` (RFC 8037 section 2).
    package var joseName: String {
        switch self {
        case .ed25519: "Ed25519"
        case .ed448: "Ed448"
        case .x25519: "X25519"
        case .x448: "X448"
        }
    }

    /// The length of a public or private key in octets.
    package var keyOctetCount: Int {
        switch self {
        case .ed25519, .x25519: 32
        case .ed448: 57
        case .x448: 56
        }
    }

    /// The length of a signature in octets; none for the curves of key agreement.
    package var signatureOctetCount: Int {
        switch self {
        case .ed25519: 64
        case .ed448: 114
        case .x25519, .x448: 0
        }
    }
}
