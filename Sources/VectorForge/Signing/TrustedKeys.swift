import CryptoPrimitives
import JWTAdapters
import JWTConformance
import ReferenceJOSE

/// What tells one private key from another.
enum PrivateKeyID: Hashable, Sendable {
    /// The octets of a secret.
    case secret([UInt8])
    /// The modulus of an RSA key, or the x of another, without leading zeros.
    case value([UInt8])

    /// The key with this modulus or x.
    static func publicValue(_ octets: [UInt8]) -> PrivateKeyID { .value(Array(octets.drop { $0 == 0 })) }

    /// Whether everybody has the secret: nothing at all, or the text of something that is published.
    var isPublic: Bool {
        guard case .secret(let octets) = self else { return false }
        let text = String(decoding: octets, as: UTF8.self)
        return octets.isEmpty || text.contains("PUBLIC KEY-----") || text.contains("CERTIFICATE-----")
    }
}

/// The keys that a verifier trusts, by what their private halves are known by.
struct TrustedKeys: Hashable, Sendable {
    /// What a verifier may use a key for.
    struct Purpose: Hashable, Sendable {
        let use: String?
        let operations: [String]?
        let algorithm: String?
        /// The issuers for whose tokens it's good; `nil`: for anybody's.
        var issuers: Set<String>?
    }

    /// Each key that can be read, with its purposes.
    private(set) var purposes: [PrivateKeyID: Set<Purpose>] = [:]
    /// Secrets that may be meant by a key that can't be read.
    private var secrets: Set<[UInt8]> = []
    /// Whether a key can't be read, so that any asymmetric key may be meant by it.
    private(set) var holdsUnreadable = false

    /// No keys.
    init() {}

    /// The keys of key material.
    ///
    /// - Parameters:
    ///   - material: what a verifier is given.
    ///   - issuers: the issuers whose own some of the keys are.
    ///   - secrets: the secrets of the corpus, any of which an unreadable key may be.
    init(_ material: KeyMaterial, issuers: [VerificationPolicy.IssuerKeys]? = nil, secrets: [[UInt8]]) {
        let set = try? material.trustedKeys()
        let unread = set?.ignored.map(\.position) ?? []
        let positions = (0..<(set?.keys.count ?? 0) + unread.count).filter { !unread.contains($0) }
        for (position, key) in zip(positions, set?.keys ?? []) where !key.identity.isPublic {
            let metadata = key.metadata
            var purpose = Purpose(use: metadata.use, operations: metadata.operations, algorithm: metadata.algorithm)
            purpose.issuers = issuers.map { Set($0.filter { $0.keys.contains(position) }.map(\.issuer)) }
            purposes[key.identity, default: []].insert(purpose)
        }
        guard set?.ignored.isEmpty != true else { return }
        holdsUnreadable = true
        self.secrets = Set(secrets)
        switch material {
        case .jwk(let jwk, _): insertSecret(of: jwk)
        case .jwkSet(let set): for jwk in set["keys"]?.arrayValue ?? [] { insertSecret(of: jwk) }
        case .text, .octets, .none: break
        }
    }

    private mutating func insertSecret(of jwk: JSONValue) {
        guard let octets = jwk["k"]?.stringValue.flatMap({ Octets(base64url: $0) })?.bytes else { return }
        if !PrivateKeyID.secret(octets).isPublic { secrets.insert(octets) }
    }

    /// One key alone, whatever it's for.
    func only(_ key: PrivateKeyID) -> TrustedKeys {
        var trusted = TrustedKeys()
        trusted.purposes[key] = []
        return trusted
    }

    /// The same keys, whatever they are for: what is withheld is the same then.
    var forAnyPurpose: TrustedKeys {
        var trusted = self
        trusted.purposes = purposes.mapValues { _ in [] }
        return trusted
    }

    /// The keys of both.
    func union(_ other: TrustedKeys) -> TrustedKeys {
        var union = self
        union.purposes.merge(other.purposes) { $0.union($1) }
        union.secrets.formUnion(other.secrets)
        union.holdsUnreadable = holdsUnreadable || other.holdsUnreadable
        return union
    }

    /// Whether a verifier may trust this key.
    func contains(_ key: PrivateKeyID) -> Bool {
        if purposes[key] != nil { return true }
        guard holdsUnreadable else { return false }
        switch key {
        case .secret(let octets): return secrets.contains(octets)
        case .value: return true
        }
    }

    /// Whether both trust a key for the same purpose: a genuine token of one is one of the other.
    func agrees(with other: TrustedKeys, on key: PrivateKeyID) -> Bool {
        !(purposes[key] ?? []).isDisjoint(with: other.purposes[key] ?? [])
    }
}

extension JWK {
    /// What tells its private half from others.
    var identity: PrivateKeyID {
        switch material {
        case .secret(let octets): .secret(octets)
        case .asymmetric(let key):
            .publicValue(key.rsaComponents?.n ?? key.ecComponents?.x ?? key.octetKeyComponents?.x ?? [])
        }
    }
}

extension JSONValue {
    /// A JWK with other octets for its private members.
    var withoutPrivateMembers: JSONValue {
        guard case .object(var members) = self else { return self }
        for name in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            guard let octets = members[name]?.stringValue.flatMap({ Octets(base64url: $0) })?.bytes else { continue }
            members[name] = .string(octets.map { $0 ^ 0x5A }.base64url)
        }
        return .object(members)
    }
}
