import JWTConformance
import Testing

@testable import JWTAdapters

/// What the reference remembers, and for whom.
@Suite struct ReferenceSequenceTests {
    /// `{"jti":"a-1"}` under HS256 and 32 octets of zero.
    private let key = JSONValue.object([
        "kty": .string("oct"), "k": .string("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    ])
    private let verifier = ReferenceVerifier()

    private func reason(in sequence: String?, seen: [String]? = nil) async throws -> String? {
        let header = #"{"alg":"HS256"}"#
        let token = try ReferenceMinter().token(over: Octets(utf8: #"{"jti":"a-1"}"#), header: header, key: key)
        var policy = VerificationPolicy(["HS256"])
        policy.singleUse = true
        policy.seenTokenIDs = seen
        let question = Question(
            content: .claims,
            token: .text(token),
            key: .jwk(key, pem: nil),
            policy: policy,
            sequence: sequence
        )
        guard case .reject(let reason, _) = try await verifier.answer(question) else { return nil }
        return reason
    }

    @Test func `sequences are independent`() async throws {
        #expect(try await reason(in: "a") == nil)
        #expect(try await reason(in: "b") == nil)
        #expect(try await reason(in: "a") == "replayed")
        #expect(try await reason(in: "b") == "replayed")
    }

    @Test func `a question without a sequence starts fresh`() async throws {
        #expect(try await reason(in: nil) == nil)
        #expect(try await reason(in: nil) == nil)
        #expect(try await reason(in: nil, seen: ["a-1"]) == "replayed")
    }

    @Test func `token ids listed in the policy count as used`() async throws {
        #expect(try await reason(in: "a", seen: ["a-1"]) == "replayed")
    }

    @Test func `beyond the limit the oldest sequence is forgotten`() async throws {
        for number in 0...256 { #expect(try await reason(in: "s\(number)") == nil) }
        #expect(try await reason(in: "s256") == "replayed")
        #expect(try await reason(in: "s0") == nil, "forgotten")
    }

    @Test(arguments: [
        (#"{"alg":"none"}"#, "no alg to sign with"), (#"{"typ":"JWT"}"#, "no alg to sign with"), ("{", "isn't JSON"),
        (#"{"alg":"ES256"}"#, "key"),
    ])
    func `a token that can't be minted is explained`(header: String, part: String) {
        let error = #expect(throws: MintError.self) {
            try ReferenceMinter().token(over: Octets([]), header: header, key: key)
        }
        #expect(error?.description.contains(part) == true, "\(String(describing: error))")
    }
}
