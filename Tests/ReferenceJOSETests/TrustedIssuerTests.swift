import ReferenceJOSE
import Testing

/// Issuers with keys of their own.
struct TrustedIssuerTests {
    private static let secrets: [[UInt8]] = [Array(repeating: 1, count: 32), Array(repeating: 2, count: 32)]

    private static func verifier(_ owners: [(String, [Int])]) throws -> TokenVerifier {
        var policy = TokenPolicy(algorithms: [.hs256])
        policy.trustedIssuers = owners.map { name, keys in
            TrustedIssuer(name: name, keys: JWKSet(keys.map { JWK(secret: secrets[$0]) }))
        }
        return try TokenVerifier(keys: JWKSet([]), policy: policy)
    }

    private static func check(_ verifier: TokenVerifier, _ claims: String, _ key: Int) throws -> Check? {
        let input = "\(Minting.base64url(#"{"alg":"HS256"}"#)).\(Minting.base64url(claims))"
        let token = "\(input).\(try Minting.signature(over: input, secret: secrets[key]))"
        guard case .rejected(let rejection) = verifier.verify(token) else { return nil }
        return rejection.check
    }

    @Test(
        arguments: [
            (#"{"iss":"a"}"#, 0, nil), (#"{"iss":"b"}"#, 1, nil), (#"{"iss":"a"}"#, 1, .issuerKey),
            (#"{"iss":"b"}"#, 0, .issuerKey), (#"{"iss":"c"}"#, 0, .issuer), (#"{"iss":"c"}"#, 1, .issuer),
            (#"{"sub":"a"}"#, 0, .requiredClaims), (#"{"iss":["a","b"]}"#, 0, .issuerType), ("[]", 0, .claimsObject),
            (#"{"\u0069ss":"a"}"#, 1, .issuerKey), (#"{"iss":"a","iss":"b"}"#, 1, .jsonDuplicateMember),
        ] as [(String, Int, Check?)]
    )
    func `a token is verified by its issuer's own keys alone`(_ claims: String, _ key: Int, _ check: Check?) throws {
        let verifier = try Self.verifier([("a", [0]), ("b", [1])])
        #expect(try Self.check(verifier, claims, key) == check)
    }

    @Test(arguments: [("a", 0, true), ("a", 1, true), ("b", 0, false), ("b", 1, true)])
    func `a key may belong to several issuers`(_ issuer: String, _ key: Int, _ isAccepted: Bool) throws {
        let verifier = try Self.verifier([("a", [0, 1]), ("b", [1])])
        #expect(try Self.check(verifier, "{\"iss\":\"\(issuer)\"}", key) == (isAccepted ? nil : .issuerKey))
    }

    @Test func `an issuer may be listed twice`() throws {
        let verifier = try Self.verifier([("a", [0]), ("b", []), ("a", [1])])
        #expect(try Self.check(verifier, #"{"iss":"a"}"#, 0) == nil)
        #expect(try Self.check(verifier, #"{"iss":"a"}"#, 1) == nil)
        #expect(try Self.check(verifier, #"{"iss":"b"}"#, 1) == .issuerKey)
    }

    @Test func `keys that are nobody's are an error beside issuers with keys`() throws {
        var policy = TokenPolicy(algorithms: [.hs256])
        policy.trustedIssuers = [TrustedIssuer(name: "a", keys: JWKSet([]))]
        #expect(throws: PolicyError.self) {
            try TokenVerifier(keys: JWKSet([JWK(secret: Self.secrets[0])]), policy: policy)
        }
    }
}
