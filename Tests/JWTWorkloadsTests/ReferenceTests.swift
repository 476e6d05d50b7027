import JWTWorkloads
import Testing

@Suite struct ReferenceTests {
    private static func workload(_ algorithm: String, count: Int = 24) throws -> Workload {
        try Workload(
            implementation: ReferenceImplementation(),
            algorithm: algorithm,
            key: #require(BenchmarkKey.key(for: algorithm)),
            count: count
        )
    }

    @Test(arguments: ReferenceImplementation().algorithms)
    func `the reference passes the gate, and the floor finds its tokens genuine`(algorithm: String) throws {
        let workload = try Self.workload(algorithm)
        let key = try #require(BenchmarkKey.key(for: algorithm))
        let floor = try Floor(algorithm: algorithm, key: key, tokens: workload.tokens)
        for operation in Operation.allCases {
            let bare = try floor.makeWorker(operation)
            let candidate = try workload.prepared.makeWorker(operation, over: workload.ring(for: operation))
            // Around the ring's end, from its middle.
            #expect(bare.perform(20..<60) == 0)
            #expect(candidate.perform(20..<60) == 0)
            var durations: [UInt64]? = []
            #expect(bare.perform(0..<30, timing: &durations) == 0)
            #expect(candidate.perform(0..<30, timing: &durations) == 0)
            #expect(durations?.count == 60)
        }
    }

    @Test(arguments: ["HS256", "RS256", "PS384", "ES512", "EdDSA"])
    func `the floor refuses tokens with another payload under the signature`(algorithm: String) throws {
        let tokens = try Self.workload(algorithm).tokens
        let key = try #require(BenchmarkKey.key(for: algorithm))
        let dot = UInt8(ascii: ".")
        // Each token with the signature of the next.
        let swapped = (0..<tokens.count).map { index in
            let signature = tokens[(index + 1) % tokens.count].split(separator: dot)[2]
            return tokens[index].split(separator: dot)[0...1].joined(separator: [dot]) + [dot] + signature
        }
        #expect(throws: WorkloadError("the bare operation rejects 24 of 24 signatures")) {
            try Floor(algorithm: algorithm, key: key, tokens: Ring(swapped))
        }
    }

    @Test func `the floor says what it can't take`() throws {
        let tokens = try Self.workload("HS256").tokens
        let key = try #require(BenchmarkKey.key(for: "HS256"))
        #expect(throws: WorkloadError("there is no bare operation for none")) {
            try Floor(algorithm: "none", key: key, tokens: tokens)
        }
        #expect(throws: WorkloadError("256 bits isn't a key for ES256")) {
            try Floor(algorithm: "ES256", key: key, tokens: tokens)
        }
        #expect(throws: WorkloadError("token 0 is not a compact token with a signature of HS512")) {
            try Floor(algorithm: "HS512", key: key, tokens: tokens)
        }
    }

    @Test func `a variant's row stands beside the usual one, and both modes have theirs`() {
        let plan = BenchmarkPlan(
            algorithms: ["HS256"],
            operations: [.verify],
            variants: [.usual, Variant(tokenClass: .small), Variant(condition: .badSignature)],
            modes: WorkerMode.allCases,
            workerCounts: [1, 2],
            limit: .rounds(7),
            sliceNanoseconds: 50_000,
            ringCount: 32
        )
        var results: [ScenarioResult] = []
        _ = BenchmarkRun(plan: plan, implementations: [ReferenceImplementation()]).measure { event in
            if case .finished(let result) = event { results.append(result) }
        }
        #expect(results.count == 9)
        #expect(Set(results.map(\.scenario)).count == 9)
        for result in results {
            let isUsual = result.scenario.variant == .usual
            #expect((result.figures?.ratioToUsual != nil) == (!isUsual && result.scenario.workers == 1))
            #expect((result.figures?.refusal != nil) == (result.scenario.variant.condition == .badSignature))
        }
        // What has been measured is left out.
        var rest: [Scenario] = []
        var remaining = plan
        remaining.done = Set(results.map(\.scenario).filter { $0.variant != .usual })
        _ = BenchmarkRun(plan: remaining, implementations: [ReferenceImplementation()]).measure { event in
            if case .finished(let result) = event { rest.append(result.scenario) }
        }
        #expect(rest == results.map(\.scenario).filter { $0.variant == .usual })
    }

    @Test func `a run has a row for each operation and number of workers`() {
        let plan = BenchmarkPlan(
            algorithms: ["HS256", "ES256"],
            workerCounts: [1, 3],
            limit: .rounds(7),
            sliceNanoseconds: 50_000,
            ringCount: 32
        )
        var results: [ScenarioResult] = []
        let isComplete = BenchmarkRun(plan: plan, implementations: [ReferenceImplementation()]).measure { event in
            if case .finished(let result) = event { results.append(result) }
        }
        #expect(isComplete)
        #expect(results.count == 8)
        for result in results {
            #expect(result.refusal == nil)
            #expect(result.figures?.rounds == 7)
            #expect(result.figures?.slices.candidate.operations.count == 7)
            #expect(result.figures?.ratioToFloor.interval != nil)
            #expect((result.figures?.control != nil) == (result.scenario.workers == 1))
            #expect((result.figures?.speedUp != nil) == (result.scenario.workers > 1))
            #expect((result.figures?.participants ?? 0) >= 1)
        }
    }
}
