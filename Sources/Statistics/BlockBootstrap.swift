#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The confidence interval of a median, for measurements that resemble their neighbours in time.
///
/// The series is redrawn many times, in blocks instead of single values. So each redrawn series keeps the similarity of
/// neighbours: a slow phase of the machine lasts for several slices. The medians of the redrawn series give the
/// interval. Blocks wrap around the end: the circular block bootstrap of Politis and Romano (1992), after Künsch
/// (1989).
public struct BlockBootstrap: Hashable, Sendable {
    /// The number of redrawn series.
    public let resamples: Int
    /// The seed: the same seed and series give the same interval.
    public let seed: UInt64

    /// Sets how the series is redrawn.
    ///
    /// - Parameters:
    ///   - resamples: the number of redrawn series; 2,000 are enough for a 95 percent interval.
    ///   - seed: the seed of the generator.
    public init(resamples: Int = 2_000, seed: UInt64 = 0x6A77_742D_6173_7361) {
        self.resamples = max(1, resamples)
        self.seed = seed
    }

    /// The length of a block: the cube root of the series' length, which balances bias against variance.
    ///
    /// Künsch, "The Jackknife and the Bootstrap for General Stationary Observations", Annals of Statistics 17 (1989).
    ///
    /// - Parameter count: the length of the series.
    /// - Returns: at least one.
    public static func blockLength(count: Int) -> Int {
        max(1, Int(cbrt(Double(count)).rounded()))
    }

    /// The percentile interval of the median.
    ///
    /// - Parameters:
    ///   - series: measurements in the order in which they were taken.
    ///   - confidence: the wanted coverage, between 0 and 1.
    /// - Returns: the interval, or `nil` if the series has fewer than six values or one that isn't finite.
    public func medianInterval(of series: [Double], confidence: Double = 0.95) -> ConfidenceInterval? {
        guard series.count >= 6, series.allSatisfy(\.isFinite) else { return nil }
        var generator = SplitMix64(seed: seed)
        let length = Self.blockLength(count: series.count)
        var medians: [Double] = []
        medians.reserveCapacity(resamples)
        var drawn: [Double] = []
        drawn.reserveCapacity(series.count)
        for _ in 0..<resamples {
            drawn.removeAll(keepingCapacity: true)
            while drawn.count < series.count {
                let start = Int.random(in: 0..<series.count, using: &generator)
                for offset in 0..<min(length, series.count - drawn.count) {
                    drawn.append(series[(start + offset) % series.count])
                }
            }
            drawn.sort()
            medians.append(Sample.quantile(0.5, ofSorted: drawn))
        }
        medians.sort()
        let tail = (1 - confidence) / 2
        return ConfidenceInterval(
            lower: Sample.quantile(tail, ofSorted: medians),
            upper: Sample.quantile(1 - tail, ofSorted: medians),
            confidence: confidence
        )
    }
}
