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

    /// Makes a run.
    ///
    /// - Parameters:
    ///   - plan: the scenarios to measure.
    ///   - implementations: whose speed.
    package init(plan: BenchmarkPlan, implementations: [any BenchmarkedImplementation]) {
        self.plan = plan
        self.implementations = implementations
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
                    let source = VerifiedWorkload.Source(
                        implementation: implementation,
                        algorithm: algorithm,
                        key: key,
                        ringCount: plan.ringCount(for: key)
                    )
                    guard measure(source, shouldStop, observe) else { return false }
                }
            }
        }
        return true
    }

    private func measure(
        _ source: VerifiedWorkload.Source,
        _ shouldStop: @escaping () -> Bool,
        _ observe: (Event) -> Void
    ) -> Bool {
        for variant in plan.variants {
            let scenarios = plan.scenarios(source.implementation, source.algorithm, source.key, variant)
                .filter { !plan.done.contains($0) }
            if scenarios.isEmpty { continue }
            if shouldStop() { return false }
            observe(
                .verifying(
                    implementation: source.implementation.name,
                    algorithm: source.algorithm,
                    key: source.key.title
                )
            )
            let measurement: ScenarioMeasurement
            do throws(WorkloadError) {
                let usual = try source.verified(.usual)
                measurement = ScenarioMeasurement(
                    candidate: variant == .usual ? usual : try source.verified(variant),
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
}
