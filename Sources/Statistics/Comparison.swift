#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whether something takes longer than before.
///
/// A difference counts if the Mann-Whitney test finds one and the whole interval of its size lies beyond a band, by
/// default of 2 percent. Two builds of the same source can differ by that much (Mytkowicz and others, "Producing Wrong
/// Data Without Doing Anything Obviously Wrong!", ASPLOS 2009). The size is the Hodges-Lehmann estimate, the median of
/// the quotients of all pairs, with its interval (Annals of Mathematical Statistics 34, 1963).
public struct Comparison: Hashable, Sendable {
    /// The result of a comparison.
    public enum Verdict: String, CaseIterable, Codable, Hashable, Sendable {
        /// The second takes less time, by more than the band.
        case faster
        /// The second takes more time, by more than the band.
        case slower
        /// Any difference lies within the band.
        case noDifference = "no difference shown"
        /// The interval lies partly inside and partly outside the band.
        case tooNoisy = "too noisy to tell"
    }

    /// The result.
    public let verdict: Verdict
    /// The relative change from the first to the second; negative if the second takes less time.
    public let change: Double
    /// The interval of ``change``.
    public let interval: ConfidenceInterval
    /// The p-value of the Mann-Whitney test.
    public let pValue: Double

    /// Compares times, or ratios of times.
    ///
    /// - Parameters:
    ///   - old: positive measurements.
    ///   - new: positive measurements of the same quantity. With fewer than six of either, or one that isn't positive,
    ///     the result is `nil`.
    ///   - band: relative differences up to this count as none.
    ///   - confidence: the coverage of the interval.
    public init?(_ old: [Double], _ new: [Double], band: Double = 0.02, confidence: Double = 0.95) {
        guard old.count >= 6, new.count >= 6, let first = Sample(old), let second = Sample(new), first.minimum > 0,
            second.minimum > 0
        else { return nil }
        let test = MannWhitney(first, second)
        let quotients = new.flatMap { value in old.map { value / $0 - 1 } }.sorted()
        let (n, m) = (Double(first.count), Double(second.count))
        let reach = Self.normalQuantile(1 - (1 - confidence) / 2) * (n * m * (n + m + 1) / 12).squareRoot()
        let rank = max(0, Int((n * m / 2 - reach).rounded(.down)))
        let interval = ConfidenceInterval(
            lower: quotients[rank],
            upper: quotients[quotients.count - 1 - rank],
            confidence: confidence
        )
        change = Sample.quantile(0.5, ofSorted: quotients)
        self.interval = interval
        pValue = test.pValue
        let isFound = test.pValue < 1 - confidence
        verdict =
            if isFound, interval.lower > band {
                .slower
            } else if isFound, interval.upper < -band {
                .faster
            } else if interval.lower >= -band, interval.upper <= band {
                .noDifference
            } else {
                .tooNoisy
            }
    }

    /// The quantile of the normal distribution, by bisection; speed doesn't matter here.
    private static func normalQuantile(_ share: Double) -> Double {
        var (low, high) = (-10.0, 10.0)
        for _ in 0..<80 {
            let middle = (low + high) / 2
            if erfc(-middle / 2.0.squareRoot()) / 2 < share { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
