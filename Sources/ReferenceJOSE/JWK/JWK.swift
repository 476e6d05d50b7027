package import CryptoPrimitives
import StrictJSON

/// A JSON Web Key (RFC 7517), imported once: immutable, and used from any thread.
public struct JWK: Sendable {
    /// The values of `kty` (RFC 7518 section 6.1, RFC 8037 section 2).
    public enum KeyType: String, Hashable, Sendable, CaseIterable {
        /// A secret.
        case oct
        /// An RSA key.
        case rsa = "RSA"
        /// A key on a curve of NIST or SEC.
        case ec = "EC"
        /// A key of RFC 8037.
        case okp = "OKP"

        /// The type of this name, to the letter (RFC 7517 section 4.1).
        public init?(rawValue: String) {
            guard let type = Self.allCases.first(where: { $0.rawValue.isExactly(rawValue) }) else { return nil }
            self = type
        }
    }

    package enum Material: Sendable {
        case secret([UInt8])
        case asymmetric(AsymmetricKey)
    }

    /// What describes a key without being it (RFC 7517 sections 4.2 to 4.5).
    public struct Metadata: Hashable, Sendable {
        /// `kid`.
        public var keyID: String?
        /// `use`.
        public var use: String?
        /// `key_ops`.
        public var operations: [String]?
        /// `alg`.
        public var algorithm: String?

        /// Describes a key.
        public init(
            keyID: String? = nil,
            use: String? = nil,
            operations: [String]? = nil,
            algorithm: String? = nil
        ) {
            self.keyID = keyID
            self.use = use
            self.operations = operations
            self.algorithm = algorithm
        }
    }

    /// What describes the key.
    public let metadata: Metadata
    package let material: Material

    package init(material: Material, metadata: Metadata = Metadata()) {
        self.material = material
        self.metadata = metadata
    }

    /// Imports a secret.
    ///
    /// - Parameters:
    ///   - secret: its octets; an algorithm needs as many as its hash has (RFC 7518 section 3.2).
    ///   - metadata: what describes it.
    public init(secret: [UInt8], metadata: Metadata = Metadata()) {
        self.init(material: .secret(secret), metadata: metadata)
    }

    /// `kty`.
    public var type: KeyType {
        switch material {
        case .secret: .oct
        case .asymmetric(let key):
            switch key.kind {
            case .rsa: .rsa
            case .ec: .ec
            case .okp: .okp
            }
        }
    }

    /// Whether the key can sign: the private half, or a secret.
    public var isPrivate: Bool {
        switch material {
        case .secret: true
        case .asymmetric(let key): key.isPrivate
        }
    }
}
