import JWTConformance
import Testing

@Suite struct FeatureTests {
    private func question(
        _ token: String,
        key: KeyMaterial = .none,
        policy: VerificationPolicy = VerificationPolicy(algorithms: .implementationDefault),
        detached: Octets? = nil
    ) -> Question {
        Question(content: .bytes, token: .text(token), key: key, policy: policy, detachedPayload: detached)
    }

    @Test(arguments: [
        ("a.b.c", ["compact"]),
        ("", ["compact"]),
        (#"{"payload":"","protected":"","signature":""}"#, ["flattened"]),
        (#"{"protected":"","recipients":[]}"#, ["general"]),
        (" \n\t{\"payload\":\"\",\"signatures\":[]}", ["general"]),
        // {"alg":"HS256","b64":false,"crit":["b64"]}
        ("eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19.$.c", ["compact", "unencoded"]),
        // {"alg":"HS256","b64":true,"crit":["b64"]}
        ("eyJhbGciOiJIUzI1NiIsImI2NCI6dHJ1ZSwiY3JpdCI6WyJiNjQiXX0.e30.c", ["compact", "unencoded"]),
        (
            #"{"protected" : "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19"}"#,
            ["flattened", "unencoded"]
        ),
        ("{", ["flattened"]),
        (#"{"protected"#, ["flattened"]),
        (#"{"protected":7}"#, ["flattened"]),
    ])
    func `the serialization follows from the text`(token: String, names: [String]) {
        let features = question(token).features.map(\.name).filter { $0.hasPrefix("serialization:") }
        #expect(features == names.map { "serialization:\($0)" })
    }

    @Test func `a verifier of claims can get JSON`() {
        var asked = question(#"{"payload":"","signatures":[]}"#)
        asked.content = .claims
        #expect(asked.features.map(\.name).contains("serialization:compact"))
        #expect(!asked.features.map(\.name).contains("serialization:general"))
    }

    @Test func `every set member of the policy is a feature`() {
        var policy = VerificationPolicy(["ES256", "HS256"])
        policy.now = 1
        policy.issuer = "i"
        let features = question("a..c", key: .text("k"), policy: policy, detached: Octets([])).features.map(\.name)
        #expect(
            features == [
                "algorithm:ES256", "algorithm:HS256", "serialization:compact", "serialization:detached", "key:text",
                "content:bytes", "policy:algorithms", "policy:now", "policy:issuer",
            ]
        )
    }

    @Test func `the policy default needs the capability unpinned`() {
        let features = question("a.b.c").features
        #expect(features.map(\.name) == ["serialization:compact", "key:none", "content:bytes", "policy:unpinned"])
    }

    @Test func `a sequence needs sequences`() {
        var asked = question("a.b.c")
        asked.sequence = "replay"
        #expect(asked.features.last == .sequences)
        #expect(Capabilities(algorithms: [], policy: [], sequences: true).declares(.sequences))
    }

    @Test func `declared features are found`() {
        let capabilities = Capabilities(algorithms: ["ES256"], keys: ["pem"], policy: ["algorithms"], clock: .injected)
        #expect(capabilities.declares(Feature("algorithm:ES256")))
        #expect(!capabilities.declares(Feature("algorithm:ES256K")))
        #expect(capabilities.declares(Feature("policy:now")))
        #expect(capabilities.declares(.injectedClock))
        #expect(!Capabilities(algorithms: [], policy: [], clock: .system).declares(.injectedClock))
        #expect(!capabilities.declares(Feature("policy:issuer")))
        #expect(!capabilities.declares(Feature("nonsense")))
        #expect(!capabilities.declares(Feature("nonsense:compact")))
    }

    @Test func `PEM is used if JWK isn't declared`() {
        let capabilities = Capabilities(algorithms: [], keys: ["pem"], policy: ["unpinned"])
        let jwk = JSONValue.object(["kty": .string("EC")])
        #expect(capabilities.firstUndeclared(of: question("a.b.c", key: .jwk(jwk, pem: "-----BEGIN"))) == nil)
        #expect(capabilities.firstUndeclared(of: question("a.b.c", key: .jwk(jwk, pem: nil))) == .key("jwk"))
    }
}
