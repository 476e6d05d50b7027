package import CryptoPrimitives
import StrictJSON

/// A digital signature or MAC algorithm of JWS: RFC 7518 section 3.1, RFC 8037, RFC 8812, RFC 9864.
///
/// `none` isn't included.
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
    private static let rows = Dictionary(
        uniqueKeysWithValues: allCases.map { algorithm in
            guard let row = AlgorithmRow.named(algorithm.rawValue) else {
                preconditionFailure("\(algorithm.rawValue) has no row in the table of algorithms")
            }
            return (algorithm, row)
        }
    )

    /// The algorithm's row in the table of algorithms.
    package var row: AlgorithmRow {
        guard let row = Self.rows[self] else { preconditionFailure("every case has a row") }
        return row
    }

    /// What the algorithm does.
    package var method: AlgorithmMethod { row.method }

    /// Whether a key on this curve goes with the algorithm (RFC 8037 section 3.1, RFC 9864 section 2.2).
    func takes(_ curve: OctetKeyCurve) -> Bool { row.keys.contains(.okp(curve)) }

    /// Whether a JWK's `alg` is another name for the algorithm, such as `EdDSA` for those of RFC 9864.
    func isAlsoCalled(_ name: String) -> Bool { row.otherNames.contains { $0.isExactly(name) } }

    /// The algorithm of this name, to the letter (RFC 7515 section 4.1.1).
    public init?(rawValue: String) {
        guard let algorithm = Self.allCases.first(where: { $0.rawValue.isExactly(rawValue) }) else { return nil }
        self = algorithm
    }
}
