/// Measures what a plan names, one algorithm and key after the other, each verified before it's timed.
package struct BenchmarkRun {
    /// What happens meanwhile.
    package enum Event: Sendable {
        /// Tokens are made and verified.
        case verifying(implementation: String, algorithm: String, key: String)
        /// A scenario is being timed.
        case measuring(Scenario)
        /// A scenario is done.
        case finished(ScenarioResult)
    }

    private let plan: BenchmarkPlan
    private let implementations: [any BenchmarkedImplementation]
    private let done: Set<Scenario>

    /// Makes a run.
    ///
    /// - Parameters:
    ///   - plan: the scenarios to measure.
    ///   - implementations: whose speed.
    ///   - done: the results of an earlier run, which aren't measured again.
    package init(
        plan: BenchmarkPlan,
        implementations: [any BenchmarkedImplementation],
        skipping done: Set<Scenario> = []
    ) {
        self.plan = plan
        self.implementations = implementations
        self.done = done
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - shouldStop: asked between slices; `true` ends the run.
    ///   - observe: called with each event, on the calling thread.
    /// - Returns: whether everything in the plan was measured or refused.
    package func measure(shouldStop: @escaping () -> Bool = { false }, observe: (Event) -> Void) -> Bool {
        for algorithm in plan.algorithms {
            for implementation in implementations where implementation.algorithms.contains(algorithm) {
                guard !BenchmarkKey.keys(for: algorithm).isEmpty else {
                    let scenario = Scenario(
                        implementation: implementation.name,
                        algorithm: algorithm,
                        key: "",
                        operation: plan.operations.first ?? .verify,
                        workers: plan.workerCounts.first ?? 1
                    )
                    observe(.finished(ScenarioResult(scenario, refusal: "there is no key for \(algorithm)")))
                    continue
                }
                for key in plan.keys(for: algorithm) {
                    let contest = Contest(
                        implementation: implementation,
                        algorithm: algorithm,
                        key: key,
                        ringCount: plan.ringCount
                    )
                    guard measure(contest, shouldStop, observe) else { return false }
                }
            }
        }
        return true
    }

    private func measure(
        _ contest: Contest,
        _ shouldStop: @escaping () -> Bool,
        _ observe: (Event) -> Void
    ) -> Bool {
        for variant in plan.variants {
            let scenarios = scenarios(contest, variant).filter { !done.contains($0) }
            if scenarios.isEmpty { continue }
            if shouldStop() { return false }
            observe(
                .verifying(
                    implementation: contest.implementation.name,
                    algorithm: contest.algorithm,
                    key: contest.key.title
                )
            )
            let measurement: ScenarioMeasurement
            do throws(WorkloadError) {
                let usual = try contest.proved(.usual)
                measurement = ScenarioMeasurement(
                    candidate: variant == .usual ? usual : try contest.proved(variant),
                    usual: variant == .usual ? nil : usual,
                    plan: plan,
                    shouldStop: shouldStop
                )
            } catch {
                // The same reason for any number of workers.
                for operation in plan.operations {
                    guard let scenario = scenarios.first(where: { $0.operation == operation }) else { continue }
                    observe(.finished(ScenarioResult(scenario, refusal: error.description)))
                }
                continue
            }
            for scenario in scenarios {
                if shouldStop() { return false }
                observe(.measuring(scenario))
                guard let result = measurement.result(scenario) else { return false }
                observe(.finished(result))
            }
        }
        return !shouldStop()
    }

    /// The scenarios of a variant, in order: each operation with one worker, then with more by each mode.
    private func scenarios(_ contest: Contest, _ variant: Variant) -> [Scenario] {
        plan.operations.filter(variant.applies).flatMap { operation in
            plan.workerCounts.flatMap { workers in
                (workers == 1 ? [WorkerMode.dispatch] : plan.modes).map { mode in
                    Scenario(
                        implementation: contest.implementation.name,
                        algorithm: contest.algorithm,
                        key: contest.key.title,
                        operation: operation,
                        workers: workers,
                        mode: mode,
                        variant: variant
                    )
                }
            }
        }
    }
}
