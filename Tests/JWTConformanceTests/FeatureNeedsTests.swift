import JWTConformance
import Testing

/// What an answer `unsupported` may name.
@Suite struct FeatureNeedsTests {
    private static let secret = JSONValue.object(["kty": .string("oct"), "k": .string("AQIDBA")])
    private static let ec = JSONValue.object([
        "kty": .string("EC"), "crv": .string("P-256"), "x": .string("AQID"), "y": .string("AQID"),
    ])

    private static func vector(
        _ token: String = "eyJhbGciOiJIUzI1NiJ9.e30.AA",
        key: KeyMaterial = .jwk(secret, pem: nil),
        content: Question.Content = .bytes,
        _ change: (inout VerificationPolicy) -> Void = { _ in }
    ) -> Vector {
        var policy = VerificationPolicy(["HS256"])
        change(&policy)
        let question = Question(content: content, token: .text(token), key: key, policy: policy)
        return Vector(id: "v/a", summary: "", question: question, expectation: .reject)
    }

    @Test(arguments: [
        "q", "", "algorithm:", "algorithm:ES256", "nonsense:HS256", "key", "key:jwks", "policy:issuer", "policy:now",
        "key:jwk-purpose", "key:malformed-jwk", "policy:several-algorithms", "token:nul", "sign:payload",
        "operation:sign",
        "sequences", "ALGORITHM:HS256", "algorithm:HS256 ",
    ])
    func `a plain question doesn't need it`(_ name: String) {
        #expect(!Self.vector().needs(Feature(name)))
    }

    @Test(arguments: [
        ("algorithm:HS256", vector()), ("serialization:compact", vector()), ("operation:verify", vector()),
        ("key:jwk", vector()), ("key:jwk-without-pem", vector()), ("route:key", vector()),
        ("key:jwk-without-secret", vector(key: .jwk(ec, pem: "x"))),
        ("algorithm:ES256", vector(key: .jwk(ec, pem: "x"))),
        (
            "key:jwk-purpose",
            vector(key: .jwk(.object(["kty": .string("oct"), "k": .string("AQ"), "use": .string("sig")]), pem: nil))
        ),
        ("key:malformed-jwk", vector(key: .jwk(.object(["kty": .string("oct"), "k": .string("?")]), pem: nil))),
        ("key:malformed-jwk", vector(key: .jwk(.object(["kty": .string("oct")]), pem: nil))),
        ("policy:several-algorithms", vector { $0.algorithms = .only(["HS256", "ES256"]) }),
        ("policy:requiredClaims:jti", vector { $0.requiredClaims = ["jti"] }),
        ("policy:type-of-bytes", vector { $0.type = "JWT" }),
        ("clock:injected", vector(content: .claims) { $0.now = 1 }),
        // The token's own algorithm, where none is pinned.
        ("algorithm:HS256", vector { $0.algorithms = .implementationDefault }),
        ("token:header", vector("a b.c.d")), ("token:nul", vector("a\0.b.c")), ("token:cookie", vector("a;b.c.d")),
    ])
    func `a question needs it`(_ name: String, _ vector: Vector) {
        #expect(vector.needs(Feature(name)))
    }

    @Test(
        arguments: [
            (
                ["alg": .string("HS256")], ["sign:payload", "operation:sign", "algorithm:HS256"],
                ["sign:alg", "sign:header"]
            ),
            (["alg": .integer(1), "typ": .string("x")], ["sign:alg", "sign:header", "sign:typ"], ["sign:kid"]),
        ] as [([String: JSONValue], [String], [String])]
    )
    func `a request to sign needs it`(_ header: [String: JSONValue], _ needed: [String], _ others: [String]) {
        let request = SignRequest(
            header: .object(header),
            payload: Octets(utf8: "{}"),
            key: .jwk(Self.secret, pem: nil)
        )
        let vector = Vector(
            id: "sign/a",
            summary: "",
            signing: SigningTask(request, verification: .none),
            expectation: .accept(payload: Octets([]))
        )
        for name in needed { #expect(vector.needs(Feature(name)), "\(name)") }
        for name in others { #expect(!vector.needs(Feature(name)), "\(name)") }
    }

    /// Says the same to everything.
    private struct Mute: Verifier {
        let feature: String
        let capabilities: Capabilities?
        var profile: ImplementationProfile {
            ImplementationProfile(name: "mute", version: "1", language: "Swift", capabilities: capabilities)
        }

        func answer(_ question: Question) async throws(VerifierFault) -> Answer { .unsupported(feature: feature) }
    }

    private static let declared = Capabilities(algorithms: ["HS256"], policy: ["algorithms"])

    @Test(
        arguments: [
            ("q", declared, Verdict.brokenClaim), ("algorithm:HS256", declared, .brokenClaim),
            ("key:jwk-purpose", declared, .brokenClaim), ("key:jwk-without-pem", declared, .skipped),
            ("algorithm:HS256", nil, .skipped), ("q", nil, .brokenClaim),
        ] as [(String, Capabilities?, Verdict)]
    )
    func `a feature that isn't needed is a broken claim, and says why`(
        _ feature: String,
        _ capabilities: Capabilities?,
        _ verdict: Verdict
    ) async {
        for expectation in [
            Expectation.reject, .accept(payload: Octets([])), .either(why: "", payload: nil, strict: nil),
        ] {
            var vector = Self.vector()
            vector = Vector(id: "v/a", summary: "", question: vector.question, expectation: expectation)
            let result = await vector.verdict(of: Mute(feature: feature, capabilities: capabilities))
            if feature == "algorithm:HS256", capabilities != nil, case .either = expectation { continue }
            #expect(result.verdict == verdict)
            let isMadeUp = verdict == .brokenClaim && feature != "algorithm:HS256"
            #expect((result.detail ?? "").contains("isn't a feature that this vector needs") == isMadeUp)
        }
    }

    @Test func `a run that asked nothing of a declared algorithm, or nothing at all, isn't as expected`() async throws {
        let runner = Runner()
        func deviations(_ verifier: Mute, _ vectors: [Vector]) async -> [String?] {
            let named = NamedVerifier(label: "m", verifier: verifier)
            let run = await runner.run(vectors, verifiers: [named]).implementations[0]
            return run.deviations.map { $0.kind == .unasked ? $0.feature ?? "nothing" : $0.kind.rawValue }
        }
        let mute = Mute(feature: "key:jwk-without-pem", capabilities: Self.declared)
        #expect(await deviations(mute, [Self.vector()]) == ["nothing"])
        var other = Self.declared
        other.algorithms = ["HS256", "ES256", "PS256"]
        let ecVector = Vector(
            id: "v/ec",
            summary: "",
            question: Question(
                content: .bytes,
                token: .text("a.b.c"),
                key: .jwk(Self.ec, pem: "x"),
                policy: VerificationPolicy(["ES256"])
            ),
            expectation: .reject
        )
        // HS256 is skipped by its key, ES256 gets a wrong answer, and no vector is about PS256.
        let partly = Mute(feature: "key:jwk-without-pem", capabilities: other)
        #expect(await deviations(partly, [Self.vector(), ecVector]) == ["unexpected", "algorithm:HS256"])
    }

    @Test func `a skip that a baseline lists is no silence`() async throws {
        let named = NamedVerifier(
            label: "m",
            verifier: Mute(feature: "key:jwk-without-pem", capabilities: Self.declared)
        )
        let document = await Runner().run([Self.vector()], verifiers: [named])
        let entry = Baseline.Entry(pattern: VectorPattern("*"), verdict: .skipped, reason: "takes PEM")
        let judged = document.judged(by: [Baseline(entries: [entry])], corpus: ["v/a"])
        #expect(judged.implementations[0].deviations == [])
        #expect(document.implementations[0].hasAskedNothing)
    }
}
