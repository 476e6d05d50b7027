import FoundationEssentials
import JWTConformance
import ReferenceJOSE
import Testing

/// The keys of the corpus, and secrets.
enum SampleKeys {
    static let secret: [UInt8] = Array("a secret that is as long as the longest of the hashes: 64 octets".utf8)

    private static let records: [String: KeyRecord]? = try? Corpus(directory: CorpusLocation.sourceDirectory).keys

    /// The half for signing.
    static func signing(_ name: String) throws -> JWK {
        try jwk(#require(records?["keys/\(name)"]?.signing))
    }

    /// The half for verification.
    static func verification(_ name: String) throws -> JWK {
        try jwk(#require(records?["keys/\(name)"]?.verification))
    }

    /// The members of a private key, for changing them.
    static func members(_ name: String) throws -> [String: JSONValue] {
        guard case .object(let members) = try #require(records?["keys/\(name)"]?.signing) else { return [:] }
        return members
    }

    static func jwk(_ value: JSONValue) throws -> JWK {
        try JWK(parsing: Array(JSONEncoder().encode(value)))
    }

    /// A key for signing by an algorithm.
    static func key(for algorithm: Algorithm) throws -> JWK {
        switch algorithm {
        case .hs256, .hs384, .hs512: JWK(secret: secret)
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: try signing("rsa-a")
        case .es256: try signing("p256-a")
        case .es384: try signing("p384-a")
        case .es512: try signing("p521-a")
        case .es256k: try signing("secp256k1-a")
        case .edDSA, .ed25519: try signing("ed25519-a")
        case .ed448: try signing("ed448-a")
        }
    }

    /// The public half of a key; the secret itself.
    static func half(of key: JWK) throws -> JWK {
        guard let text = key.publicJSON else { return key }
        return try JWK(parsing: text)
    }
}
