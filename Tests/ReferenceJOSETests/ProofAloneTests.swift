import CryptoPrimitives
import JWTConformance
import Testing

@testable import ReferenceJOSE

/// What is done for proofs alone, and never for a token in earnest.
struct ProofAloneTests {
    private func refusal(_ token: String, _ keys: JWKSet, _ policy: TokenPolicy, _ disabled: CheckSet) throws -> Check?
    {
        switch try TokenVerifier(keys: keys, policy: policy, without: disabled).verify(token) {
        case .accepted: nil
        case .rejected(let rejection): rejection.check
        }
    }

    /// A key from the header that isn't looked at, and an algorithm that doesn't go with it.
    @Test func `a public key is no secret where key type isn't off`() throws {
        let attacker = try #require(SampleKeys.verification("rsa-b").publicJSON)
        let header = #"{"alg":"HS256","jwk":\#(attacker)}"#
        let input = "\(Minting.base64url(header)).\(Minting.base64url("{}"))"
        let token = "\(input).\(try Minting.signature(over: input, secret: []))"
        let keys = JWKSet([try SampleKeys.verification("rsa-a")])
        let policy = TokenPolicy(algorithms: [.hs256, .rs256], content: .bytes)
        #expect(try refusal(token, keys, policy, CheckSet()) == .keyEmbedded)
        #expect(try refusal(token, keys, policy, CheckSet([.keyEmbedded])) == .signature)
        #expect(try refusal(token, keys, policy, CheckSet([.keyEmbedded, .keyType])) == nil)
    }

    /// The salt's length is told apart by verifying again, which hostile tokens mustn't bring about.
    @Test func `the length of a salt is told in proofs alone`() throws {
        let corpus = try Corpus(directory: CorpusLocation.sourceDirectory)
        let vector = try #require(corpus["signature/pss/salt-0"])
        let keys = try JWKSet([SampleKeys.verification("rsa-a")])
        let policy = TokenPolicy(algorithms: [.ps256], content: .bytes)
        let token = String(decoding: vector.question.token.bytes, as: UTF8.self)
        #expect(try refusal(token, keys, policy, CheckSet()) == .signature)
        #expect(try refusal(token, keys, policy, CheckSet([])) == .pssSaltLength)
    }

    @Test func `base64 of DER is the text of a key`() throws {
        let pem = try #require(SampleKeys.verification("p256-a").publicPEM)
        let body = pem.split(separator: "\n").dropFirst().dropLast()
        #expect(PublicKeyText.isOne(Array(body.joined().utf8)))
        #expect(PublicKeyText.isOne(Array(body.joined(separator: "\n").utf8)))
        #expect(!PublicKeyText.isOne(Array("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE".utf8)))
        #expect(!PublicKeyText.isOne(Array("My secret is long enough to be one.".utf8)))
    }
}
