import Statistics

/// Measures ways to check a request: side by side with one worker, then each under load.
package struct SessionMeasurement {
    /// A way, ready to be timed.
    package struct Way: Sendable {
        /// What is reported of it, without figures.
        package let result: SessionResult
        /// Makes one worker; `nil` if the way isn't there.
        package let makeWorker: (@Sendable () throws -> any WorkloadWorker)?

        /// States a way.
        package init(_ result: SessionResult, makeWorker: (@Sendable () throws -> any WorkloadWorker)?) {
            self.result = result
            self.makeWorker = makeWorker
        }
    }

    private let plans: [LatencyPlan]
    private let rounds: Int
    private let shouldStop: () -> Bool

    /// Plans a measurement.
    ///
    /// - Parameters:
    ///   - plans: the loads, for each number of workers.
    ///   - rounds: how often the ways are timed side by side.
    ///   - shouldStop: asked between slices.
    package init(plans: [LatencyPlan], rounds: Int = 31, shouldStop: @escaping () -> Bool = { false }) {
        self.plans = plans
        self.rounds = rounds
        self.shouldStop = shouldStop
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - ways: the ways to measure; the others are compared with the first.
    ///   - observe: called with the next step.
    /// - Returns: a result for each way that was done, in order.
    package func results(_ ways: [Way], observe: (String) -> Void = { _ in }) -> [SessionResult] {
        observe("side by side")
        let ratios = ratios(ways)
        var results: [SessionResult] = []
        for (way, ratio) in zip(ways, ratios) {
            if shouldStop() { break }
            var result = way.result
            if let makeWorker = way.makeWorker {
                result.ratioToFirst = ratio
                do {
                    for plan in plans {
                        let figures = try ServiceMeasurement(plan, shouldStop: shouldStop).figures(makeWorker) { step in
                            observe("\(result.store): \(step)")
                        }
                        if let figures { result.figures.append(figures) }
                    }
                } catch {
                    result.refusal = "\(error)"
                }
            }
            results.append(result)
        }
        return results
    }

    private func ratios(_ ways: [Way]) -> [Figures.Ratio?] {
        let calibration = BatchCalibration(target: BenchmarkPlan.sliceNanoseconds)
        var implementations: [(way: Int, slice: InterleavedMeasurement.Implementation)] = []
        for (index, way) in ways.enumerated() {
            guard let worker = try? way.makeWorker?() else { continue }
            let single = SingleWorker(worker)
            let operations = single.calibrate(calibration)
            implementations.append((index, .init { single.slice(operations: operations) }))
        }
        let readings = InterleavedMeasurement(limit: .rounds(rounds))
            .readings(of: implementations.map(\.slice), shouldStop: shouldStop)
        var ratios: [Figures.Ratio?] = ways.map { _ in nil }
        guard implementations.first?.way == 0 else { return ratios }
        for (implementation, series) in zip(implementations, readings) {
            ratios[implementation.way] = PairedRatio(
                series.map(\.nanosecondsPerOperation),
                over: readings[0].map(\.nanosecondsPerOperation)
            ).map(Figures.Ratio.init)
        }
        return ratios
    }
}
