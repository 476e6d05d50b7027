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

    /// The readings of every implementation.
    package struct Slices: Codable, Hashable, Sendable {
        package var candidate: SliceSeries
        package var floor: SliceSeries
        package var usual: SliceSeries?
        package var control: SliceSeries?
        package var oneWorker: SliceSeries?
    }
}
