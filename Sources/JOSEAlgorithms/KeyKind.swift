/// The kind of key that an algorithm takes.
package enum KeyKind: Hashable, Sendable {
    /// Octets that signer and verifier share.
    case secret
    /// An RSA key.
    case rsa
    /// A key on a curve of ECDSA.
    case ec(EllipticCurve)
    /// A key on a curve of RFC 8037.
    case okp(OctetKeyCurve)

    /// The value of `kty` (RFC 7518 section 6.1, RFC 8037 section 2).
    package var type: String {
        switch self {
        case .secret: "oct"
        case .rsa: "RSA"
        case .ec: "EC"
        case .okp: "OKP"
        }
    }

    /// The value of `crv`, for keys on a curve.
    package var curveName: String? {
        switch self {
        case .secret, .rsa: nil
        case .ec(let curve): curve.joseName
        case .okp(let curve): curve.joseName
        }
    }

    /// What the names of the corpus's keys begin with, such as `p256`.
    package var word: String {
        switch self {
        case .secret: "hmac"
        case .rsa: "rsa"
        case .ec, .okp: (curveName ?? "").lowercased().filter { $0 != "-" }
        }
    }
}
