import Testing

@testable import JWTConformance

/// A baseline drawn up from a run is one that the same run keeps, grouped so that people can read it.
@Suite struct BaselineDraftTests {
    private let vectors = [
        Self.vector("crit/a", "RFC7515#4.1.11-1"), Self.vector("crit/b", "RFC7515#4.1.11-1"),
        Self.vector("exp/a", "RFC7519#4.1.4-1"), Self.vector("exp/b", "RFC7519#4.1.4-1"),
        Self.vector("exp/c", "RFC7519#4.1.4-1"), Self.vector("set/a", "RFC7517#5-1"),
    ]

    private static func vector(_ id: String, _ rule: String) -> Vector {
        Vector(
            id: id,
            summary: "",
            question: Question(
                content: .bytes,
                token: .text(id),
                key: .none,
                policy: VerificationPolicy(algorithms: .only(["HS256"]))
            ),
            expectation: .reject,
            refs: [rule]
        )
    }

    private func run(_ verdicts: [String: Verdict]) -> ImplementationRun {
        let results = vectors.map { vector in
            let verdict = verdicts[vector.id] ?? .pass
            return CaseResult(
                vector: vector,
                verdict: verdict,
                feature: verdict == .skipped ? Feature.key("jwks") : nil
            )
        }
        return ImplementationRun(
            label: "x",
            implementation: ImplementationProfile(name: "X", version: "2", language: "C"),
            ending: .complete,
            results: results,
            seconds: 0
        )
    }

    private func draft(_ verdicts: [String: Verdict], keeping earlier: Baseline? = nil) throws -> Baseline {
        Baseline(
            draftedFrom: run(verdicts),
            vectors: vectors.map(VectorRecord.init),
            corpus: vectors.map(\.id),
            requirements: [
                try Requirement(id: "RFC7515#4.1.11-1", level: .must, text: "crit is heeded.", testable: [.reject])
            ],
            missing: ["key:jwks": "it has no sets"],
            keeping: earlier
        )
    }

    private let deviations: [String: Verdict] = [
        "crit/a": .bypass, "crit/b": .bypass, "exp/a": .bypass, "exp/b": .overStrict, "set/a": .skipped,
    ]

    @Test func `groups by verdict and rule`() throws {
        let baseline = try draft(deviations)
        #expect(baseline.implementation == "X")
        #expect(baseline.version == "2")
        #expect(
            baseline.entries.map(\.patterns)
                == [["crit/"], ["exp/a"], ["exp/b"], ["*"]].map { $0.map(VectorPattern.init) }
        )
        #expect(baseline.entries.map(\.verdict) == [.bypass, .bypass, .overStrict, .skipped])
        #expect(baseline.entries.map(\.rule) == ["RFC7515#4.1.11-1", "RFC7519#4.1.4-1", "RFC7519#4.1.4-1", nil])
        #expect(baseline.entries[0].reason == "accepts what must be rejected: crit is heeded.")
        #expect(baseline.entries[3].reason == "it has no sets")
        #expect(baseline.entries[3].feature == "key:jwks")
    }

    @Test func `a draft matches the run that it was made from`() throws {
        let baseline = try draft(deviations)
        let judged = run(deviations).judged(by: baseline.entries, corpus: vectors.map(\.id))
        #expect(judged.deviations.isEmpty)
    }

    @Test(arguments: [("crit/a", Verdict.pass), ("exp/c", .bypass), ("exp/b", .bypass), ("set/a", .pass)])
    func `notices every other run`(_ id: String, _ verdict: Verdict) throws {
        let baseline = try draft(deviations)
        let judged = run(deviations.merging([id: verdict]) { $1 }).judged(
            by: baseline.entries,
            corpus: vectors.map(\.id)
        )
        #expect(!judged.deviations.isEmpty)
    }

    @Test func `keeps the words of an earlier one`() throws {
        var earlier = try draft(deviations)
        earlier.entries[0].reason = "by design"
        earlier.entries[0].link = "https://example.com/7"
        let baseline = try draft(deviations.merging(["crit/b": .pass]) { $1 }, keeping: earlier)
        #expect(baseline.entries[0].patterns == [VectorPattern("crit/a")])
        #expect(baseline.entries[0].reason == "by design")
        #expect(baseline.entries[0].link == "https://example.com/7")
    }
}
