import CryptoPrimitives
import JWTAdapters
import JWTConformance
import ReferenceJOSE
import Testing

@testable import ReferenceFaults
@testable import VectorForge

/// The verifier with faults beside the reference.
struct FaultyVerifierTests {
    private static let corpus = Result { try Corpus(directory: CorpusLocation.sourceDirectory) }

    private func key(_ id: String) throws -> JWK {
        let records = try KeyRecord.all(in: CorpusLocation.sourceDirectory)
        let record = try #require(records.first { $0.id == "keys/\(id)" })
        return try JWK(parsing: record.verification.text)
    }

    private func check(_ token: String, _ keys: [JWK], _ policy: TokenPolicy, _ faults: Faults) throws -> Check? {
        switch try FaultyVerifier(faults, keys: JWKSet(keys), policy: policy).verify(Array(token.utf8)) {
        case .accepted: nil
        case .rejected(let rejection): rejection.check
        }
    }

    /// The proof checks the same of every vector that has to be rejected.
    @Test func `without a fault its verdict is the reference's, by the same check`() throws {
        for vector in try Self.corpus.get().vectors {
            #expect(throws: Never.self) { try VectorProof.rejection(of: vector) }
        }
    }

    /// A key from the header that isn't looked at, and an algorithm that doesn't go with it.
    @Test func `a public key isn't a secret where types are compared`() throws {
        let attacker = try #require(key("rsa-b").publicJSON)
        let header = Base64URL.text(Array(#"{"alg":"HS256","jwk":\#(attacker)}"#.utf8))
        let input = "\(header).\(Base64URL.text(Array("{}".utf8)))"
        let secret: [UInt8] = []
        var context = try MACContext(secret: secret.span, function: .sha256)
        let token = "\(input).\(Base64URL.text(context.code(for: Array(input.utf8).span)))"
        let keys = [try key("rsa-a")]
        let policy = TokenPolicy(algorithms: [.hs256, .rs256], content: .bytes)
        #expect(try check(token, keys, policy, Faults()) == .keyEmbedded)
        #expect(try check(token, keys, policy, Faults(missing: [.keyEmbedded])) == .signature)
        #expect(try check(token, keys, policy, Faults(missing: [.keyEmbedded, .keyType])) == nil)
    }

    /// A wrong length of the salt takes a second verification to recognise, which hostile tokens mustn't cause.
    @Test func `only the faulty verifier recognises a wrong salt length`() throws {
        let vector = try #require(try Self.corpus.get()["signature/pss/salt-0"])
        let policy = TokenPolicy(algorithms: [.ps256], content: .bytes)
        let token = String(decoding: vector.question.token.bytes, as: UTF8.self)
        let keys = [try key("rsa-a")]
        #expect(try check(token, keys, policy, Faults()) == .pssSaltLength)
        guard case .rejected(let rejection) = try TokenVerifier(keys: JWKSet(keys), policy: policy).verify(token) else {
            Issue.record("the reference accepts it")
            return
        }
        #expect(rejection.check == .signature)
    }
}
