/// Measures what a plan names, one algorithm after the other, each verified before it's timed.
package struct BenchmarkRun {
    /// What happens meanwhile.
    package enum Event: Sendable {
        /// Tokens are made and verified.
        case verifying(implementation: String, algorithm: String)
        /// A scenario is being timed.
        case measuring(algorithm: String, operation: Operation, workers: Int)
        /// A scenario is done.
        case finished(ScenarioResult)
    }

    private let plan: BenchmarkPlan
    private let implementations: [any BenchmarkedImplementation]

    /// Makes a run.
    ///
    /// - Parameters:
    ///   - plan: what is measured.
    ///   - implementations: whose speed.
    package init(plan: BenchmarkPlan, implementations: [any BenchmarkedImplementation]) {
        self.plan = plan
        self.implementations = implementations
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - shouldStop: asked between slices; `true` ends the run.
    ///   - observe: told what happens, on the calling thread.
    /// - Returns: whether everything in the plan was measured or refused.
    package func measure(shouldStop: @escaping () -> Bool = { false }, observe: (Event) -> Void) -> Bool {
        for algorithm in plan.algorithms {
            for implementation in implementations where implementation.algorithms.contains(algorithm) {
                guard measure(algorithm, implementation, shouldStop, observe) else { return false }
            }
        }
        return true
    }

    private func measure(
        _ algorithm: String,
        _ implementation: any BenchmarkedImplementation,
        _ shouldStop: @escaping () -> Bool,
        _ observe: (Event) -> Void
    ) -> Bool {
        if shouldStop() { return false }
        observe(.verifying(implementation: implementation.name, algorithm: algorithm))
        let measurement: ScenarioMeasurement
        do throws(WorkloadError) {
            measurement = try proved(algorithm, implementation, shouldStop)
        } catch {
            for operation in plan.operations {
                observe(.finished(refusal(error, algorithm, implementation, operation)))
            }
            return true
        }
        for operation in plan.operations {
            for workers in plan.workerCounts {
                if shouldStop() { return false }
                observe(.measuring(algorithm: algorithm, operation: operation, workers: workers))
                guard let result = measurement.result(operation, workers: workers) else { return false }
                observe(.finished(result))
            }
        }
        return !shouldStop()
    }

    private func proved(
        _ algorithm: String,
        _ implementation: any BenchmarkedImplementation,
        _ shouldStop: @escaping () -> Bool
    ) throws(WorkloadError) -> ScenarioMeasurement {
        guard let key = BenchmarkKey.key(for: algorithm) else {
            throw WorkloadError("there is no key for \(algorithm)")
        }
        let workload = try Workload(
            implementation: implementation,
            algorithm: algorithm,
            key: key,
            count: plan.ringCount ?? Workload.ringCount(for: algorithm)
        )
        let floor = try Floor(algorithm: algorithm, key: key, tokens: workload.tokens)
        return ScenarioMeasurement(workload: workload, floor: floor, plan: plan, shouldStop: shouldStop)
    }

    private func refusal(
        _ error: WorkloadError,
        _ algorithm: String,
        _ implementation: any BenchmarkedImplementation,
        _ operation: Operation
    ) -> ScenarioResult {
        let scenario = Scenario(
            implementation: implementation.name,
            algorithm: algorithm,
            key: BenchmarkKey.key(for: algorithm)?.title ?? "",
            operation: operation,
            workers: plan.workerCounts.first ?? 1
        )
        return ScenarioResult(scenario, refusal: error.description)
    }
}
