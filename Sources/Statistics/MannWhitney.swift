#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whether the values of one sample tend to be larger than those of another, for any distribution.
///
/// The rank-sum test of Mann and Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger
/// than the Other", Annals of Mathematical Statistics 18 (1947), with the normal approximation, a continuity correction
/// and the correction for ties (Lehmann, "Nonparametrics", 1975, section 1.4). With seven or more values each, the
/// approximation is accurate to about a hundredth.
public struct MannWhitney: Hashable, Sendable {
    /// The number of pairs in which the second sample's value is larger; a tie counts half.
    public let statistic: Double
    /// The probability of a statistic at least as far from the middle if the distributions are the same.
    public let pValue: Double

    /// Compares two samples.
    ///
    /// - Parameters:
    ///   - first: measurements.
    ///   - second: measurements of the same quantity.
    public init(_ first: Sample, _ second: Sample) {
        let (n, m) = (Double(first.count), Double(second.count))
        var statistic = 0.0
        // Both are sorted, so bisection finds how many of the first's values are smaller, and how many equal.
        for value in second.sorted {
            let smaller = Self.partition(first.sorted) { $0 < value }
            let notLarger = Self.partition(first.sorted) { $0 <= value }
            statistic += Double(smaller) + Double(notLarger - smaller) / 2
        }
        self.statistic = statistic
        let total = n + m
        var ties = 0.0
        var run = 1.0
        let all = (first.sorted + second.sorted).sorted()
        for index in all.indices.dropFirst() {
            if all[index] == all[index - 1] {
                run += 1
            } else {
                ties += run * run * run - run
                run = 1
            }
        }
        ties += run * run * run - run
        let variance = n * m / 12 * (total + 1 - ties / (total * max(1, total - 1)))
        guard variance > 0 else {
            pValue = 1
            return
        }
        let distance = max(0, abs(statistic - n * m / 2) - 0.5)
        pValue = min(1, erfc(distance / (2 * variance).squareRoot()))
    }

    /// The number of leading values that satisfy a predicate; later values must not.
    private static func partition(_ sorted: [Double], _ satisfies: (Double) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if satisfies(sorted[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
