import JWTConformance
import Testing

@testable import ReferenceJOSE

struct JWKTests {
    private static let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    private static let n2048 = "4" + String(repeating: "_", count: 340) + "w"

    @Test(arguments: [
        ("", Check.jsonGrammar), ("[]", .jwkObject), ("null", .jwkObject), ("{}", .jwkMembers),
        (#"{"kty":1}"#, .jwkMembers),
        (#"{"kty":"oct"}"#, .jwkMembers), (#"{"kty":"OCT","k":"AA"}"#, .jwkType), (#"{"kty":"","k":"AA"}"#, .jwkType),
        (#"{"kty":"oct","k":1}"#, .jwkMembers), (#"{"kty":"oct","k":"A"}"#, .jwkBase64),
        (#"{"kty":"oct","k":"AB"}"#, .jwkBase64),
        (#"{"kty":"oct","k":"AA=="}"#, .jwkBase64), (#"{"kty":"oct","k":"A A"}"#, .jwkBase64),
        (#"{"kty":"oct","k":"+/8"}"#, .jwkBase64), (#"{"kty":"oct","k":"AA","k":"AA"}"#, .jsonDuplicateMember),
        (#"{"kty":"oct","k":"AA","kid":1}"#, .jwkMembers), (#"{"kty":"oct","k":"AA","use":[]}"#, .jwkMembers),
        (#"{"kty":"oct","k":"AA","alg":null}"#, .jwkMembers),
        (#"{"kty":"oct","k":"AA","key_ops":"sign"}"#, .jwkMembers),
        (#"{"kty":"oct","k":"AA","key_ops":[1]}"#, .jwkMembers),
        (#"{"kty":"oct","k":"AA","key_ops":["sign","sign"]}"#, .jwkMembers),
        (#"{"kty":"oct","k":"AA"} x"#, .jsonTrailingOctets),
        (#"{"kty":"RSA","e":"AQAB"}"#, .jwkMembers), (#"{"kty":"RSA","n":"\#(n2048)"}"#, .jwkMembers),
        (#"{"kty":"RSA","n":"","e":"AQAB"}"#, .jwkMembers), (#"{"kty":"RSA","n":"AA","e":"AQAB"}"#, .jwkMinimal),
        (#"{"kty":"RSA","n":"AAAA","e":"AQAB"}"#, .jwkMinimal), (#"{"kty":"RSA","n":"AAE","e":"AQAB"}"#, .jwkMinimal),
        (#"{"kty":"RSA","n":"\#(n2048)","e":""}"#, .jwkMembers),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"AA"}"#, .jwkMinimal),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"AAEAAQ"}"#, .jwkMinimal),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"AQ"}"#, .rsaExponent),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"Ag"}"#, .rsaExponent),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"AQAA"}"#, .rsaExponent),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"\#(String(repeating: "_", count: 44))"}"#, .rsaExponent),
        (#"{"kty":"RSA","n":"\#(String(repeating: "_", count: 2732))","e":"AQAB"}"#, .rsaKeyMaximum),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"AQAB","oth":[]}"#, .jwkMultiPrime),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"AQAB","d":"Aw","p":"Aw"}"#, .jwkPrivate),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"AQAB","p":"Aw","q":"Aw","dp":"Aw","dq":"Aw","qi":"Aw"}"#, .jwkPrivate),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"AQAB","d":"Aw"}"#, .jwkPrivate),
        (#"{"kty":"RSA","n":"\#(n2048)","e":"AQAB","d":"AA"}"#, .jwkMinimal),
        (
            #"{"kty":"RSA","n":"\#(n2048)","e":"AQAB","d":"Aw","p":"Aw","q":"Aw","dp":"Aw","dq":"Aw","qi":"Aw"}"#,
            .jwkPrivate
        ),
        (#"{"kty":"RSA","n":"Aw","e":"Aw","d":"Aw","p":"AQ","q":"Aw","dp":"AQ","dq":"AQ","qi":"AQ"}"#, .jwkPrivate),
        (#"{"kty":"EC","crv":"P-257","x":"AA","y":"AA"}"#, .jwkType),
        (#"{"kty":"EC","crv":"Ed25519","x":"\#(x)","y":"AA"}"#, .jwkType),
        (#"{"kty":"EC","x":"AA","y":"AA"}"#, .jwkMembers), (#"{"kty":"EC","crv":"P-256","x":"\#(x)"}"#, .jwkMembers),
        (#"{"kty":"EC","crv":"P-256","x":"","y":"\#(x)"}"#, .jwkCoordinateLength),
        (#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#, .jwkCoordinateLength),
        (#"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(x)"}"#, .jwkOnCurve),
        (#"{"kty":"OKP","crv":"P-256","x":"\#(x)"}"#, .jwkType), (#"{"kty":"OKP","crv":"Ed25519"}"#, .jwkMembers),
        (#"{"kty":"OKP","crv":"Ed25519","x":""}"#, .jwkKeyLength),
        (#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#, .jwkKeyLength),
        (#"{"kty":"OKP","crv":"Ed25519","x":"\#(x)","d":""}"#, .jwkKeyLength),
        (#"{"kty":"OKP","crv":"Ed448","x":"\#(x)"}"#, .jwkKeyLength),
        (#"{"kty":"OKP","crv":"ed25519","x":"\#(x)"}"#, .jwkType),
        (#"{"kty":"OKP","crv":"Ed25519","x":"\#(x)","d":"\#(x)"}"#, .jwkPrivate),
        (#"{"kty":"oct","k":"LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0"}"#, .hmacKeySecret),
    ])
    func `each fault of a key by its check`(_ text: String, _ check: Check) throws {
        #expect(try refusal { _ = try JWK(parsing: text) } == check)
    }

    @Test(arguments: ["rsa-a", "p256-a", "p384-a", "p521-a", "secp256k1-a", "ed25519-a", "ed448-a"])
    func `halves of two keys don't make one`(_ name: String) throws {
        var members = try SampleKeys.members(name)
        guard case .string(var d) = try #require(members["d"]) else { return }
        d = (d.hasPrefix("Q") ? "R" : "Q") + d.dropFirst()
        members["d"] = .string(d)
        #expect(try refusal { _ = try SampleKeys.jwk(.object(members)) } == .jwkPrivate)
    }

    @Test(arguments: ["p256-a", "p384-a", "p521-a", "secp256k1-a"], ["x", "y", "d"])
    func `coordinates have their full length`(_ key: String, _ name: String) throws {
        var members = try SampleKeys.members(key)
        guard case .string(let text) = try #require(members[name]), let octets = Octets(base64url: text)?.bytes else {
            return
        }
        for changed in [[0] + octets, Array(octets.dropFirst()), octets + [0]] {
            members[name] = .string(Octets(changed).base64url)
            #expect(try refusal { _ = try SampleKeys.jwk(.object(members)) } == .jwkCoordinateLength)
        }
    }

    @Test(arguments: ["n", "e", "d", "p", "q", "dp", "dq", "qi"])
    func `RSA integers have no leading zeros and are all there`(_ name: String) throws {
        let members = try SampleKeys.members("rsa-a")
        guard case .string(let text) = try #require(members[name]), let octets = Octets(base64url: text)?.bytes else {
            return
        }
        var changed = members
        changed[name] = .string(Octets([0] + octets).base64url)
        #expect(try refusal { _ = try SampleKeys.jwk(.object(changed)) } == .jwkMinimal)
        changed[name] = nil
        let check: Check = ["n", "e"].contains(name) ? .jwkMembers : .jwkPrivate
        #expect(try refusal { _ = try SampleKeys.jwk(.object(changed)) } == check)
    }

    @Test func `a key with d alone signs`() throws {
        var members = try SampleKeys.members("rsa-a")
        for name in ["p", "q", "dp", "dq", "qi"] { members[name] = nil }
        let key = try SampleKeys.jwk(.object(members))
        let token = try TokenSigner(key: key, algorithm: .ps256).sign([1, 2, 3])
        let policy = TokenPolicy(algorithms: [.ps256], content: .bytes)
        #expect(try refusal(of: token, keys: JWKSet([SampleKeys.half(of: key)]), policy: policy) == nil)
    }

    @Test func `a key set leaves out what it can't read`() throws {
        let text = """
            {"keys":[{"kty":"oct","k":"AA"},{"kty":"new"},1,{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},
            {"kty":"OKP","crv":"Ed25519","x":"\(Self.x)","kid":"a"}],"other":1}
            """
        let set = try JWKSet(parsing: Array(text.utf8))
        #expect(set.keys.map(\.type) == [.oct, .okp])
        #expect(set.ignored.map(\.position) == [1, 2, 3])
        #expect(set.ignored.map(\.reason.check) == [.jwkType, .jwkObject, .jwkCoordinateLength])
    }

    @Test(arguments: ["{}", "[]", "null", #"{"keys":{}}"#, #"{"keys":null}"#, #"{"Keys":[]}"#])
    func `a key set has an array of keys`(_ text: String) throws {
        #expect(try refusal { _ = try JWKSet(parsing: Array(text.utf8)) } == .jwkSetKeys)
    }

    @Test func `PEM of an RSA key has the bounds that a JWK has`() throws {
        // 2048 bits with exponent 1 by hand: any signature is its own padding then.
        let key = try SampleKeys.verification("rsa-a")
        #expect(throws: Never.self) { _ = try JWK(pem: key.publicPEM ?? "") }
        #expect(try refusal { _ = try JWK(pem: Self.exponentOne) } == .rsaExponent)
        #expect(try refusal { _ = try JWK(pem: "no key") } == .pem)
    }

    private static let exponentOne = """
        -----BEGIN RSA PUBLIC KEY-----
        MIIBCAKCAQEAqBqn23c1LHnKouWKSZVfaTPUvZNgFvIEZNZjcJ3bm5zYP5xeA/1X
        DZZreqD3Nkd8cRoNbzdP99kSrVkXn0qss4ntn5sfIc9BXuLVM4bJsuSW/TVAUCI3
        lLVZW0gZbUUrGSpjcWdAu86fCfr08HDG+wu6G4qSwnWIsD4Rv2+BqbVGi+/G1bgD
        R30D0umjpsPOmf1LFMeBVuC34CjIhmiL6BqQWRY+sEWRppdO1zsPSiE68r0s6Hmh
        KL/D5tmEjji5xmJp+VOz2TIUo5KQ5ahYMCGev1pVrFqQkwCM6d4MwjIVVa+8jpRh
        bnWxYrhE0r6foZc68DHAwHw5B14v2SZzvwIBAQ==
        -----END RSA PUBLIC KEY-----
        """
}

struct PublicKeyTextTests {
    @Test func `base64 of DER is the text of a key`() throws {
        let pem = try #require(SampleKeys.verification("p256-a").publicPEM)
        let body = pem.split(separator: "\n").dropFirst().dropLast()
        #expect(PublicKeyText.isOne(Array(body.joined().utf8)))
        #expect(PublicKeyText.isOne(Array(body.joined(separator: "\n").utf8)))
        #expect(!PublicKeyText.isOne(Array("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE".utf8)))
        #expect(!PublicKeyText.isOne(Array("My secret is long enough to be one.".utf8)))
    }
}
