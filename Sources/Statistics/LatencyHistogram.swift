import Histogram

/// The times of single operations, counted by size.
///
/// A High Dynamic Range histogram of three significant digits: a percentile is right to a thousandth of itself from
/// nanoseconds to hours, and histograms of several workers merge without loss.
public struct LatencyHistogram: Sendable {
    private var histogram = Histogram<UInt64>(numberOfSignificantValueDigits: .three)

    /// Makes an empty histogram.
    public init() {}

    /// Makes a histogram again from the counts of another.
    ///
    /// - Parameter counts: what ``counts`` gave.
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

    /// Counts every operation of another histogram here too.
    ///
    /// - Parameter other: another worker's histogram.
    public mutating func merge(_ other: LatencyHistogram) {
        guard other.count > 0 else { return }
        histogram.add(other.histogram)
    }

    /// The time within which a share of the operations was done.
    ///
    /// - Parameter percent: from 0 to 100.
    /// - Returns: nanoseconds to three digits, or `nil` where nothing was recorded.
    public func percentile(_ percent: Double) -> UInt64? {
        guard histogram.totalCount > 0 else { return nil }
        return histogram.valueAtPercentile(percent)
    }

    /// The recorded times and how often each occurred, in ascending order: all that it takes to make the histogram again.
    public var counts: [Bucket] {
        histogram.recordedValues().map { Bucket(nanoseconds: $0.value, count: $0.count) }
    }

    /// A time and how often it occurred.
    public struct Bucket: Hashable, Codable, Sendable {
        /// The time in nanoseconds, to three digits.
        public let nanoseconds: UInt64
        /// How many operations took it.
        public let count: UInt64

        /// States a count.
        ///
        /// - Parameters:
        ///   - nanoseconds: the time.
        ///   - count: how many operations took it.
        public init(nanoseconds: UInt64, count: UInt64) {
            self.nanoseconds = nanoseconds
            self.count = count
        }
    }
}
