import ReferenceJOSE
import StrictJSON
import Testing

struct AlgorithmTests {
    private let payload = Array(#"{"iss":"joe"}"#.utf8)

    private func verifier(_ key: JWK, _ algorithm: Algorithm) throws -> TokenVerifier {
        let policy = TokenPolicy(algorithms: [algorithm], content: .bytes)
        return try TokenVerifier(keys: JWKSet([SampleKeys.half(of: key)]), policy: policy)
    }

    @Test(arguments: Algorithm.allCases)
    func `what is signed verifies in every serialization`(_ algorithm: Algorithm) throws {
        let key = try SampleKeys.key(for: algorithm)
        let verifier = try verifier(key, algorithm)
        for encoding in [TokenSigner.PayloadEncoding.base64url, .unencoded] {
            let signer = try TokenSigner(key: key, algorithm: algorithm, encoding: encoding)
            let unprotected = try JSONMembers(parsing: Array(#"{"kid":"k"}"#.utf8))
            let general: [(TokenSigner, JSONMembers?)] = [(signer, unprotected), (signer, nil)]
            for isDetached in [false, true] {
                let tokens = try [
                    signer.sign(payload, isDetached: isDetached), signer.signFlattened(payload, isDetached: isDetached),
                    signer.signFlattened(payload, unprotected: unprotected, isDetached: isDetached),
                    TokenSigner.signGeneral(payload, by: general, isDetached: isDetached),
                ]
                for token in tokens {
                    let verdict = verifier.verify(token, detachedPayload: isDetached ? payload : nil)
                    guard case .accepted(let accepted) = verdict else {
                        Issue.record("\(verdict): \(token)")
                        continue
                    }
                    #expect(accepted.payload == payload)
                    #expect(accepted.headers.first?["alg"] == .string(algorithm.rawValue))
                }
            }
        }
    }

    @Test(arguments: Algorithm.allCases)
    func `a worker isn't worn out by what it refuses`(_ algorithm: Algorithm) throws {
        let key = try SampleKeys.key(for: algorithm)
        let token = try Array(TokenSigner(key: key, algorithm: algorithm).sign(payload).utf8)
        var changed = token
        changed[token.count - 10] =
            changed[token.count - 10] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        var worker = try verifier(key, algorithm).makeWorker()
        for _ in 0..<5 {
            guard case .rejected(let rejection) = worker.verify(changed.span) else {
                Issue.record("a changed signature is accepted")
                continue
            }
            #expect(rejection.code == .signature)
            guard case .accepted = worker.verify(token.span) else {
                Issue.record("the token is refused")
                continue
            }
        }
    }

    @Test(arguments: Algorithm.allCases)
    func `no other algorithm takes the token or the key`(_ algorithm: Algorithm) throws {
        let key = try SampleKeys.key(for: algorithm)
        let token = try TokenSigner(key: key, algorithm: algorithm).sign(payload)
        for other in Algorithm.allCases where other != algorithm {
            let policy = TokenPolicy(algorithms: [other], content: .bytes)
            #expect(try refusal(of: token, keys: JWKSet([key]), policy: policy) == .algAllowed)
            let otherKey = try SampleKeys.key(for: other)
            guard otherKey.type != key.type || key.type == .ec || key.type == .okp else { continue }
            guard otherKey.thumbprint != key.thumbprint else { continue }
            let all = TokenPolicy(algorithms: Algorithm.allCases, content: .bytes)
            let check = try refusal(of: token, keys: JWKSet([SampleKeys.half(of: otherKey)]), policy: all)
            #expect(check == (algorithm == .edDSA && other == .ed448 ? .eddsaSignatureLength : .keyType))
        }
    }

    @Test func `EdDSA goes with both curves, its newer names with one each`() throws {
        let long = try SampleKeys.signing("ed448-a")
        let token = try TokenSigner(key: long, algorithm: .edDSA).sign(payload)
        guard case .accepted = try verifier(long, .edDSA).verify(token) else {
            Issue.record("EdDSA with Ed448 is refused")
            return
        }
        #expect(try refusal { _ = try TokenSigner(key: long, algorithm: .ed25519) } == .keyType)
        let agreement = try SampleKeys.signing("x25519-a")
        for algorithm in [Algorithm.edDSA, .ed25519, .ed448] {
            #expect(try refusal { _ = try TokenSigner(key: agreement, algorithm: algorithm) } == .keyType)
        }
    }

    @Test(arguments: [
        "hs256", "HS256 ", "", "HS-256", "ES256\u{212A}", "HS256\u{0}", "RS1", "HS1", "A128KW", "EDDSA", "ed25519",
    ])
    func `names are compared to the letter`(_ name: String) {
        #expect(Algorithm(rawValue: name) == nil)
    }

    @Test func `KELVIN SIGN is no K`() throws {
        let key = try SampleKeys.key(for: .es256k)
        let policy = TokenPolicy(algorithms: Algorithm.allCases, content: .bytes)
        let token = Minting.base64url("{\"alg\":\"ES256\u{212A}\"}") + ".e30.AAAA"
        #expect(try refusal(of: token, keys: JWKSet([key]), policy: policy) == .algExact)
        let jwk = #"{"kty":"O\u212aP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
        #expect(try refusal { _ = try JWK(parsing: jwk) } == .jwkType)
    }
}
