import JWTConformance
import Testing

/// One file holds what a verifier does and what a signer does, and each run is judged by its half.
@Suite struct SignBaselineTests {
    private static let ids = ["sign/a/unsafe", "sign/a/refused", "sign/b/skip", "sign/b/flaky"]
    private static let capabilities = Capabilities(operations: ["sign"], algorithms: ["HS256"], policy: [])

    private static func vector(_ id: String) -> Vector {
        .signing(id, expect: .reject, algorithm: id.hasSuffix("skip") ? "ES256" : "HS256", reason: .header)
    }

    /// Signs what ends in `unsafe`, refuses the rest cleanly, but for `flaky` where chance has it so.
    private func document(only ids: [String] = ids, isLucky: Bool = true) async -> RunDocument {
        let signer = FakeSigner(capabilities: Self.capabilities) { payload, _ in
            switch payload {
            case "unsafe": .token("a.b.c")
            case "flaky" where !isLucky: .error(detail: "KeyError: \(payload)")
            default: .refuse(reason: nil, detail: nil)
            }
        }
        return await Runner(oracle: AbsentVerifier()).run(
            ids.map(Self.vector),
            verifiers: [NamedVerifier(label: "fake", verifier: signer)]
        )
    }

    private func entry(_ pattern: String, _ verdict: Verdict, feature: String? = nil) -> Baseline.Entry {
        Baseline.Entry(pattern: VectorPattern(pattern), verdict: verdict, feature: feature, reason: "known")
    }

    private func kinds(_ baseline: Baseline, only ids: [String] = ids) async -> [Deviation.Kind] {
        let judged = await document(only: ids).judged(by: [baseline], corpus: Self.ids)
        return judged.implementations[0].deviations.map(\.kind)
    }

    private var fitting: [Baseline.Entry] {
        [entry("sign/a/unsafe", .unsafe), entry("*", .skipped, feature: "algorithm:ES256")]
    }

    @Test func `without a baseline skips are fine`() async {
        #expect(await document().implementations[0].deviations.map(\.kind) == [.unexpected])
    }

    @Test func `it is strict both ways`() async {
        #expect(await kinds(Baseline(sign: fitting)) == [])
        #expect(await kinds(Baseline(sign: [fitting[0]])) == [.unlistedSkip])
        #expect(await kinds(Baseline(sign: [fitting[1]])) == [.unexpected])
        #expect(await kinds(Baseline(sign: fitting + [entry("sign/a/refused", .unsafe)])) == [.mended])
        #expect(await kinds(Baseline(sign: [entry("sign/a/unsafe", .lenient), fitting[1]])) == [.changed])
        #expect(await kinds(Baseline(sign: fitting + [entry("sign/gone", .unsafe)])) == [.stale])
        #expect(await kinds(Baseline(sign: fitting), only: ["sign/a/refused"]) == [])
    }

    @Test func `the halves do not meet`() async {
        // What is under entries lists nothing here, and is no stale entry either.
        let verifying = [entry("a/bypass", .bypass), entry("*", .skipped, feature: "key:jwks")]
        #expect(await kinds(Baseline(entries: verifying, sign: fitting)) == [])
        #expect(await kinds(Baseline(entries: fitting)) == [.unexpected, .unlistedSkip])
        let verifier = FakeVerifier(capabilities: .sample) { _, _ in .accept(payload: Octets([])) }
        let run = await Runner().run([.sample("a/bypass")], verifiers: [NamedVerifier(label: "v", verifier: verifier)])
        let judged = run.judged(by: [Baseline(entries: [verifying[0]], sign: fitting)], corpus: ["a/bypass"])
        #expect(judged.implementations[0].deviations.isEmpty)
    }

    @Test func `what is listed as flaky may pass`() async {
        let baseline = Baseline(sign: fitting + [entry("sign/b/flaky", .flaky)])
        #expect(await kinds(baseline) == [])
        let unlucky = await document(isLucky: false).judged(by: [baseline], corpus: Self.ids)
        #expect(unlucky.implementations[0].deviations.map(\.kind) == [.changed])
    }

    @Test func `a draft is kept by its run and leaves the other half alone`() async throws {
        let run = await document(isLucky: false).implementations[0]
        let earlier = Baseline(implementation: "Fake", entries: [entry("a", .bypass)])
        let draft = Baseline(
            draftedFrom: run,
            vectors: Self.ids.map { VectorRecord(Self.vector($0)) },
            corpus: Self.ids,
            requirements: [
                try Requirement(id: "RFC7515#4.1.11-1", level: .must, text: "crit is heeded.", testable: [.sign])
            ],
            missing: ["algorithm:ES256": "it has no curve"],
            keeping: earlier
        )
        #expect(draft.entries == earlier.entries)
        let sign = try #require(draft.sign)
        #expect(sign.map(\.verdict) == [.unsafe, .unclean, .skipped])
        #expect(sign[0].reason == "signs what breaks the rule: crit is heeded.")
        #expect(sign[1].reason == "raises an exception instead of rejecting (KeyError): crit is heeded.")
        #expect(sign[2].reason == "it has no curve")
        let judged = await document(isLucky: false).judged(by: [draft], corpus: Self.ids)
        #expect(judged.implementations[0].deviations.isEmpty)
    }

    @Test func `a draft keeps what chance decides`() async {
        let run = await document().implementations[0]
        var chance = entry("sign/b/flaky", .flaky)
        chance.rule = "RFC7515#4.1.11-1"
        let draft = Baseline(
            draftedFrom: run,
            vectors: Self.ids.map { VectorRecord(Self.vector($0)) },
            corpus: Self.ids,
            requirements: [],
            keeping: Baseline(sign: [chance])
        )
        #expect(draft.sign?.contains(chance) == true)
    }

    @Test(arguments: [
        (#""entries":[{"pattern":"a","verdict":"unsafe","reason":"r"}]"#, "move the entry to sign"),
        (#""entries":[],"sign":[{"pattern":"a","verdict":"bypass","reason":"r"}]"#, "move the entry to entries"),
        (#""entries":[],"sign":[{"pattern":"a","verdict":"pass"}]"#, "reason"),
    ])
    func `a verdict of the other half is refused`(_ members: String, _ words: String) {
        let text = #"{"schema":"jwt-assay/baseline/1",\#(members)}"#
        let error = #expect(throws: BaselineError.self) { try Baseline(json: Array(text.utf8)) }
        #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
    }
}
