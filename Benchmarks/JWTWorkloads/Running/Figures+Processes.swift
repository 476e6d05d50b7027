package import Statistics

extension Figures {
    /// Makes the figures of slices; `nil` is the result without a reading.
    ///
    /// - Parameters:
    ///   - slices: the readings.
    ///   - latencies: the times of single operations.
    ///   - processRounds: the rounds of each process, if there are several.
    ///   - scenario: what was measured.
    ///   - workload: the tokens, and how many workers ran: what the slices don't tell.
    package init?(
        _ slices: Slices,
        latencies: LatencyHistogram,
        processRounds: [Int]? = nil,
        scenario: Scenario,
        workload: (tokens: Int, tokenOctets: Int, refusal: String?, participants: Int)
    ) {
        let perOperation = slices.candidate.nanosecondsPerOperation
        func ratio(_ one: SliceSeries?, over other: SliceSeries?) -> Ratio? {
            guard let one, let other else { return nil }
            return Ratio(one, over: other, processRounds: processRounds)
        }
        guard let times = Sample(perOperation), let rates = Sample(perOperation.map { 1e9 / $0 }),
            let latency = Latency(latencies), let ratioToFloor = ratio(slices.candidate, over: slices.floor)
        else { return nil }
        rounds = perOperation.count
        self.processRounds = processRounds
        (tokens, tokenOctets, refusal, participants) = workload
        operationsPerSecond = Estimate(rates)
        nanosecondsPerOperation = Estimate(times)
        self.latency = latency
        self.ratioToFloor = ratioToFloor
        ratioToUsual = ratio(slices.candidate, over: slices.usual)
        control = ratio(slices.control, over: slices.floor)
        speedUp = ratio(slices.oneWorker, over: slices.candidate)
        efficiency = speedUp.map { $0.median / Double(scenario.workers) }
        self.slices = slices
    }

    /// The ratio to the bare operation of each process.
    package var processRatios: [Double] {
        Ratio.medians(slices.candidate.ratios(to: slices.floor), processRounds ?? [rounds])
    }

    /// How many processes there are figures of.
    package var processes: Int { processRounds?.count ?? 1 }

    /// The figures of these and further processes.
    ///
    /// - Parameters:
    ///   - other: of the same scenario.
    ///   - scenario: what was measured.
    /// - Returns: the figures of both.
    package func merged(with other: Figures, scenario: Scenario) -> Figures? {
        var latencies = latency.histogram
        latencies.merge(other.latency.histogram)
        func joined(_ one: SliceSeries?, _ two: SliceSeries?) -> SliceSeries? {
            one.flatMap { one in two.map { one.joined(to: $0) } }
        }
        var merged = Figures(
            Slices(
                candidate: slices.candidate.joined(to: other.slices.candidate),
                floor: slices.floor.joined(to: other.slices.floor),
                usual: joined(slices.usual, other.slices.usual),
                control: joined(slices.control, other.slices.control),
                oneWorker: joined(slices.oneWorker, other.slices.oneWorker)
            ),
            latencies: latencies,
            processRounds: (processRounds ?? [rounds]) + (other.processRounds ?? [other.rounds]),
            scenario: scenario,
            workload: (tokens, tokenOctets, refusal, max(participants, other.participants))
        )
        merged?.seconds = seconds.flatMap { seconds in other.seconds.map { seconds + $0 } }
        return merged
    }
}
