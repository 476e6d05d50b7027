import FoundationEssentials
import JWTAdapters
import JWTConformance
import ReferenceFaults
import ReferenceJOSE
import Testing

@testable import VectorForge

/// The spellings of each key of the corpus are of the same key.
@Suite struct KeyRecordTests {
    private static let records = Result { () throws(CorpusError) in
        try KeyRecord.all(in: SourceCorpus.directory).map(NamedRecord.init)
    }

    @Test(arguments: try records.get()) func `the PEM is the JWK`(_ named: NamedRecord) throws {
        let key = try named.verification
        guard let pem = named.record.pem else {
            #expect(key.type == .oct || key.publicPEM == nil, "it has a form in PEM")
            return
        }
        // The corpus has keys that are too short on purpose, and the import from PEM has no check to switch off.
        guard !["keys/rsa-1024", "keys/rsa-2041", "keys/rsa-2047"].contains(named.record.id) else {
            #expect(key.publicPEM == pem)
            return
        }
        #expect(try JWK(pem: pem).thumbprint == key.thumbprint)
        #expect(key.publicPEM == pem)
    }

    @Test(arguments: try records.get()) func `the signing half belongs to the verification half`(
        _ named: NamedRecord
    ) throws {
        let signing = try #require(try named.signing)
        #expect(signing.isPrivate)
        #expect(signing.thumbprint == (try named.verification).thumbprint)
        guard let algorithm = named.algorithm else { return }
        let header = #"{"alg":"\#(algorithm.rawValue)"}"#
        let token = try Token.compact(header, Forge.payload, by: ForgeKey(named.record), algorithm)
        let question = Question(
            content: .bytes,
            token: .text(token.text ?? ""),
            key: .jwk(named.record.verification, pem: named.record.pem),
            policy: VerificationPolicy([algorithm.rawValue])
        )
        guard case .success(.accepted) = FaultyReference(Faults(missing: [.rsaKeySize])).verdict(on: question) else {
            Issue.record("what the signing half signs doesn't hold under the other")
            return
        }
    }

    /// PKCS #8 wraps the key's numbers as they are, so those of the JWK stand in it.
    @Test(arguments: try records.get()) func `the signing PEM holds the signing JWK`(_ named: NamedRecord) throws {
        guard let pem = named.record.signingPEM else {
            #expect(named.record.pem == nil, "it has a form in PEM")
            return
        }
        let lines = pem.split(separator: "\n")
        #expect(lines.first == "-----BEGIN PRIVATE KEY-----")
        #expect(lines.last == "-----END PRIVATE KEY-----")
        let wrapped = try #require(Data(base64Encoded: lines.dropFirst().dropLast().joined()))
        for name in ["d", "n", "p", "q"] {
            guard let text = named.record.signing?[name]?.stringValue else { continue }
            #expect(wrapped.firstRange(of: try #require(Octets(base64url: text)).bytes) != nil, "\(name)")
        }
    }

    @Test(arguments: try records.get()) func `the verification half of a pair is public`(_ named: NamedRecord) throws {
        let key = try named.verification
        #expect(key.type == .oct || !key.isPrivate)
    }
}

/// A key record as the tests name and read it.
struct NamedRecord: CustomTestStringConvertible, Sendable {
    let record: KeyRecord

    var testDescription: String { record.id }

    var verification: JWK {
        get throws { try Self.imported(record.verification) }
    }

    var signing: JWK? {
        get throws { try record.signing.map(Self.imported) }
    }

    /// An algorithm of JWS that the key is for.
    var algorithm: Algorithm? {
        switch (record.verification["kty"]?.stringValue, record.verification["crv"]?.stringValue) {
        case ("oct", _): .hs256
        case ("RSA", _): .ps256
        case (_, "P-256"): .es256
        case (_, "P-384"): .es384
        case (_, "P-521"): .es512
        case (_, "secp256k1"): .es256k
        case (_, "Ed25519"): .ed25519
        case (_, "Ed448"): .ed448
        default: nil
        }
    }

    /// The key, whatever its size.
    private static func imported(_ value: JSONValue) throws -> JWK {
        try Faults(missing: [.rsaKeySize]).key(parsing: Array(JSONEncoder().encode(value)))
    }
}
