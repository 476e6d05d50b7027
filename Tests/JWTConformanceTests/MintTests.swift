import FoundationEssentials
import JWTConformance
import Synchronization
import Testing

/// A minter whose tokens can be read: the claims as they are.
private struct PlainMinter: Minter {
    func token(over payload: Octets, header: String, key: JSONValue) throws(MintError) -> String {
        guard key != .null else { throw MintError("no key") }
        return payload.utf8 ?? ""
    }
}

@Suite struct MintTests {
    private static let frozen: Int64 = 1_767_225_600

    private func vector(
        _ id: String,
        _ claims: String,
        margin: Int64? = nil,
        key: JSONValue = .string("k"),
        expect: Expectation = .reject
    ) -> Vector {
        var policy = VerificationPolicy(["HS256"])
        policy.now = Self.frozen
        return Vector(
            id: id,
            summary: "a sample",
            question: Question(content: .claims, token: .text("frozen"), key: .none, policy: policy),
            recipe: MintRecipe(key: key, header: #"{"alg":"HS256"}"#, claims: claims, margin: margin),
            expectation: expect
        )
    }

    private func capabilities(_ clock: Capabilities.Clock) -> Capabilities {
        Capabilities(algorithms: ["HS256"], keys: ["none"], policy: ["algorithms"], clock: clock)
    }

    private func run(
        _ vectors: [Vector],
        _ verifier: FakeVerifier,
        minter: (any Minter)? = PlainMinter()
    ) async
        -> ImplementationRun
    {
        let candidate = NamedVerifier(label: "it", verifier: verifier)
        return await Runner(minter: minter).run(vectors, verifiers: [candidate]).implementations[0]
    }

    @Test(arguments: [
        (#"{"exp":${now+60}}"#, #"{"exp":160}"#), (#"{"exp":${now-60}}"#, #"{"exp":40}"#),
        (#"{"exp":${now}.5}"#, #"{"exp":100.5}"#), (#"{"a":${now},"b":"${now-1}"}"#, #"{"a":100,"b":"99"}"#),
        (#"{"a":"$now {}"}"#, #"{"a":"$now {}"}"#), ("{}", "{}"),
    ])
    func `times are relative to now`(claims: String, payload: String) {
        #expect(MintRecipe(key: .null, header: "", claims: claims).payload(at: 100) == Octets(utf8: payload))
    }

    @Test(arguments: ["${now+}", "${now*2}", "${now", "${now+1e3}", "${then}", "${now + 1}", "${now+99999999999}"])
    func `an unknown placeholder is rejected`(claims: String) {
        #expect(MintRecipe(key: .null, header: "", claims: claims).payload(at: 100) == nil)
    }

    @Test func `the token is made for the clock`() async throws {
        let claims = Octets(utf8: #"{"exp":160}"#)
        let plain = vector("v/a", #"{"exp":${now+60}}"#, margin: 59, expect: .accept(payload: Octets(utf8: "frozen")))
        let minted = try plain.minted(by: PlainMinter(), now: 100)
        #expect(minted.question.token == .text(#"{"exp":160}"#))
        #expect(minted.question.policy.now == 100)
        #expect(minted.expectation == .accept(payload: claims))
        #expect(minted.id == plain.id)
    }

    @Test func `a system clock gets a token for the current time`() async {
        let before = Int64(Date.now.timeIntervalSince1970)
        let tokens = Mutex<[String]>([])
        let verifier = FakeVerifier(capabilities: capabilities(.system)) { token, _ in
            tokens.withLock { $0.append(token) }
            return .accept(payload: Octets(utf8: token))
        }
        let vectors = [
            vector("v/ahead", #"{"exp":${now+60}}"#, margin: 59, expect: .accept(payload: Octets(utf8: "frozen"))),
            vector("v/past", #"{"exp":${now-60}}"#, margin: 60), vector("v/edge", #"{"exp":${now}}"#, margin: 4),
        ]
        let run = await run(vectors, verifier)
        #expect(run.cases.map(\.verdict) == [.pass, .bypass, .skipped])
        #expect(run.summary.skippedFeatures == ["clock:injected": 1])
        #expect(run.cases[2].detail == "the answer changes within 5 s, too close for a system clock")
        #expect(run.cases[1].detail?.hasPrefix(#"asked with a token for the current time: {"exp":"#) == true)
        #expect(run.cases[0].detail == nil)
        let asked = tokens.withLock { $0 }
        #expect(asked.count == 3, "the bypass is asked twice, with the token that it was asked with first")
        #expect(asked[1] == asked[2])
        let time = asked[0].dropFirst(7).dropLast()
        let after = Int64(Date.now.timeIntervalSince1970)
        #expect((before + 60...after + 60).contains(Int64(time) ?? 0), "\(asked)")
    }

    @Test func `an answer in the next second is the same answer`() async {
        let verifier = FakeVerifier(capabilities: capabilities(.system)) { token, _ in
            try? await Task.sleep(for: .seconds(1.1))
            return .accept(payload: Octets(utf8: token))
        }
        let run = await run([vector("v/past", #"{"exp":${now-60}}"#, margin: 60)], verifier)
        #expect(run.cases.map(\.verdict) == [.bypass])
    }

    @Test func `a clock that can be set gets the frozen token`() async {
        let verifier = FakeVerifier(capabilities: capabilities(.injected)) { _, _ in .reject(reason: nil, detail: nil) }
        let run = await run([vector("v/edge", #"{"exp":${now}}"#, margin: 0)], verifier)
        #expect(run.cases.map(\.verdict) == [.pass])
        #expect(verifier.timesAsked("frozen") == 1)
    }

    @Test func `without a minter, vectors about time are skipped`() async {
        let verifier = FakeVerifier(capabilities: capabilities(.system)) { _, _ in .reject(reason: nil, detail: nil) }
        let vectors = [vector("v/past", #"{"exp":${now-60}}"#)]
        #expect(await run(vectors, verifier, minter: nil).summary.skippedFeatures == ["policy:now": 1])
        #expect(await vectors[0].verdict(of: verifier).feature == Feature("policy:now"))
        #expect(await vectors[0].verdict(of: verifier, minter: PlainMinter()).verdict == .pass)
    }

    @Test func `a further feature that is missing is the reason`() async {
        var capabilities = capabilities(.system)
        capabilities.algorithms = []
        let verifier = FakeVerifier(capabilities: capabilities) { _, _ in .reject(reason: nil, detail: nil) }
        let run = await run([vector("v/past", #"{"exp":${now-60}}"#)], verifier)
        #expect(run.summary.skippedFeatures == ["algorithm:HS256": 1])
    }

    @Test func `what cannot be minted is not run`() async {
        let verifier = FakeVerifier(capabilities: capabilities(.system)) { _, _ in .reject(reason: nil, detail: nil) }
        let vectors = [vector("v/past", #"{"exp":${now-60}}"#, key: .null)]
        let run = await run(vectors, verifier)
        #expect(run.cases.map(\.verdict) == [.notRun])
        #expect(run.cases[0].detail == "no key")
        #expect(await vectors[0].verdict(of: verifier, minter: PlainMinter()).verdict == .notRun)
    }
}
