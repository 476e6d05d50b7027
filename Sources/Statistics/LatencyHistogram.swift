import Histogram

/// The times of single operations, counted by size.
///
/// A High Dynamic Range histogram with three significant digits. Percentiles are accurate to a thousandth, from
/// nanoseconds to hours, and histograms of several workers merge without loss.
public struct LatencyHistogram: Sendable {
    private var histogram = Histogram<UInt64>(numberOfSignificantValueDigits: .three)

    /// Creates an empty histogram.
    public init() {}

    /// Recreates a histogram from its counts.
    ///
    /// - Parameter counts: the ``counts`` of a histogram.
    public init(counts: [Bucket]) {
        for bucket in counts { histogram.record(bucket.nanoseconds, count: bucket.count) }
    }

    /// The number of operations.
    public var count: UInt64 { histogram.totalCount }

    /// Counts one operation.
    ///
    /// - Parameter nanoseconds: how long it took.
    public mutating func record(_ nanoseconds: UInt64) {
        histogram.record(nanoseconds)
    }

    /// Adds the operations of another histogram.
    ///
    /// - Parameter other: another worker's histogram.
    public mutating func merge(_ other: LatencyHistogram) {
        guard other.count > 0 else { return }
        histogram.add(other.histogram)
    }

    /// The time within which the given percentage of operations finished.
    ///
    /// - Parameter percent: from 0 to 100.
    /// - Returns: nanoseconds to three digits, or `nil` if nothing was recorded.
    public func percentile(_ percent: Double) -> UInt64? {
        guard histogram.totalCount > 0 else { return nil }
        return histogram.valueAtPercentile(percent)
    }

    /// The recorded times and how often each occurred, in ascending order.
    ///
    /// ``init(counts:)`` recreates the histogram from them.
    public var counts: [Bucket] {
        histogram.recordedValues().map { Bucket(nanoseconds: $0.value, count: $0.count) }
    }

    /// A time and how often it occurred.
    public struct Bucket: Hashable, Codable, Sendable {
        /// The time in nanoseconds, to three digits.
        public let nanoseconds: UInt64
        /// How many operations took this long.
        public let count: UInt64

        /// Creates a bucket.
        ///
        /// - Parameters:
        ///   - nanoseconds: the time.
        ///   - count: how many operations took this long.
        public init(nanoseconds: UInt64, count: UInt64) {
            self.nanoseconds = nanoseconds
            self.count = count
        }
    }
}
