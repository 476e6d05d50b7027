import CryptoPrimitives
import FoundationEssentials
import JWTConformance
import ReferenceFaults
import ReferenceJOSE

/// A key of the corpus that the forge signs with.
///
/// Every signature comes out the same each time. The private half is used through ``World`` alone, so that a token's need
/// for it can be found out: in a world that withholds the key, definitions see only what is public.
struct ForgeKey: Sendable {
    private let whole: KeyRecord
    private let key: JWK
    private let identity: PrivateKeyID

    init(_ record: KeyRecord) throws {
        whole = record
        let encoded = try JSONEncoder().encode(record.signing ?? record.verification)
        // The corpus has keys that a verifier refuses; the forge signs with them all the same.
        key = try Faults(missing: Check.allCases).key(parsing: Array(encoded))
        identity = key.identity
    }

    /// The key record; its private members are others in a world that withholds the key.
    var record: KeyRecord {
        guard World.current.withholds(identity) else { return whole }
        return KeyRecord(
            id: whole.id,
            summary: whole.summary,
            verification: whole.verification.withoutPrivateMembers,
            signing: whole.signing?.withoutPrivateMembers,
            pem: whole.pem
        )
    }

    /// The id of the key record.
    var id: String { whole.id }

    /// The octets of a secret.
    var secret: [UInt8] {
        record.verification["k"]?.stringValue.flatMap { Octets(base64url: $0) }?.bytes ?? []
    }

    /// The public half of an asymmetric key.
    var asymmetric: AsymmetricKey {
        get throws { try AsymmetricKey(der: privateKey.publicDER(), label: "PUBLIC KEY") }
    }

    /// The integers of an RSA key.
    var rsa: RawRSA {
        get throws {
            guard let components = try privateKey.rsaComponents else { throw ForgeError("\(id) isn't RSA") }
            return RawRSA(components)
        }
    }

    private var privateKey: AsymmetricKey {
        get throws {
            guard case .asymmetric(let key) = key.material else { throw ForgeError("\(id) is a secret") }
            return key
        }
    }

    /// Signs octets.
    ///
    /// - Parameters:
    ///   - message: any octets.
    ///   - algorithm: the algorithm, which needn't be the one that a header names, nor one that fits the key's curve.
    /// - Returns: the signature in the form of JWS, or the MAC.
    /// - Throws: libcrypto's error if the key can't sign by the algorithm.
    func sign(_ message: [UInt8], _ algorithm: Algorithm) throws -> [UInt8] {
        var algorithm = algorithm
        // In a carrier's world, its key stands in for a secret.
        if algorithm == .hs256, case .asymmetric = key.material, let carrier = World.current.carrier {
            algorithm = carrier
        }
        let operation = PrivateOperation(key: identity, name: algorithm.rawValue, input: message)
        switch algorithm.method {
        case .mac(let hash):
            guard case .secret(let secret) = key.material else { return try Self.mac(message, secret: [], hash) }
            return try Self.mac(message, secret: secret, hash)
        case .signature(.rsaPKCS1(let hash)):
            return try rsa.signature(of: rsa.pkcs1Encoded(hash.digestInfo(of: message)))
        case .signature(.rsaPSS(let hash)):
            // A fixed salt of the digest's length: the corpus comes out the same each time.
            let seed = "salt".utf8 + message
            let salt = hash.digest(seed.span)
            return try rsa.signature(of: rsa.pssEncoded(message, hash: hash, salt: salt))
        case .signature(.ecdsa(_, let hash)):
            guard let ec = try privateKey.ecComponents, let d = ec.d else { throw ForgeError("\(id) isn't EC") }
            return try World.current.output(of: operation, count: 2 * ec.curve.coordinateOctetCount) {
                try DeterministicECDSA(curve: ec.curve, hash: hash, privateValue: d).signature(for: message)
            }
        case .signature(.eddsa):
            let count = try 2 * (privateKey.octetKeyComponents?.x.count ?? 32)
            return try World.current.output(of: operation, count: count) {
                var context = try SigningContext(key: privateKey, scheme: .eddsa)
                return try context.signature(for: message.span)
            }
        }
    }

    /// The DigestInfo of a message's SHA-256.
    static func sha256DigestInfo(of message: [UInt8]) -> [UInt8] {
        HashFunction.sha256.digestInfo(of: message)
    }

    /// A MAC under any secret.
    static func mac(_ message: [UInt8], secret: [UInt8], _ hash: HashFunction = .sha256) throws -> [UInt8] {
        let operation = PrivateOperation(key: .secret(secret), name: "\(hash)", input: message)
        return try World.current.output(of: operation, count: hash.octetCount) {
            var context = try MACContext(secret: secret.span, function: hash)
            return context.code(for: message.span)
        }
    }
}

/// A definition that can't be forged.
public struct ForgeError: Error, CustomStringConvertible, Sendable {
    /// What is wrong.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
