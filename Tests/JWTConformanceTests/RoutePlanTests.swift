import FoundationEssentials
import JWTConformance
import Testing

/// Which keys and policies a gateway is worth setting up with.
@Suite struct RoutePlanTests {
    private static let key = JSONValue.object(["kty": .string("oct"), "k": .string("AQID")])
    private static let record = KeyRecord(
        id: "keys/a",
        summary: "",
        verification: key,
        signing: key,
        pem: "-----BEGIN",
        signingPEM: nil
    )

    private static func vector(
        _ id: String,
        token: String = "a.b.c",
        key: KeyMaterial = .jwk(key, pem: nil),
        label: String? = "keys/a",
        content: Question.Content = .bytes,
        margin: Int64? = nil,
        _ change: (inout VerificationPolicy) -> Void = { _ in }
    ) -> Vector {
        var policy = VerificationPolicy(["HS256"])
        change(&policy)
        let recipe = MintRecipe(key: Self.key, header: "{}", claims: "{}", margin: margin)
        return Vector(
            id: id,
            summary: "",
            question: Question(content: content, token: .text(token), key: key, policy: policy),
            recipe: policy.now == nil ? nil : recipe,
            expectation: .reject,
            keyLabel: label
        )
    }

    private static func plan(
        _ vectors: [Vector],
        policy: [String] = ["algorithms", "now", "requiredClaims"],
        limit: Int? = nil
    ) -> RoutePlan {
        let capabilities = Capabilities.gateway(algorithms: ["HS256"], policy: policy, keys: ["jwk", "jwks"])
        return RoutePlan(vectors, keys: [record.id: record], capabilities: capabilities, limit: limit)
    }

    @Test func `the route with the most vectors comes first`() {
        let plan = Self.plan([
            Self.vector("one", content: .claims), Self.vector("two"), Self.vector("three"),
        ])
        #expect(plan.routes.map(\.vectors) == [["two", "three"], ["one"]])
        #expect(plan.routes.map(\.keyID) == ["keys/a", "keys/a"])
        #expect(plan.vectors == 3)
    }

    @Test func `between equals the order of the vectors decides`() {
        let vectors = ["z", "a", "m"].map { name in
            Self.vector(name) { $0.requiredClaims = [name] }
        }
        #expect(Self.plan(vectors).routes.map(\.vectors) == [["z"], ["a"], ["m"]])
    }

    @Test func `what is left out is counted`() {
        let plan = Self.plan([Self.vector("one"), Self.vector("two", content: .claims)], limit: 1)
        #expect(plan.vectors == 1)
        #expect(plan.askable == 2)
        #expect(plan.routesForAll == 2)
    }

    /// A key with and without its PEM form, two times, and two orders of a list are for one route.
    @Test func `questions that a gateway can't distinguish share a route`() {
        let plan = Self.plan([
            Self.vector("one", key: .jwk(Self.key, pem: "-----BEGIN")) { policy in
                policy.requiredClaims = ["a", "b"]
                policy.now = 1
            },
            Self.vector("two") { policy in
                policy.requiredClaims = ["b", "a"]
                policy.now = 2
            },
        ])
        #expect(plan.routes.map(\.vectors) == [["one", "two"]])
    }

    /// By a clock that runs, and over HTTP, not everything can be asked.
    @Test(arguments: [
        (vector("too-close", margin: 1) { $0.now = 1 }, false), (vector("far", margin: 90) { $0.now = 1 }, true),
        (vector("any-time") { $0.now = 1 }, true), (vector("subject") { $0.subject = "a" }, false),
        (vector("another-algorithm") { $0.algorithms = .only(["ES256"]) }, false),
        (vector("unpinned") { $0.algorithms = .implementationDefault }, false),
        (vector("json", token: #"{"payload":"","signature":""}"#), false), (vector("text", key: .text("k")), false),
        (vector("set", key: .jwkSet(.object(["keys": .array([])]))), true),
    ])
    func whatCannotBeAskedIsNotPlanned(_ vector: Vector, _ isAskable: Bool) {
        #expect(Self.plan([vector]).askable == (isAskable ? 1 : 0))
    }

    /// What a step of a sequence needs is more than one route, so it isn't counted.
    @Test func `a step of a sequence is not counted`() {
        var question = Self.vector("").question
        question.sequence = "s/one"
        let step = Vector(id: "step", summary: "", question: question, predecessors: [question], expectation: .reject)
        #expect(Self.plan([Self.vector("one"), step]).routes.map(\.vectors) == [["one"]])
    }

    /// No two routes have one path, and no key another's file, whatever algorithms are called.
    @Test func `paths are distinct`() throws {
        func set(_ text: String) -> KeyMaterial { .jwkSet(.object(["keys": .array([.string(text)])])) }
        func named(_ name: String, _ key: KeyMaterial, _ algorithm: String) -> Vector {
            Self.vector(name, key: key, label: nil) { $0.algorithms = .only([algorithm]) }
        }
        let capabilities = Capabilities.gateway(algorithms: ["A", "A-2"], policy: ["algorithms"], keys: ["jwks"])
        let vectors = [named("1", set("a"), "A-2"), named("2", set("b"), "A"), named("3", set("c"), "A")]
        let plan = RoutePlan(vectors, keys: [:], capabilities: capabilities)
        let draft = try GatewayDraft(plan, keys: [:])
        #expect(draft.files.map(\.path) == ["keys/a-2.jwks", "keys/a.jwks", "keys/a-3.jwks", "gateway.json"])
        let document = try JSONDecoder().decode(JSONValue.self, from: Data(try #require(draft.files.last).content))
        let urls = try #require(document["routes"]?.arrayValue).map { $0["url"]?.stringValue }
        #expect(urls == ["/a-2", "/a", "/a-3"])
    }

    @Test func `a draft names keys and writes them`() throws {
        let set = JSONValue.object(["keys": .array([Self.key])])
        let plan = Self.plan([
            Self.vector("one"), Self.vector("two", content: .claims) { $0.now = 7 },
            Self.vector("three", key: .jwkSet(set), label: "group"),
        ])
        let draft = try GatewayDraft(plan, keys: [Self.record.id: Self.record])
        #expect(
            draft.files.map(\.path) == [
                "keys/a.jwk", "keys/a.jwks", "keys/a.pem", "keys/a.secret", "keys/hs256-2.jwks", "gateway.json",
            ]
        )
        #expect(draft.files[3].content == [1, 2, 3])
        let document = try JSONDecoder().decode(JSONValue.self, from: Data(try #require(draft.files.last).content))
        let routes = try #require(document["routes"]?.arrayValue)
        #expect(routes.map { $0["url"] } == [.string("/hs256"), .string("/hs256-now"), .string("/hs256-2")])
        #expect(routes[0]["key"] == .object(["ref": .string("keys/a")]))
        #expect(routes[1]["policy"]?["now"] == .bool(true))
        #expect(routes[2]["key"]?["jwks"] == set)
    }
}
