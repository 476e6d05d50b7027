import JWTWorkloads
import Testing

@Suite struct BenchmarkRunTests {
    private static let plan = BenchmarkPlan(
        algorithms: ["HS256"],
        workerCounts: [1, 2],
        limit: .rounds(7),
        sliceNanoseconds: 100_000,
        ringCount: 64
    )

    private static func results(_ implementation: any BenchmarkedImplementation) -> [ScenarioResult] {
        var results: [ScenarioResult] = []
        _ = BenchmarkRun(plan: plan, implementations: [implementation]).measure { event in
            if case .finished(let result) = event { results.append(result) }
        }
        return results
    }

    @Test func `what wasn't verified has a reason and no figure`() {
        let results = Self.results(ToyImplementation(defect: .acceptsTampered))
        #expect(results.count == 2)
        #expect(results.allSatisfy { $0.figures == nil && $0.refusal?.contains("changed header") == true })
    }

    @Test func `an implementation that only agrees with itself is found out by the floor`() {
        let results = Self.results(ToyImplementation())
        #expect(results.count == 2)
        #expect(results.allSatisfy { $0.figures == nil && $0.refusal?.contains("compact token") == true })
    }

    @Test func `a run that's told to stop measures nothing more`() {
        var events = 0
        let isComplete = BenchmarkRun(plan: Self.plan, implementations: [ToyImplementation()])
            .measure(shouldStop: { true }, observe: { _ in events += 1 })
        #expect(!isComplete)
        #expect(events == 0)
    }
}
