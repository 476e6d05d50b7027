import JWTConformance
import ReferenceJOSE
import StrictJSON
import Testing

struct KeySelectionTests {
    private let policy = TokenPolicy(algorithms: Algorithm.allCases, content: .bytes)

    private func key(
        _ name: String,
        kid: String? = nil,
        use: String? = nil,
        operations: [String]? = nil,
        algorithm: String? = nil
    ) throws -> JWK {
        var members = try SampleKeys.members(name)
        members["kid"] = kid.map { .string($0) }
        members["use"] = use.map { .string($0) }
        members["key_ops"] = operations.map { .array($0.map { .string($0) }) }
        members["alg"] = algorithm.map { .string($0) }
        return try SampleKeys.jwk(.object(members))
    }

    private func token(_ name: String = "p256-a", _ algorithm: Algorithm = .es256, kid: String? = nil) throws -> String
    {
        let header: [(String, JSON)] = kid.map { [("kid", .string($0))] } ?? []
        return try TokenSigner(key: SampleKeys.signing(name), algorithm: algorithm, header: header).sign([1])
    }

    @Test func `kid chooses the key, octet by octet`() throws {
        let keys = try JWKSet([key("p256-b", kid: "b"), key("p256-a", kid: "a")])
        #expect(try refusal(of: token(kid: "a"), keys: keys, policy: policy) == nil)
        #expect(try refusal(of: token(kid: "b"), keys: keys, policy: policy) == .signature)
        #expect(try refusal(of: token(kid: "c"), keys: keys, policy: policy) == .keyFound)
        #expect(try refusal(of: token(kid: "A"), keys: keys, policy: policy) == .keyFound)
        #expect(try refusal(of: token(), keys: keys, policy: policy) == nil)
        let composed = try JWKSet([key("p256-a", kid: "\u{E9}")])
        #expect(try refusal(of: token(kid: "e\u{301}"), keys: composed, policy: policy) == .keyFound)
        #expect(try refusal(of: token(kid: "\u{E9}"), keys: composed, policy: policy) == nil)
    }

    /// RFC 7520 section 3: the EC and the RSA key have the same `kid`.
    @Test func `one kid on keys of two types is no obstacle`() throws {
        let keys = try JWKSet([key("p521-a", kid: "bilbo"), key("rsa-a", kid: "bilbo")])
        #expect(try refusal(of: token("rsa-a", .rs256, kid: "bilbo"), keys: keys, policy: policy) == nil)
        #expect(try refusal(of: token("p521-a", .es512, kid: "bilbo"), keys: keys, policy: policy) == nil)
        #expect(try refusal(of: token("p256-a", .es256, kid: "bilbo"), keys: keys, policy: policy) == .keyType)
    }

    @Test(
        arguments: [
            (nil, nil, nil, nil), ("sig", nil, nil, nil), ("enc", nil, nil, .keyUse), ("SIG", nil, nil, .keyUse),
            ("", nil, nil, .keyUse),
            (nil, ["verify"], nil, nil), (nil, ["sign", "verify"], nil, nil), (nil, ["sign"], nil, .keyOperations),
            (nil, [], nil, .keyOperations), (nil, ["encrypt"], nil, .keyOperations), ("sig", ["verify"], nil, nil),
            ("sig", ["encrypt"], nil, .keyUseConsistent), ("enc", ["verify"], nil, .keyUse), (nil, nil, "ES256", nil),
            (nil, nil, "ES384", .keyAlgorithm), (nil, nil, "ECDH-ES", .keyAlgorithm),
            (nil, nil, "es256", .keyAlgorithm),
        ] as [(String?, [String]?, String?, Check?)]
    )
    func `use, key_ops and alg`(_ use: String?, _ operations: [String]?, _ algorithm: String?, _ check: Check?) throws {
        let keys = try JWKSet([key("p256-a", use: use, operations: operations, algorithm: algorithm)])
        #expect(try refusal(of: token(), keys: keys, policy: policy) == check)
        let others = try JWKSet([
            key("p256-a", use: "enc"), key("p256-a", use: use, operations: operations, algorithm: algorithm),
        ])
        #expect(try refusal(of: token(), keys: others, policy: policy) == (check == nil ? nil : .keyUse))
    }

    @Test func `EdDSA and its newer names are one algorithm`() throws {
        for (own, algorithm) in [("EdDSA", Algorithm.ed25519), ("Ed25519", .edDSA), ("Ed25519", .ed25519)] {
            let keys = try JWKSet([key("ed25519-a", algorithm: own)])
            #expect(try refusal(of: token("ed25519-a", algorithm), keys: keys, policy: policy) == nil)
        }
    }

    @Test func `weak keys are refused`() throws {
        let weak = TokenPolicy(algorithms: [.rs256], content: .bytes)
        let header = Minting.base64url(#"{"alg":"RS256"}"#)
        #expect(
            try refusal(of: header + ".e30.AAAA", keys: JWKSet([SampleKeys.signing("rsa-1024")]), policy: weak)
                == .rsaKeySize
        )
        for (count, check) in [(31, Check.hmacKeySize), (32, nil)] {
            let key = JWK(secret: Array(SampleKeys.secret.prefix(count)))
            let token = try Minting.compact(#"{"alg":"HS256"}"#)
            let found = try refusal(of: token, keys: JWKSet([key]))
            #expect(found == check ?? .signature)
        }
    }

    @Test func `no more than sixteen keys are tried, and none is no key`() throws {
        let others = Array(repeating: try key("p256-b"), count: 15)
        let own = try key("p256-a")
        #expect(try refusal(of: token(), keys: JWKSet(others + [own]), policy: policy) == nil)
        #expect(try refusal(of: token(), keys: JWKSet(others + [others[0], own]), policy: policy) == .signature)
        #expect(try refusal(of: token(), keys: JWKSet([]), policy: policy) == .keyFound)
    }

    @Test func `a key in the header is a hint`() throws {
        let own = try SampleKeys.verification("p256-a")
        let jwk = try JSONParser().parse(Array(#require(own.publicJSON).utf8).span)
        let token = try TokenSigner(key: SampleKeys.signing("p256-a"), algorithm: .es256, header: [("jwk", jwk)]).sign([
            1
        ])
        #expect(try refusal(of: token, keys: JWKSet([own]), policy: policy) == nil)
        #expect(
            try refusal(of: token, keys: JWKSet([SampleKeys.verification("p256-b")]), policy: policy) == .keyEmbedded
        )
        #expect(try refusal(of: token, keys: JWKSet([]), policy: policy) == .keyEmbedded)
    }

    @Test func `a certificate in the header is a hint`() throws {
        // The certificate isn't for the key that signs: only whether its key is trusted is asked here.
        let base64 = Self.certificate.split(separator: "\n").dropFirst().dropLast().joined()
        let header: [(String, JSON)] = [("x5c", .array([.string(base64)]))]
        let signing = try SampleKeys.signing("ed25519-a")
        let token = try TokenSigner(key: signing, algorithm: .edDSA, header: header).sign([1])
        let own = try SampleKeys.verification("ed25519-a")
        let certified = try JWK(pem: Self.certificate)
        #expect(try refusal(of: token, keys: JWKSet([own]), policy: policy) == .keyCertificate)
        #expect(try refusal(of: token, keys: JWKSet([own, certified]), policy: policy) == nil)
        #expect(try refusal(of: token, keys: JWKSet([certified]), policy: policy) == .signature)
    }

    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBSDCB+6ADAgECAhR/f4yM2kiHobljMXa0I51MEMZU6DAFBgMrZXAwGTEXMBUG
        A1UEAwwOand0LWFzc2F5IHRlc3QwIBcNMjYxMTIxMDI0NTA1WhgPMjEyNjEwMjgw
        MjQ1MDVaMBkxFzAVBgNVBAMMDmp3dC1hc3NheSB0ZXN0MCowBQYDK2VwAyEA2DAG
        85ywoYUKUDmdONiYILfbo/gIsDCcqb85lx2oe3ijUzBRMB0GA1UdDgQWBBTmCYnK
        Yq7Y/LEm2lbcE8Go7ERQtjAfBgNVHSMEGDAWgBTmCYnKYq7Y/LEm2lbcE8Go7ERQ
        tjAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANBACPUt12fH3/Oe8P5T8aux+uZNxU+
        1LU5DsYBO/B4RlcvMc2B4vmDGtMrEhRjvdJPh8kWqDsxlnm3nwEFxHiNiw4=
        -----END CERTIFICATE-----
        """
}
