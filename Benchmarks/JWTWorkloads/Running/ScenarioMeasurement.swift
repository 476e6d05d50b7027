import Statistics

/// Measures one workload against its floor.
struct ScenarioMeasurement {
    let workload: Workload
    let floor: Floor
    let plan: BenchmarkPlan
    let shouldStop: () -> Bool

    /// Measures an operation with so many workers.
    ///
    /// - Returns: `nil` where it was told to stop before there were rounds enough.
    func result(_ operation: Operation, workers: Int) -> ScenarioResult? {
        let scenario = Scenario(
            implementation: workload.implementation,
            algorithm: workload.algorithm,
            key: workload.keyTitle,
            operation: operation,
            workers: workers
        )
        do {
            let figures =
                workers == 1 ? try oneWorker(operation) : try severalWorkers(operation, count: workers)
            return figures.map { ScenarioResult(scenario, figures: $0) }
        } catch {
            return ScenarioResult(scenario, refusal: "\(error)")
        }
    }

    private func oneWorker(_ operation: Operation) throws -> Figures? {
        let candidate = SingleWorker(try candidateWorker(operation))
        let timed = SingleWorker(try candidateWorker(operation))
        let bare = SingleWorker(try floor.makeWorker(operation))
        let control = SingleWorker(try floor.makeWorker(operation))
        let calibration = BatchCalibration(target: plan.sliceNanoseconds)
        let operations = candidate.calibrate(calibration)
        let bareOperations = bare.calibrate(calibration)
        // Warm as the others are.
        _ = timed.slice(operations: operations)
        _ = control.slice(operations: bareOperations)
        let readings = InterleavedMeasurement(limit: plan.limit).readings(
            of: [
                .init { candidate.slice(operations: operations) },
                .init { bare.slice(operations: bareOperations) },
                .init { control.slice(operations: bareOperations) },
                .init(isRepeatable: false) { timed.timedSlice(operations: operations) },
            ],
            shouldStop: shouldStop
        )
        return try figures(
            operation,
            candidate: readings[0],
            floor: readings[1],
            control: readings[2],
            timed: readings[3],
            latencies: timed.latencies
        )
    }

    private func severalWorkers(_ operation: Operation, count: Int) throws -> Figures? {
        // Twice as long as with one worker: waking threads takes tens of microseconds.
        let calibration = BatchCalibration(target: plan.sliceNanoseconds * 2)
        let operations = SingleWorker(try candidateWorker(operation)).calibrate(calibration)
        let bareOperations = SingleWorker(try floor.makeWorker(operation)).calibrate(calibration)
        let candidate = dispatched(operation, count: count, operations: operations)
        let timed = dispatched(operation, count: count, operations: operations)
        let alone = dispatched(operation, count: 1, operations: operations)
        let floor = floor
        let bare = DispatchWorkers(count: count, chunk: chunk(operations: bareOperations)) {
            try floor.makeWorker(operation)
        }
        // The first pass makes Dispatch start its threads.
        _ = candidate.slice(operations: operations * count)
        let readings = InterleavedMeasurement(limit: plan.limit).readings(
            of: [
                .init { candidate.slice(operations: operations * count) },
                .init { bare.slice(operations: bareOperations * count) },
                .init { alone.slice(operations: operations) },
                .init(isRepeatable: false) { timed.timedSlice(operations: operations * count) },
            ],
            shouldStop: shouldStop
        )
        return try figures(
            operation,
            candidate: readings[0],
            floor: readings[1],
            alone: readings[2],
            timed: readings[3],
            latencies: timed.latencies,
            workers: count
        )
    }

    private func candidateWorker(_ operation: Operation) throws -> any ImplementationWorker {
        try workload.prepared.makeWorker(operation, over: workload.ring(for: operation))
    }

    private func dispatched(_ operation: Operation, count: Int, operations: Int) -> DispatchWorkers {
        let prepared = workload.prepared
        let ring = workload.ring(for: operation)
        return DispatchWorkers(count: count, chunk: chunk(operations: operations)) {
            try prepared.makeWorker(operation, over: ring)
        }
    }

    private func chunk(operations: Int) -> Int {
        WorkHandOut.chunk(nanosecondsPerOperation: Double(plan.sliceNanoseconds * 2) / Double(operations))
    }

    private func figures(
        _ operation: Operation,
        candidate: [SliceReading],
        floor: [SliceReading],
        control: [SliceReading]? = nil,
        alone: [SliceReading]? = nil,
        timed: [SliceReading],
        latencies: LatencyHistogram,
        workers: Int = 1
    ) throws(WorkloadError) -> Figures? {
        let failures = [candidate, floor, control ?? [], alone ?? [], timed].joined().reduce(0) { $0 + $1.failures }
        guard failures == 0 else { throw WorkloadError("\(failures) operations failed while they were timed") }
        if shouldStop(), candidate.count < RoundLimit.fewest { return nil }
        guard let perSecond = Sample(candidate.map(\.operationsPerSecond)),
            let perOperation = Sample(candidate.map(\.nanosecondsPerOperation)),
            let latency = Figures.Latency(latencies),
            let ratio = Self.ratio(candidate, over: floor)
        else { return nil }
        let speedUp = alone.flatMap { Self.ratio($0, over: candidate) }
        return Figures(
            rounds: candidate.count,
            tokens: workload.tokens.count,
            tokenOctets: workload.tokens.medianOctetCount,
            participants: candidate.map(\.participants).max() ?? 0,
            operationsPerSecond: Figures.Estimate(perSecond),
            nanosecondsPerOperation: Figures.Estimate(perOperation),
            latency: latency,
            ratioToFloor: Figures.Ratio(ratio),
            control: control.flatMap { Self.ratio($0, over: floor) }.map(Figures.Ratio.init),
            speedUp: speedUp.map(Figures.Ratio.init),
            efficiency: speedUp.map { $0.median / Double(workers) },
            slices: Figures.Slices(
                candidate: SliceSeries(candidate),
                floor: SliceSeries(floor),
                control: control.map(SliceSeries.init),
                oneWorker: alone.map(SliceSeries.init)
            )
        )
    }

    /// How many times as long an operation of the one takes as of the other.
    private static func ratio(_ one: [SliceReading], over other: [SliceReading]) -> PairedRatio? {
        PairedRatio(one.map(\.nanosecondsPerOperation), over: other.map(\.nanosecondsPerOperation))
    }
}
