import Statistics

/// Measures one variant of a workload against its floor and the usual variant.
struct ScenarioMeasurement {
    let candidate: VerifiedWorkload
    /// The usual variant, if the candidate is another.
    let usual: VerifiedWorkload?
    let plan: BenchmarkPlan
    let shouldStop: () -> Bool

    /// Measures a scenario.
    ///
    /// - Returns: `nil` if it was told to stop before there were enough rounds.
    func result(_ scenario: Scenario) -> ScenarioResult? {
        do {
            let figures = scenario.workers == 1 ? try oneWorker(scenario) : try severalWorkers(scenario)
            return figures.map { ScenarioResult(scenario, figures: $0) }
        } catch {
            return ScenarioResult(scenario, refusal: "\(error)")
        }
    }

    private func oneWorker(_ scenario: Scenario) throws -> Figures? {
        let operation = scenario.operation
        let calibration = BatchCalibration(target: plan.sliceNanoseconds)
        let candidate = SingleWorker(try candidate.workload.makeWorker(operation))
        let operations = candidate.calibrate(calibration)
        let bare = SingleWorker(try self.candidate.floor.makeWorker(operation))
        let bareOperations = bare.calibrate(calibration)
        let timed = SingleWorker(try self.candidate.workload.makeWorker(operation))
        let control = SingleWorker(try self.candidate.floor.makeWorker(operation))
        // Warm as the others are.
        _ = timed.slice(operations: operations)
        _ = control.slice(operations: bareOperations)
        var implementations: [InterleavedMeasurement.Implementation] = [
            .init { candidate.slice(operations: operations) },
            .init { bare.slice(operations: bareOperations) },
            .init(isRepeatable: false) { timed.timedSlice(operations: operations) },
            .init { control.slice(operations: bareOperations) },
        ]
        if let usual {
            let usual = SingleWorker(try usual.workload.makeWorker(operation))
            let usualOperations = usual.calibrate(calibration)
            implementations.append(.init { usual.slice(operations: usualOperations) })
        }
        let readings = InterleavedMeasurement(limit: plan.limit, processes: plan.processes).readings(
            of: implementations,
            shouldStop: shouldStop
        )
        var taken = Readings(candidate: readings[0], floor: readings[1], timed: readings[2])
        taken.control = readings[3]
        taken.usual = readings.count > 4 ? readings[4] : nil
        return try figures(scenario, taken, timed.latencies)
    }

    private func severalWorkers(_ scenario: Scenario) throws -> Figures? {
        let operation = scenario.operation
        let count = scenario.workers
        // Twice as long as with one worker: waking threads takes tens of microseconds.
        let calibration = BatchCalibration(target: plan.sliceNanoseconds * 2)
        let operations = SingleWorker(try candidate.workload.makeWorker(operation)).calibrate(calibration)
        let bareOperations = SingleWorker(try candidate.floor.makeWorker(operation)).calibrate(calibration)
        let (workload, floor) = (candidate.workload, candidate.floor)
        func workers(_ count: Int) -> ConcurrentWorkers {
            ConcurrentWorkers(count: count, mode: scenario.mode, chunk: chunk(operations: operations)) {
                try workload.makeWorker(operation)
            }
        }
        let candidate = workers(count)
        let timed = workers(count)
        let alone = workers(1)
        let bare = ConcurrentWorkers(count: count, mode: scenario.mode, chunk: chunk(operations: bareOperations)) {
            try floor.makeWorker(operation)
        }
        // The first pass has the threads started.
        _ = candidate.slice(operations: operations * count)
        let readings = InterleavedMeasurement(limit: plan.limit, processes: plan.processes).readings(
            of: [
                .init { candidate.slice(operations: operations * count) },
                .init { bare.slice(operations: bareOperations * count) },
                .init(isRepeatable: false) { timed.timedSlice(operations: operations * count) },
                .init { alone.slice(operations: operations) },
            ],
            shouldStop: shouldStop
        )
        var taken = Readings(candidate: readings[0], floor: readings[1], timed: readings[2])
        taken.alone = readings[3]
        return try figures(scenario, taken, timed.latencies)
    }

    private func chunk(operations: Int) -> Int {
        WorkQueue.chunk(nanosecondsPerOperation: Double(plan.sliceNanoseconds * 2) / Double(operations))
    }

    private func figures(
        _ scenario: Scenario,
        _ readings: Readings,
        _ latencies: LatencyHistogram
    ) throws(WorkloadError) -> Figures? {
        let failures = readings.all.joined().reduce(0) { $0 + $1.failures }
        guard failures == 0 else { throw WorkloadError("\(failures) operations failed while they were timed") }
        let candidate = readings.candidate
        if shouldStop(), candidate.count < RoundLimit.fewest || plan.processes > 1 { return nil }
        let workload = self.candidate.workload
        return Figures(
            Figures.Slices(
                candidate: SliceSeries(candidate),
                floor: SliceSeries(readings.floor),
                usual: readings.usual.map(SliceSeries.init),
                control: readings.control.map(SliceSeries.init),
                oneWorker: readings.alone.map(SliceSeries.init)
            ),
            latencies: latencies,
            scenario: scenario,
            workload: (
                workload.ring(for: scenario.operation).count, workload.tokens.medianOctetCount, workload.refusal,
                candidate.map(\.participants).max() ?? 0
            )
        )
    }
}

/// The readings of a scenario's implementations, one for each round.
private struct Readings {
    let candidate: [SliceReading]
    let floor: [SliceReading]
    let timed: [SliceReading]
    var control: [SliceReading]?
    var usual: [SliceReading]?
    var alone: [SliceReading]?

    var all: [[SliceReading]] { [candidate, floor, timed, control ?? [], usual ?? [], alone ?? []] }
}
