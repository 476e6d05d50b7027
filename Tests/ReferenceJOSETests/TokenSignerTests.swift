import JWTConformance
import ReferenceJOSE
import StrictJSON
import Testing

struct TokenSignerTests {
    @Test(arguments: [
        ("rsa-1024", Algorithm.rs256, Check.rsaKeySize), ("rsa-a", .es256, .keyType), ("rsa-a", .hs256, .keyType),
        ("p256-a", .es384, .keyType), ("p256-a", .es256k, .keyType), ("secp256k1-a", .es256, .keyType),
        ("ed25519-a", .ed448, .keyType),
        ("ed448-a", .ed25519, .keyType), ("x25519-a", .edDSA, .keyType), ("p256-a", .edDSA, .keyType),
    ])
    func `a key that isn't fit doesn't sign`(_ name: String, _ algorithm: Algorithm, _ check: Check) throws {
        #expect(try refusal { _ = try TokenSigner(key: SampleKeys.signing(name), algorithm: algorithm) } == check)
    }

    @Test(arguments: ["rsa-a", "p256-a", "ed25519-a"])
    func `a public key doesn't sign`(_ name: String) throws {
        let key = try SampleKeys.verification(name)
        #expect(try refusal { _ = try TokenSigner(key: key, algorithm: .rs256) } == .keyType)
    }

    @Test(arguments: [(Algorithm.hs256, 32), (.hs384, 48), (.hs512, 64)])
    func `a secret is as long as the hash`(_ algorithm: Algorithm, _ count: Int) throws {
        let secret = JWK(secret: [UInt8](repeating: 1, count: count - 1))
        #expect(try refusal { _ = try TokenSigner(key: secret, algorithm: algorithm) } == .hmacKeySize)
        let long = JWK(secret: [UInt8](repeating: 1, count: count))
        #expect(try refusal { _ = try TokenSigner(key: long, algorithm: algorithm).sign([]) } == nil)
        #expect(try refusal { _ = try TokenSigner(key: long, algorithm: .es256) } == .keyType)
    }

    @Test(
        arguments: [
            ("use", JSONValue.string("enc"), Check.keyUse), ("key_ops", .array([.string("verify")]), .keyOperations),
            ("key_ops", .array([.string("sign")]), nil), ("alg", .string("ES384"), .keyAlgorithm),
            ("alg", .string("ES256"), nil),
            ("use", .string("sig"), nil),
        ] as [(String, JSONValue, Check?)]
    )
    func `use, key_ops and alg bind the signer too`(_ name: String, _ value: JSONValue, _ check: Check?) throws {
        var members = try SampleKeys.members("p256-a")
        members[name] = value
        #expect(try refusal { _ = try TokenSigner(key: SampleKeys.jwk(.object(members)), algorithm: .es256) } == check)
    }

    @Test(arguments: ["alg", "b64"])
    func `some parameters are the signer's to set`(_ name: String) throws {
        let key = JWK(secret: SampleKeys.secret)
        #expect(
            try refusal { _ = try TokenSigner(key: key, algorithm: .hs256, header: [(name, .null)]) }
                == .jsonDuplicateMember
        )
        let twice: [(String, JSON)] = [("kid", .string("a")), ("kid", .string("b"))]
        #expect(try refusal { _ = try TokenSigner(key: key, algorithm: .hs256, header: twice) } == .jsonDuplicateMember)
        let critical: [(String, JSON)] = [("crit", .array([.string("exp")])), ("exp", .number(1))]
        let signer = { try TokenSigner(key: key, algorithm: .hs256, header: critical, encoding: .unencoded) }
        #expect(try refusal { _ = try signer() } == .critDuplicate)
    }

    @Test(
        arguments: [
            ("alg", JSON.string("HS256"), Check.headersDisjoint), ("kid", .string("b"), .headersDisjoint),
            ("crit", .array([]), .critProtected),
            ("b64", .bool(true), .b64Protected), ("x", .null, nil),
        ] as [(String, JSON, Check?)]
    )
    func `an unprotected header that no verifier takes isn't signed`(
        _ name: String,
        _ value: JSON,
        _ check: Check?
    ) throws {
        let signer = try TokenSigner(
            key: JWK(secret: SampleKeys.secret),
            algorithm: .hs256,
            header: [("kid", .string("a"))]
        )
        let unprotected = JSONMembers(JSONObject([(name, value)]))
        #expect(try refusal { _ = try signer.signFlattened([], unprotected: unprotected) } == check)
        #expect(
            try refusal { _ = try TokenSigner.signGeneral([], by: [(signer, nil), (signer, unprotected)]) } == check
        )
    }

    @Test(
        arguments: [
            ([], nil, nil), (Array("a b".utf8), nil, nil), (Array("a.b".utf8), Check.b64Payload, nil),
            ([0x0A], .b64Payload, nil),
            (Array("é".utf8), .b64Payload, nil), ([0xFF], .b64Payload, .b64Payload), ([0], .b64Payload, .b64Payload),
        ] as [([UInt8], Check?, Check?)]
    )
    func `an unencoded payload has to fit`(_ payload: [UInt8], _ compact: Check?, _ json: Check?) throws {
        let key = JWK(secret: SampleKeys.secret)
        let signer = try TokenSigner(key: key, algorithm: .hs256, encoding: .unencoded)
        #expect(try refusal { _ = try signer.sign(payload) } == compact)
        #expect(try refusal { _ = try signer.signFlattened(payload) } == json)
        let detached = try signer.signFlattened(payload, isDetached: true)
        #expect(try refusal(of: detached, detached: payload) == nil)
        let compactDetached = try signer.sign(payload, isDetached: true)
        #expect(try refusal(of: compactDetached, detached: payload) == nil)
        if json == nil { #expect(try refusal(of: signer.signFlattened(payload)) == nil) }
        if compact == nil { #expect(try refusal(of: signer.sign(payload)) == nil) }
    }

    @Test func `the signers of one token agree on b64, and there is one`() throws {
        let key = JWK(secret: SampleKeys.secret)
        let encoded = try TokenSigner(key: key, algorithm: .hs256)
        let unencoded = try TokenSigner(key: key, algorithm: .hs256, encoding: .unencoded)
        #expect(
            try refusal { _ = try TokenSigner.signGeneral([], by: [(encoded, nil), (unencoded, nil)]) } == .b64Same
        )
        #expect(try refusal { _ = try TokenSigner.signGeneral([], by: []) } == .serializationSignatures)
    }

    @Test func `a worker signs many payloads as the signer does`() throws {
        let signer = try TokenSigner(
            key: JWK(secret: SampleKeys.secret),
            algorithm: .hs512,
            header: [("typ", .string("JWT"))]
        )
        var worker = try signer.makeWorker()
        for count in [0, 1, 100, 5, 0] {
            let payload = [UInt8](repeating: 9, count: count)
            #expect(try String(decoding: worker.sign(payload.span), as: UTF8.self) == signer.sign(payload))
        }
    }
}
