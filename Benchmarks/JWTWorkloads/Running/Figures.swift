package import Statistics

/// The figures of one scenario, and the readings that they were made from.
package struct Figures: Codable, Sendable {
    /// How many rounds were measured.
    package var rounds: Int
    /// The rounds of each process, in the order of the slices; absent from documents that hold one process.
    package var processRounds: [Int]?
    /// The time that the processes took for the scenario with everything around it, in seconds.
    package var seconds: Double?
    /// The tokens of the ring.
    package var tokens: Int
    /// The length of the middle token, in octets.
    package var tokenOctets: Int
    /// Why the first token was rejected, if the variant has tokens to reject.
    package var refusal: String?
    /// How many workers did run at once; fewer than asked for where Dispatch has fewer threads.
    package var participants: Int
    /// All workers' operations in a second, by slices.
    package var operationsPerSecond: Estimate
    /// Wall time for each operation, in nanoseconds, by slices.
    package var nanosecondsPerOperation: Estimate
    /// The times of single operations, each with one reading of the clock in it.
    package var latency: Latency
    /// How many times as long as the bare operation, with as many workers.
    package var ratioToFloor: Ratio
    /// How many times as long as the usual variant, measured side by side (another variant and one worker only).
    package var ratioToUsual: Ratio?
    /// The bare operation against itself: the noise that the machine adds to every other ratio (one worker only).
    package var control: Ratio?
    /// How many times as many operations in a second as with one worker (more than one only).
    package var speedUp: Ratio?
    /// The speed-up over the number of workers.
    package var efficiency: Double?
    /// The readings, in the order of the rounds.
    package var slices: Slices

    /// A quantity, described by its order statistics.
    package struct Estimate: Codable, Hashable, Sendable {
        package let median: Double
        package let interval: ConfidenceInterval?
        package let medianAbsoluteDeviation: Double
        package let p10: Double
        package let minimum: Double
        package let maximum: Double

        /// Describes measurements.
        package init(_ sample: Sample) {
            median = sample.median
            interval = sample.medianInterval()
            medianAbsoluteDeviation = sample.medianAbsoluteDeviation
            p10 = sample.p10
            minimum = sample.minimum
            maximum = sample.maximum
        }
    }

    /// A ratio, the median of the ratios of the pairs.
    package struct Ratio: Codable, Hashable, Sendable {
        package let median: Double
        package let interval: ConfidenceInterval?

        /// Describes ratios.
        package init(_ ratio: PairedRatio) {
            median = ratio.median
            interval = ratio.interval()
        }

        /// Describes the ratios of slices, some of each process.
        ///
        /// With six processes or more the interval holds what varies between them; with fewer it can't.
        init?(_ numerators: SliceSeries, over denominators: SliceSeries, processRounds: [Int]?) {
            let ratios = numerators.ratios(to: denominators)
            let processes = processRounds.map { Self.medians(ratios, $0) } ?? []
            guard let ratio = PairedRatio(ratios, over: ratios.map { _ in 1 }) else { return nil }
            let between = Sample(processes)
            interval = between?.medianInterval() ?? ratio.interval()
            median = between.flatMap { $0.medianInterval() == nil ? nil : $0.median } ?? ratio.median
        }

        /// The median of each process's values.
        static func medians(_ values: [Double], _ rounds: [Int]) -> [Double] {
            var rest = values[...]
            return rounds.compactMap { count in
                defer { rest = rest.dropFirst(count) }
                return Sample(Array(rest.prefix(count)))?.median
            }
        }
    }

    /// The times of single operations, in nanoseconds.
    package struct Latency: Codable, Hashable, Sendable {
        package let count: UInt64
        package let median: UInt64
        package let p90: UInt64
        package let p99: UInt64
        package let p999: UInt64
        package let maximum: UInt64
        package let buckets: [LatencyHistogram.Bucket]

        /// Describes a histogram; `nil` if it's empty.
        package init?(_ histogram: LatencyHistogram) {
            let percentiles = [50, 90, 99, 99.9, 100].compactMap(histogram.percentile)
            guard percentiles.count == 5 else { return nil }
            count = histogram.count
            median = percentiles[0]
            p90 = percentiles[1]
            p99 = percentiles[2]
            p999 = percentiles[3]
            maximum = percentiles[4]
            buckets = histogram.counts
        }

        /// The histogram again.
        package var histogram: LatencyHistogram { LatencyHistogram(counts: buckets) }
    }

    /// The readings of every contender.
    package struct Slices: Codable, Hashable, Sendable {
        package var candidate: SliceSeries
        package var floor: SliceSeries
        package var usual: SliceSeries?
        package var control: SliceSeries?
        package var oneWorker: SliceSeries?
    }

    /// Makes the figures of slices.
    ///
    /// - Parameters:
    ///   - slices: the readings.
    ///   - latencies: the times of single operations.
    ///   - processRounds: the rounds of each process, if there are several.
    ///   - scenario: what was measured.
    ///   - workload: the tokens, and how many workers ran: what the slices don't tell.
    /// - Returns: `nil` without a reading.
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
