import FoundationEssentials
import JWTConformance
import Statistics

/// Measures what a plan names in many processes, a few rounds in each.
///
/// Every pass starts a process for each algorithm, so that the processes of a scenario are spread over the whole run, and a
/// slow phase of the machine is seen by some of them rather than by all.
package struct SpreadRun {
    private let plan: BenchmarkPlan
    private let implementations: [any BenchmarkedImplementation]
    private let program: String

    /// Plans a run.
    ///
    /// - Parameters:
    ///   - plan: what to measure.
    ///   - implementations: whose speed.
    ///   - program: the path of jwt-bench, which is started with the hidden command `portion`.
    package init(plan: BenchmarkPlan, implementations: [any BenchmarkedImplementation], program: String) {
        self.plan = plan
        self.implementations = implementations
        self.program = program
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - results: those of an earlier run, to which further ones are added.
    ///   - shouldStop: asked between processes, and while one is waited for.
    ///   - observe: called with the algorithm, the pass and the results before each process.
    /// - Returns: whether everything in the plan was measured or refused.
    /// - Throws: ``WorkloadError`` if a process can't be started or doesn't end well.
    package func measure(
        _ results: inout [ScenarioResult],
        shouldStop: () -> Bool,
        observe: (_ algorithm: String, _ pass: Int, [ScenarioResult]) -> Void
    ) throws(WorkloadError) -> Bool {
        var generator = SystemRandomNumberGenerator()
        for pass in 1...plan.processes {
            for algorithm in pass == 1 ? plan.algorithms : plan.algorithms.shuffled(using: &generator) {
                var part = plan
                part.algorithms = [algorithm]
                part.done = Set(results.filter { ($0.figures?.processes ?? plan.processes) >= pass }.map(\.scenario))
                guard hasScenarios(part, refused: results.filter { $0.figures == nil }) else { continue }
                if shouldStop() { return false }
                observe(algorithm, pass, results)
                let start = MonotonicClock.nanoseconds()
                guard var measured = try portion(part, shouldStop, &generator) else { return false }
                let seconds = Double(MonotonicClock.nanoseconds() - start) / 1e9 / Double(max(1, measured.count))
                for index in measured.indices { measured[index].figures?.seconds = seconds }
                for result in measured { Self.add(result, to: &results) }
            }
        }
        return true
    }

    /// Whether anything is left to measure; what was refused is refused for every process.
    private func hasScenarios(_ part: BenchmarkPlan, refused: [ScenarioResult]) -> Bool {
        part.algorithms.contains { algorithm in
            if refused.contains(where: { $0.scenario.algorithm == algorithm && $0.scenario.key.isEmpty }) {
                return false
            }
            let keys = part.keys(for: algorithm)
            return implementations.contains { implementation in
                guard implementation.algorithms.contains(algorithm) else { return false }
                // Without a key there is a refusal to be had.
                return BenchmarkKey.keys(for: algorithm).isEmpty
                    || keys.contains { key in
                        part.variants.contains { variant in
                            part.scenarios(implementation, algorithm, key, variant).contains { scenario in
                                !part.done.contains(scenario)
                                    && !refused.contains { $0.scenario.isRefused(with: scenario) }
                            }
                        }
                    }
            }
        }
    }

    private func portion(
        _ part: BenchmarkPlan,
        _ shouldStop: () -> Bool,
        _ generator: inout some RandomNumberGenerator
    ) throws(WorkloadError) -> [ScenarioResult]? {
        do {
            let process = try ChildProcess(
                [program, "portion"],
                environment: ProcessPadding.environment(&generator)
            )
            try process.say(String(decoding: try JSONEncoder().encode(part), as: UTF8.self))
            let text = try process.line(within: 86_400, limit: 1 << 30, shouldStop: shouldStop)
            return try JSONDecoder().decode([ScenarioResult].self, from: Data(text.utf8))
        } catch {
            if shouldStop() { return nil }
            throw error as? WorkloadError ?? WorkloadError("a process wrote no results: \(error.inWords)")
        }
    }

    private static func add(_ result: ScenarioResult, to results: inout [ScenarioResult]) {
        guard let index = results.firstIndex(where: { $0.scenario == result.scenario }) else {
            return results.append(result)
        }
        guard let before = results[index].figures, let figures = result.figures,
            let merged = before.merged(with: figures, scenario: result.scenario)
        else { return results[index] = result }
        results[index] = ScenarioResult(result.scenario, figures: merged)
    }
}

extension Scenario {
    /// Whether a refusal of this scenario holds for the other: it's the same for any number of workers.
    fileprivate func isRefused(with other: Scenario) -> Bool {
        implementation == other.implementation && algorithm == other.algorithm && key == other.key
            && operation == other.operation && variant == other.variant
    }
}
