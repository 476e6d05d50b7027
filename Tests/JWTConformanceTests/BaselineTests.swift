import JWTConformance
import Testing

@Suite struct BaselineTests {
    private static let ids = ["a/bypass", "a/pass", "b/skip", "b/skip-two"]

    /// `a/bypass` is accepted though it must not be, `a/pass` passes, `b/…` want ES256K.
    private func document(only ids: [String] = ids) async -> RunDocument {
        let vectors = ids.map { id in
            Vector.sample(id, algorithms: .only([id.hasPrefix("b/") ? "ES256K" : "HS256"]))
        }
        let verifier = FakeVerifier(capabilities: .sample) { token, _ in
            token == "bypass" ? .accept(payload: Octets([])) : .reject(reason: nil, detail: nil)
        }
        return await Runner().run(vectors, verifiers: [NamedVerifier(label: "fake", verifier: verifier)])
    }

    private func deviations(_ entries: [Baseline.Entry], only ids: [String] = ids) async -> [Deviation] {
        let judged = await document(only: ids).judged(by: [Baseline(entries: entries)], corpus: Self.ids)
        return judged.implementations[0].deviations
    }

    private func entry(_ pattern: String, _ verdict: Verdict, feature: String? = nil) -> Baseline.Entry {
        Baseline.Entry(pattern: VectorPattern(pattern), verdict: verdict, feature: feature, reason: "known")
    }

    @Test func `without a baseline skips are fine`() async {
        let deviations = await document().implementations[0].deviations
        #expect(deviations.map(\.kind) == [.unexpected])
        #expect(deviations.first?.id == "a/bypass")
    }

    @Test func `a full list agrees`() async {
        let judged = await document().judged(
            by: [Baseline(entries: [entry("a/bypass", .bypass), entry("b/", .skipped)])],
            corpus: Self.ids
        )
        #expect(judged.implementations[0].deviations.isEmpty)
        #expect(judged.implementations[0].cases[0].known == "known")
        #expect(judged.implementations[0].cases[1].known == nil)
    }

    @Test func `a skip must be listed`() async {
        let found = await deviations([entry("a/bypass", .bypass), entry("b/skip", .skipped)])
        #expect(found.map(\.kind) == [.unlistedSkip])
        #expect(found.first?.id == "b/skip-two")
        #expect(found.first?.feature == "algorithm:ES256K")
    }

    @Test func `skips can be listed by feature`() async {
        let listed = entry("*", .skipped, feature: "algorithm:ES256K")
        #expect(await deviations([listed, entry("a/bypass", .bypass)]).isEmpty)
        let other = entry("*", .skipped, feature: "algorithm:ES512")
        let found = await deviations([listed, other, entry("a/bypass", .bypass)])
        #expect(found.map(\.kind) == [.stale])
    }

    @Test(arguments: ["a", "a/", "a/b", "a/b/", "a/b/c", "ab", "b", "*", "a*", "*/c", "?b/c", "a/?", "a//", "/", "A/b"])
    func `an entry is about the vectors that its pattern matches`(pattern: String) async {
        let ids = ["a", "a/b", "a/b/c", "a/bc", "ab/c"]
        let verifier = FakeVerifier(capabilities: .sample) { _, _ in .accept(payload: Octets([])) }
        let run = await Runner().run(
            ids.map { Vector.sample($0, algorithms: .only(["HS256"])) },
            verifiers: [NamedVerifier(label: "fake", verifier: verifier)]
        )
        let named = ids.filter(VectorPattern(pattern).matches)
        let judged = run.judged(by: [Baseline(entries: [entry(pattern, .bypass)])], corpus: ids).implementations[0]
        #expect(judged.cases.filter { $0.known != nil }.map(\.id).sorted() == named)
        #expect(judged.deviations.contains { $0.kind == .stale } == named.isEmpty)
    }

    @Test func `a listed deviation that is fixed is an error`() async {
        let found = await deviations([entry("a/", .bypass), entry("b/", .skipped)])
        #expect(found.map(\.kind) == [.mended])
        #expect(found.first?.id == "a/pass")
    }

    @Test func `a changed deviation is an error`() async {
        let found = await deviations([entry("a/bypass", .unclean), entry("b/", .skipped)])
        #expect(found.map(\.kind) == [.changed])
        #expect(found.first?.listed == .unclean)
        #expect(found.first?.verdict == .bypass)
    }

    @Test(arguments: ["gone/id", "a/bypass"])
    func `an entry that matches no vector is stale`(pattern: String) async {
        // The second is named by an earlier entry, so it decides nothing.
        let found = await deviations([entry("a/bypass", .bypass), entry("b/", .skipped), entry(pattern, .bypass)])
        #expect(found.map(\.kind) == [.stale])
        #expect(found.first?.pattern == pattern)
    }

    @Test func `an entry outside the selection is not stale`() async {
        let entries = [entry("a/bypass", .bypass), entry("*", .skipped, feature: "algorithm:ES256K")]
        #expect(await deviations(entries, only: ["a/pass"]).isEmpty)
    }

    @Test func `a baseline for another implementation is not used`() async {
        let other = Baseline(implementation: "Other", entries: [entry("gone", .bypass)])
        let judged = await document().judged(by: [other], corpus: Self.ids)
        #expect(judged.implementations[0].deviations.map(\.kind) == [.unexpected])
    }

    @Test func `the file is read`() throws {
        let text = """
            {"schema":"jwt-assay/baseline/1","implementation":"Fake",
             "entries":[{"pattern":"a/*","verdict":"over-strict","reason":"by design","link":"https://example.com"}]}
            """
        let baseline = try Baseline(json: Array(text.utf8))
        #expect(baseline.entries.first?.verdict == .overStrict)
        #expect(baseline.entries.first?.link == "https://example.com")
    }

    @Test(arguments: [
        ("", "the document"),
        ("[]", "the document"),
        (#"{"schema":"jwt-assay/baseline/2","entries":[]}"#, "schema is jwt-assay/baseline/2"),
        (#"{"schema":"jwt-assay/baseline/1","entries":[{"pattern":"a","verdict":"bad","reason":"r"}]}"#, "verdict"),
        (#"{"schema":"jwt-assay/baseline/1","entries":[{"pattern":"a","verdict":"bypass"}]}"#, "reason"),
    ])
    func `an invalid baseline is explained`(text: String, words: String) {
        let error = #expect(throws: BaselineError.self) { try Baseline(json: Array(text.utf8)) }
        #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
    }
}
