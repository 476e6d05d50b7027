import ReferenceJOSE
import StrictJSON
import Testing

/// A policy's change, a claims set, and the check that refuses it.
struct ClaimsCase: Sendable, CustomTestStringConvertible {
    let name: String
    let claims: String
    let check: Check?
    let change: @Sendable (inout TokenPolicy) -> Void

    var testDescription: String { "\(name): \(claims)" }

    static func cases(
        _ name: String,
        _ table: [(String, Check?)],
        _ change: @escaping @Sendable (inout TokenPolicy) -> Void
    ) -> [ClaimsCase] {
        table.map { ClaimsCase(name: name, claims: $0.0, check: $0.1, change: change) }
    }

    private static let times: [ClaimsCase] =
        cases(
            "now 1000",
            [
                (#"{"exp":1001}"#, nil), (#"{"exp":1000}"#, .expired), (#"{"exp":1000.5}"#, nil),
                (#"{"exp":999}"#, .expired),
                (#"{"nbf":1000}"#, nil), (#"{"nbf":1001}"#, .notYetValid), (#"{"nbf":1000.5}"#, .notYetValid),
                (#"{"iat":1000}"#, nil), (#"{"iat":1001}"#, .issuedInFuture), ("{}", nil), (#"{"exp":0}"#, .expired),
                (#"{"exp":-1}"#, .expired), (#"{"exp":1e308}"#, nil), (#"{"exp":-1e308}"#, .expired),
                (#"{"nbf":-1e308}"#, nil),
                (#"{"exp":9223372036854775808}"#, nil), (#"{"nbf":9223372036854775808}"#, .notYetValid),
                (#"{"exp":12345678901234567890123}"#, nil), (#"{"exp":1e400}"#, .jsonNumberRange),
                (#"{"exp":"2000"}"#, .numericDateType), (#"{"exp":null}"#, .numericDateType),
                (#"{"nbf":true}"#, .numericDateType),
                (#"{"iat":[1]}"#, .numericDateType), (#"{"exp":{}}"#, .numericDateType), (#"{"Exp":1}"#, nil),
            ]
        ) { $0.now = 1000 }
        + cases(
            "now 1000.5",
            [
                (#"{"exp":1000.5}"#, .expired), (#"{"exp":1000.4}"#, .expired), (#"{"exp":1000}"#, .expired),
                (#"{"exp":1000.6}"#, nil), (#"{"exp":1001}"#, nil), (#"{"nbf":1000.5}"#, nil),
                (#"{"nbf":1000.4}"#, nil),
                (#"{"nbf":1000.6}"#, .notYetValid), (#"{"nbf":1001}"#, .notYetValid), (#"{"iat":1000.5}"#, nil),
                (#"{"iat":1000.6}"#, .issuedInFuture),
            ]
        ) { $0.now = 1000.5 }
        + cases(
            "three issuers",
            [
                (#"{"iss":"a"}"#, nil), (#"{"iss":"b"}"#, nil), (#"{"iss":"c"}"#, nil), (#"{"iss":"d"}"#, .issuer),
                (#"{"iss":"a,b"}"#, .issuer), (#"{"iss":""}"#, .issuer), (#"{"iss":["a"]}"#, .issuerType),
                ("{}", .requiredClaims),
            ]
        ) { $0.issuers = ["a", "b", "c"] }
        + cases(
            "three recipients",
            [
                (#"{"aud":"a"}"#, nil), (#"{"aud":"c"}"#, nil), (#"{"aud":["x","b"]}"#, nil),
                (#"{"aud":["c","a"]}"#, nil),
                (#"{"aud":"d"}"#, .audience), (#"{"aud":["x","y"]}"#, .audience), (#"{"aud":[]}"#, .audience),
                (#"{"aud":"a b"}"#, .audience), (#"{"aud":[["a"]]}"#, .audienceType), ("{}", .requiredClaims),
            ]
        ) { $0.audiences = ["a", "b", "c"] }
        + cases(
            "now 1000, leeway 60",
            [
                (#"{"exp":941}"#, nil), (#"{"exp":940}"#, .expired), (#"{"nbf":1060}"#, nil),
                (#"{"nbf":1061}"#, .notYetValid),
                (#"{"iat":1060}"#, nil), (#"{"iat":1061}"#, .issuedInFuture), (#"{"exp":-1e308}"#, .expired),
            ]
        ) {
            $0.now = 1000
            $0.leeway = 60
        }
        + cases("no time", [(#"{"exp":1,"nbf":1e300,"iat":1e300}"#, nil), (#"{"exp":"1"}"#, .numericDateType)]) { _ in }
        + cases(
            "maximum age 100, leeway 5",
            [
                (#"{"iat":895}"#, nil), (#"{"iat":894}"#, .maximumAge), ("{}", .requiredClaims),
                (#"{"iat":-1e308}"#, .maximumAge),
            ]
        ) {
            $0.now = 1000
            $0.leeway = 5
            $0.maximumAge = 100
        }
        + cases(
            "maximum lifetime 100",
            [
                (#"{"iat":5,"exp":105}"#, nil), (#"{"iat":5,"exp":105.5}"#, .maximumLifetime),
                (#"{"iat":5}"#, .requiredClaims),
                (#"{"exp":5}"#, .requiredClaims), (#"{"iat":-1e308,"exp":1e308}"#, .maximumLifetime),
                (#"{"iat":9,"exp":5}"#, nil),
            ]
        ) { $0.maximumLifetime = 100 }
        + cases(
            "expected a and b",
            [
                (#"{"a":"1","b":"2"}"#, nil), (#"{"b":"2","a":"1","c":"3"}"#, nil), (#"{"a":"1"}"#, .requiredClaims),
                (#"{"a":"1","b":"3"}"#, .expectedClaims), (#"{"a":1,"b":"2"}"#, .expectedClaims),
                (#"{"a":["1"],"b":"2"}"#, .expectedClaims), (#"{"a":null,"b":"2"}"#, .expectedClaims),
                (#"{"a":"1 ","b":"2"}"#, .expectedClaims),
            ]
        ) { $0.expectedClaims = ["a": "1", "b": "2"] }

    private static let parties: [ClaimsCase] =
        cases(
            "issuer",
            [
                (#"{"iss":"https://issuer.example"}"#, nil), (#"{"iss":"https://issuer.example/"}"#, .issuer),
                ("{}", .requiredClaims),
                (#"{"iss":"HTTPS://issuer.example"}"#, .issuer), (#"{"iss":["https://issuer.example"]}"#, .issuerType),
                (#"{"iss":null}"#, .issuerType), (#"{"iss":""}"#, .issuer),
            ]
        ) { $0.issuer = "https://issuer.example" }
        + cases(
            "composed issuer",
            [("{\"iss\":\"e\u{301}\"}", .issuer), ("{\"iss\":\"\u{E9}\"}", nil), (#"{"iss":"\u00e9"}"#, nil)]
        ) {
            $0.issuer = "\u{E9}"
        }
        + cases(
            "audience",
            [
                (#"{"aud":"me"}"#, nil), (#"{"aud":["you","me"]}"#, nil), (#"{"aud":[]}"#, .audience),
                (#"{"aud":"you"}"#, .audience),
                (#"{"aud":"me "}"#, .audience), (#"{"aud":"Me"}"#, .audience), ("{}", .requiredClaims),
                (#"{"aud":1}"#, .audienceType),
                (#"{"aud":["me",1]}"#, .audienceType), (#"{"aud":{"me":1}}"#, .audienceType),
                (#"{"aud":[["me"]]}"#, .audienceType),
                (#"{"aud":null}"#, .audienceType), (#"{"aud":"me,you"}"#, .audience),
            ]
        ) { $0.audience = "me" }
        + cases(
            "subject",
            [
                (#"{"sub":"s"}"#, nil), (#"{"sub":"S"}"#, .subject), ("{}", .requiredClaims),
                (#"{"sub":1}"#, .subjectType),
            ]
        ) { $0.subject = "s" }
        + cases(
            "required",
            [(#"{"x":null,"exp":1}"#, nil), (#"{"x":1}"#, .requiredClaims), (#"{"X":1,"exp":1}"#, .requiredClaims)]
        ) { $0.requiredClaims = ["x", "exp"] }
        + cases(
            "deny list",
            [
                (#"{"jti":"a"}"#, .revoked), (#"{"jti":"b"}"#, nil), ("{}", .requiredClaims),
                (#"{"jti":1}"#, .tokenIDType),
            ]
        ) {
            $0.denyList = FixedDenyList(["a"])
        }

    private static let shapes: [ClaimsCase] = cases(
        "nothing",
        [
            ("{}", nil), ("[]", .claimsObject), ("null", .claimsObject), (#""{}""#, .claimsObject),
            ("1", .claimsObject),
            ("", .jsonGrammar), ("{", .jsonGrammar), ("{} {}", .jsonTrailingOctets),
            (#"{"a":1,"a":2}"#, .jsonDuplicateMember),
            (#"{"exp":1,"\u0065xp":2}"#, .jsonDuplicateMember), ("{\"exp\":1\u{0}}", .jsonNUL),
            ("\u{FEFF}{}", .jsonByteOrderMark),
            ("{'a':1}", .jsonGrammar), (#"{"a":NaN}"#, .jsonGrammar), (#"{"sub":1}"#, .subjectType),
            (#"{"jti":[]}"#, .tokenIDType),
        ]
    ) { _ in }

    static let all = times + parties + shapes
}

struct ClaimsTests {
    @Test(arguments: ClaimsCase.all)
    func `each rule to its boundary`(_ sample: ClaimsCase) throws {
        var policy = TokenPolicy(algorithms: [.hs256])
        sample.change(&policy)
        #expect(try refusal(of: Minting.compact(#"{"alg":"HS256"}"#, sample.claims), policy: policy) == sample.check)
    }

    @Test(arguments: ["JWT", "jwt", "application/jwt", "application/JWT"])
    func `a further token inside is told apart`(_ type: String) throws {
        let policy = TokenPolicy(algorithms: [.hs256])
        #expect(
            try refusal(of: Minting.compact(#"{"alg":"HS256","cty":"\#(type)"}"#, "a.b.c"), policy: policy)
                == .claimsNested
        )
    }

    @Test func `what is signed once isn't taken twice, and what is refused isn't remembered`() throws {
        var policy = TokenPolicy(algorithms: [.hs256])
        policy.now = 1000
        policy.rules = [RefusingRule(understoodCritical: [], name: "bad")]
        let memory = UnboundedReplayMemory(seen: ["old"])
        policy.replayMemory = memory
        let expired = try Minting.compact(#"{"alg":"HS256"}"#, #"{"jti":"j","exp":1}"#)
        let ruledOut = try Minting.compact(#"{"alg":"HS256"}"#, #"{"jti":"j","bad":1}"#)
        let good = try Minting.compact(#"{"alg":"HS256"}"#, #"{"jti":"j"}"#)
        let forged = good.dropLast() + (good.hasSuffix("A") ? "E" : "A")
        let old = try Minting.compact(#"{"alg":"HS256"}"#, #"{"jti":"old"}"#)
        #expect(try refusal(of: expired, policy: policy) == .expired)
        #expect(try refusal(of: ruledOut, policy: policy) == .rule)
        #expect(try refusal(of: String(forged), policy: policy)?.code == .signature)
        #expect(try refusal(of: good, policy: policy) == nil)
        #expect(try refusal(of: good, policy: policy) == .replayed)
        #expect(try refusal(of: old, policy: policy) == .replayed)
        policy.denyList = FixedDenyList(["k"])
        let revoked = try Minting.compact(#"{"alg":"HS256"}"#, #"{"jti":"k"}"#)
        #expect(try refusal(of: revoked, policy: policy) == .revoked)
        #expect(memory.isFirstUse(tokenID: "k", expires: nil))
        #expect(!memory.isFirstUse(tokenID: "j", expires: nil))
    }

    @Test func `rules compose, and crit is what all of them understand`() throws {
        var policy = TokenPolicy(algorithms: [.hs256])
        policy.understoodCritical = ["a"]
        policy.rules = [
            RefusingRule(understoodCritical: ["b"], name: "x"), RefusingRule(understoodCritical: ["c"], name: "y"),
        ]
        let header = #"{"alg":"HS256","crit":["a","b","c"],"a":1,"b":1,"c":1}"#
        #expect(try refusal(of: Minting.compact(header), policy: policy) == nil)
        #expect(try refusal(of: Minting.compact(header, #"{"x":1}"#), policy: policy) == .rule)
        #expect(try refusal(of: Minting.compact(header, #"{"y":1}"#), policy: policy) == .rule)
        policy.rules.removeLast()
        #expect(try refusal(of: Minting.compact(header), policy: policy) == .critUnderstood)
        policy.content = .bytes
        policy.rules = [RefusingRule(understoodCritical: ["b", "c"], name: "x")]
        #expect(try refusal(of: Minting.compact(header, #"{"x":1}"#), policy: policy) == nil)
    }

    @Test func `an accepted token hands out what was signed`() throws {
        let claims = #" {"sub":"s", "n": 1.0} "#
        let verifier = try TokenVerifier(
            keys: JWKSet([JWK(secret: SampleKeys.secret)]),
            policy: TokenPolicy(algorithms: [.hs256])
        )
        guard case .accepted(let token) = try verifier.verify(Minting.compact(#"{"alg":"HS256","kid":"k"}"#, claims))
        else {
            Issue.record("refused")
            return
        }
        #expect(token.payload == Array(claims.utf8))
        #expect(token.claims?["sub"] == .string("s"))
        #expect(token.headers.map { $0["kid"] } == [.string("k")])
    }
}

private struct RefusingRule: PolicyRule {
    let understoodCritical: Set<String>
    let name: String

    func rejection(of header: JOSEHeader, claims: JSONMembers?) -> String? {
        claims?[name] == nil ? nil : "\(name) is there"
    }
}
