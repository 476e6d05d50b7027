import ReferenceJOSE
import StrictJSON
import Testing

struct HeaderTests {
    @Test(arguments: [
        (#"{"alg":"HS256"}"#, nil), (#"{}"#, Check.algPresent), (#"{"alg":1}"#, .algString),
        (#"{"alg":null}"#, .algString),
        (#"{"alg":["HS256"]}"#, .algString), (#"{"alg":"none"}"#, .algNone), (#"{"alg":"NoNe"}"#, .algNone),
        (#"{"alg":""}"#, .algExact), (#"{"alg":"hs256"}"#, .algExact), (#"{"alg":"HS384"}"#, .algAllowed),
        (#"{"Alg":"HS256"}"#, .algPresent), (#"["HS256"]"#, .headerObject), ("null", .headerObject),
        ("1", .headerObject),
        (#""a""#, .headerObject), ("", .jsonGrammar), ("{", .jsonGrammar), (#"{"alg":"HS256"} "#, nil),
        (#"{"alg":"HS256"}x"#, .jsonTrailingOctets), (#"{"alg":"HS256","alg":"HS256"}"#, .jsonDuplicateMember),
        (#"{"alg":"HS256","a\u006cg":"none"}"#, .jsonDuplicateMember),
        ("\u{FEFF}{\"alg\":\"HS256\"}", .jsonByteOrderMark),
        (#"{"alg":"HS256","x":"\u0000"}"#, .jsonNUL), (#"{"alg":"HS256","x":1e400}"#, .jsonNumberRange),
        (#"{"alg":"HS256","kid":1}"#, .headerTypes), (#"{"alg":"HS256","typ":null}"#, .headerTypes),
        (#"{"alg":"HS256","cty":{}}"#, .headerTypes), (#"{"alg":"HS256","jku":[]}"#, .headerTypes),
        (#"{"alg":"HS256","x5c":[]}"#, .headerTypes), (#"{"alg":"HS256","x5c":[1]}"#, .headerTypes),
        (#"{"alg":"HS256","x5c":"a"}"#, .headerTypes), (#"{"alg":"HS256","x5c":["a"]}"#, .keyCertificate),
        (#"{"alg":"HS256","x5c":[""]}"#, .keyCertificate), (#"{"alg":"HS256","jwk":"a"}"#, .headerTypes),
        (#"{"alg":"HS256","jwk":{}}"#, .keyEmbedded), (#"{"alg":"HS256","jwk":{"kty":"oct","k":"AA"}}"#, .keyEmbedded),
        (#"{"alg":"HS256","x":[[[[1]]]],"":null}"#, nil), (#"{"alg":"HS256","enc":"A128GCM"}"#, .encrypted),
    ])
    func `each fault of a header by its check`(_ header: String, _ check: Check?) throws {
        #expect(try refusal(of: Minting.compact(header)) == check)
    }

    @Test(arguments: [
        (#""crit":["exp"],"exp":1"#, nil), (#""crit":["x"],"x":1"#, Check.critUnderstood), (#""crit":[]"#, .critEmpty),
        (#""crit":"exp","exp":1"#, .critArray), (#""crit":null"#, .critArray), (#""crit":[1]"#, .critArray),
        (#""crit":{"exp":1}"#, .critArray), (#""crit":["exp"]"#, .critPresent),
        (#""crit":["exp","exp"],"exp":1"#, .critDuplicate),
        (#""crit":["alg"]"#, .critRegistered), (#""crit":["kid"],"kid":"a""#, .critRegistered),
        (#""crit":["crit"]"#, .critRegistered), (#""crit":["exp","x"],"exp":1,"x":1"#, .critUnderstood),
        (#""crit":["Exp"],"Exp":1"#, .critUnderstood), (#""crit":["b64"]"#, .critPresent),
        (#""crit":["b64"],"b64":true"#, nil), (#""crit":["é"],"é":1"#, nil),
        ("\"crit\":[\"e\u{301}\"],\"e\u{301}\":1", .critUnderstood), (#""crit":["exp",null],"exp":1"#, .critArray),
    ])
    func `crit`(_ members: String, _ check: Check?) throws {
        var policy = TokenPolicy(algorithms: [.hs256], content: .bytes)
        policy.understoodCritical = ["exp", "\u{E9}"]
        #expect(try refusal(of: Minting.compact(#"{"alg":"HS256",\#(members)}"#), policy: policy) == check)
    }

    @Test(arguments: [
        (#""b64":false,"crit":["b64"]"#, "a payload", nil), (#""b64":false,"crit":["b64"]"#, "", nil),
        (#""b64":false,"crit":["b64"]"#, "~ !", nil), (#""b64":false,"crit":["b64"]"#, "\u{7F}", Check.b64Payload),
        (#""b64":false,"crit":["b64"]"#, "é", .b64Payload), (#""b64":false,"crit":["b64"]"#, "a\n", .b64Payload),
        (#""b64":false,"crit":["b64"]"#, "a.b", .compactSegments), (#""b64":false"#, "a", .b64Critical),
        (#""b64":false,"crit":["exp"],"exp":1"#, "a", .b64Critical),
        (#""b64":"false","crit":["b64"]"#, "a", .b64Boolean),
        (#""b64":0,"crit":["b64"]"#, "a", .b64Boolean), (#""b64":null"#, "a", .b64Boolean),
    ])
    func `b64`(_ members: String, _ payload: String, _ check: Check?) throws {
        let token = try Minting.compact(#"{"alg":"HS256",\#(members)}"#, payload, isEncoded: false)
        #expect(try refusal(of: token) == check)
    }

    @Test func `an unencoded payload is no claims set`() throws {
        let token = try Minting.compact(#"{"alg":"HS256","b64":false,"crit":["b64"]}"#, "{}", isEncoded: false)
        #expect(try refusal(of: token, policy: TokenPolicy(algorithms: [.hs256])) == .b64Claims)
    }

    @Test(
        arguments: [
            ("JWT", "JWT", true), ("JWT", "jwt", true), ("at+jwt", "application/at+jwt", true),
            ("application/AT+JWT", "at+jwt", true),
            ("JWT", "at+jwt", false), ("JWT", nil, false), ("JWT", " JWT", false), ("JWT", "", false),
            ("jwt", "text/jwt", false), ("a/b", "application/a/b", false), ("JWT", "JWT;a=b", false),
            ("\u{212A}", "k", false), ("é", "É", false),
        ] as [(String, String?, Bool)]
    )
    func `typ is compared as a media type`(_ expected: String, _ typ: String?, _ isAccepted: Bool) throws {
        var policy = TokenPolicy(algorithms: [.hs256], content: .bytes)
        policy.type = expected
        let member = typ.map { #","typ":"\#($0)""# } ?? ""
        #expect(
            try refusal(of: Minting.compact(#"{"alg":"HS256"\#(member)}"#), policy: policy) == (isAccepted ? nil : .typ)
        )
    }

    @Test func `typ counts where it's protected`() throws {
        var policy = TokenPolicy(algorithms: [.hs256], content: .bytes)
        policy.type = "JWT"
        let token = try #"{"payload":"e30","header":{"typ":"JWT"},\#(Minting.members(#"{"alg":"HS256"}"#))}"#
        #expect(try refusal(of: token) == nil)
        #expect(try refusal(of: token, policy: policy) == .typ)
    }

    @Test func `headers and tokens have their limits`() throws {
        func header(_ count: Int) -> String {
            #"{"alg":"HS256","x":""# + String(repeating: "x", count: count - 22) + #""}"#
        }
        #expect(header(16_384).utf8.count == 16_384)
        #expect(try refusal(of: Minting.compact(header(16_384))) == nil)
        #expect(try refusal(of: Minting.compact(header(16_385))) == .headerSize)
        let overhead = try Minting.compact(#"{"alg":"HS256"}"#, "").utf8.count
        let payload = String(repeating: "x", count: (262_144 - overhead) / 4 * 3)
        #expect(try refusal(of: Minting.compact(#"{"alg":"HS256"}"#, payload)) == nil)
        #expect(try refusal(of: Minting.compact(#"{"alg":"HS256"}"#, payload + "xxx")) == .tokenSize)
        let nested = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try refusal(of: Minting.compact(#"{"alg":"HS256","x":\#(nested)}"#)) == .jsonDepth)
    }

    @Test(arguments: [
        ("", Check.compactSegments), (".", .compactSegments), ("a", .compactSegments), ("a.b", .compactSegments),
        ("..", .jsonGrammar), ("a.b.c", .base64Length), ("a.b.c.d", .compactSegments), ("....", .encrypted),
        ("a.b.c.d.e", .encrypted), ("a.b.c.d.e.f", .compactSegments),
        (String(repeating: ".", count: 200_000), .compactSegments),
        ("[]", .compactSegments), ("{}", .serializationMembers), ("{", .jsonGrammar), (" ", .compactSegments),
        (#"{"ciphertext":"a"}"#, .encrypted), ("eyJhbGciOiJub25lIn0..", .algNone),
        ("eyJhbGciOiJub25lIn0.e30.", .algNone),
    ])
    func `JWE, unsecured tokens and what isn't a token are told apart`(_ token: String, _ check: Check) throws {
        #expect(try refusal(of: token) == check)
    }

    @Test func `surroundings of a token aren't skipped`() throws {
        let token = try Minting.compact(#"{"alg":"HS256"}"#)
        for changed in [
            " " + token, token + " ", token + "\n", token + "=", token + ".", "Bearer " + token, token + "\u{0}",
        ] {
            #expect(try refusal(of: changed) != nil, "\(changed)")
        }
    }

    @Test func `many signatures and members cost no more than their size`() throws {
        // Headers with thousands of members each, which once were compared pair by pair.
        let protected = (0..<1400).map { #""a\#($0)":0"# }.joined(separator: ",")
        let unprotected = (0..<15_000).map { #""c\#($0)":0"# }.joined(separator: ",")
        let members = try Minting.members(#"{"alg":"HS256",\#(protected)}"#)
        let check = try refusal(of: #"{"payload":"e30","header":{\#(unprotected)},\#(members)}"#)
        #expect(check == nil)
    }

    @Test func `a private key in the header is refused before anything is computed`() throws {
        let n = String(repeating: "_", count: 2730)
        for jwk in [#"{"kty":"RSA","n":"\#(n)","e":"AQAB","d":"\#(n)"}"#, SampleKeys.secretJWK] {
            #expect(try refusal(of: Minting.compact(#"{"alg":"HS256","jwk":\#(jwk)}"#)) == .keyEmbedded)
        }
    }
}

extension SampleKeys {
    fileprivate static var secretJWK: String { JWK(secret: secret).privateJSON }
}
