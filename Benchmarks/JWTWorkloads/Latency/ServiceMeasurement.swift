import Statistics

/// Measures a service closed loop, then open loop at shares of the capacity that was found.
package struct ServiceMeasurement {
    private let plan: LatencyPlan
    private let shouldStop: () -> Bool

    /// Slices of the closed loop; the capacity is their median.
    private static let rounds = 11
    private static let sliceNanoseconds: UInt64 = 20_000_000
    /// The maximum number of requests: each has a place in memory before the first comes.
    private static let arrivalLimit = 4_000_000

    /// Plans a measurement.
    package init(_ plan: LatencyPlan, shouldStop: @escaping () -> Bool = { false }) {
        self.plan = plan
        self.shouldStop = shouldStop
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - makeWorker: makes one worker's contexts, on the thread that calls.
    ///   - observe: called with the next load.
    /// - Returns: `nil` if it was told to stop.
    /// - Throws: ``WorkloadError`` if an operation failed meanwhile, or the worker's own error.
    package func figures(
        _ makeWorker: @escaping @Sendable () throws -> any WorkloadWorker,
        observe: (String) -> Void = { _ in }
    ) throws -> ServiceFigures? {
        observe("closed loop")
        let operations = SingleWorker(try makeWorker()).calibrate(BatchCalibration(target: Self.sliceNanoseconds))
        let chunk = WorkQueue.chunk(nanosecondsPerOperation: Double(Self.sliceNanoseconds) / Double(operations))
        let workers = ConcurrentWorkers(count: plan.workers, chunk: chunk, makeWorker: makeWorker)
        let timed = ConcurrentWorkers(count: plan.workers, chunk: chunk, makeWorker: makeWorker)
        _ = workers.slice(operations: operations)
        let readings = InterleavedMeasurement(limit: .rounds(Self.rounds)).readings(
            of: [
                .init { workers.slice(operations: operations * plan.workers) },
                .init(isRepeatable: false) { timed.timedSlice(operations: operations * plan.workers) },
            ],
            shouldStop: shouldStop
        )
        try check(readings.joined().reduce(0) { $0 + $1.failures })
        guard readings[0].count == Self.rounds, let rates = Sample(readings[0].map(\.operationsPerSecond)),
            let closed = Figures.Latency(timed.latencies)
        else { return nil }
        var open: [ServiceFigures.Open] = []
        for load in plan.loads {
            for process in plan.processes {
                if shouldStop() { return nil }
                observe("\(process.rawValue) arrivals at \(Int((load * 100).rounded())) %")
                open.append(try reading(process, load: load, capacity: rates.median, makeWorker))
            }
        }
        return ServiceFigures(
            workers: plan.workers,
            operationsPerSecond: Figures.Estimate(rates),
            closed: closed,
            open: open
        )
    }

    private func reading(
        _ process: ArrivalSchedule.Process,
        load: Double,
        capacity: Double,
        _ makeWorker: @escaping @Sendable () throws -> any WorkloadWorker
    ) throws(WorkloadError) -> ServiceFigures.Open {
        let rate = load * capacity
        let count = min(max(1, Int(rate * plan.seconds)), Self.arrivalLimit)
        let schedule = ArrivalSchedule(process, rate: rate, count: count, seed: plan.seed)
        let outcome = OpenLoop(schedule, workers: plan.workers).run(makeWorker)
        try check(outcome.failures)
        return ServiceFigures.Open(outcome, schedule: schedule, process: process, seed: plan.seed, load: load)
    }

    private func check(_ failures: Int) throws(WorkloadError) {
        guard failures == 0 else { throw WorkloadError("\(failures) operations failed while they were timed") }
    }
}
