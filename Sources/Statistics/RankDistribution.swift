import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How many of a set of differences are positive if there is no difference, for any distribution of the measurements.
///
/// The differences are the averages of all pairs of paired differences (Wilcoxon's signed ranks, in Tukey's form), or
/// those of every value of one sample to every value of another (the rank sum of Wilcoxon, Mann and Whitney). Small
/// samples have their exact distribution, larger ones the normal approximation. Wilcoxon, "Individual Comparisons by
/// Ranking Methods", Biometrics Bulletin 1 (1945); Hollander and Wolfe, "Nonparametric Statistical Methods" (1999),
/// chapters 3 and 4.
public struct RankDistribution: Hashable, Sendable {
    /// The number of differences, which is the largest count; the distribution is symmetric about its half.
    public let largest: Int
    /// The probability of each count up to a limit or less, in the exact form.
    private let cumulative: [Double]
    private let deviation: Double

    /// The distributions of paired measurements that were asked for: a curve of power needs one of them thousands of times.
    private static let known = Mutex<[Int: RankDistribution]>([:])

    /// The distribution for paired measurements.
    ///
    /// - Parameter pairs: the number of pairs, at least one. Up to 100 it's exact.
    /// - Returns: the distribution of the number of positive averages among `pairs` · (`pairs` + 1) / 2.
    public static func signedRank(pairs: Int) -> RankDistribution {
        let largest = pairs * (pairs + 1) / 2
        guard pairs <= 100 else {
            return RankDistribution(largest: largest, variance: Double(largest * (2 * pairs + 1)) / 12)
        }
        if let known = known.withLock({ $0[pairs] }) { return known }
        // Each rank belongs to a positive difference or not, with one half.
        var chances = [1.0]
        for rank in 1...max(1, pairs) {
            chances = zip(chances + Array(repeating: 0, count: rank), Array(repeating: 0, count: rank) + chances)
                .map { ($0 + $1) / 2 }
        }
        let distribution = RankDistribution(chances)
        known.withLock { $0[pairs] = distribution }
        return distribution
    }

    /// The distribution for independent samples.
    ///
    /// - Parameters:
    ///   - first: the size of one sample, at least one.
    ///   - second: the size of the other. Up to a product of 900 it's exact.
    /// - Returns: the distribution of the number of positive differences among `first` · `second`.
    public static func rankSum(_ first: Int, _ second: Int) -> RankDistribution {
        let largest = first * second
        guard largest <= 900 else {
            return RankDistribution(largest: largest, variance: Double(largest * (first + second + 1)) / 12)
        }
        // The largest value of all belongs to the one sample or to the other.
        var rows = Array(repeating: [1.0], count: second + 1)
        for n in 1...max(1, first) {
            for m in 1...max(1, second) {
                let share = Double(n) / Double(n + m)
                var chances = Array(repeating: 0.0, count: n * m + 1)
                for (count, chance) in rows[m].enumerated() { chances[count + m] += share * chance }
                for (count, chance) in rows[m - 1].enumerated() { chances[count] += (1 - share) * chance }
                rows[m] = chances
            }
        }
        return RankDistribution(rows[second])
    }

    private init(_ chances: [Double]) {
        largest = chances.count - 1
        var sum = 0.0
        cumulative = chances.map { chance in
            sum += chance
            return sum
        }
        deviation = 0
    }

    private init(largest: Int, variance: Double) {
        self.largest = largest
        cumulative = []
        deviation = variance.squareRoot()
    }

    /// The probability of a count of at most the given one; by symmetry, that of at least ``largest`` less it.
    ///
    /// - Parameter count: a count.
    /// - Returns: a probability.
    public func probability(ofAtMost count: Int) -> Double {
        guard count >= 0 else { return 0 }
        guard count < largest else { return 1 }
        if !cumulative.isEmpty { return min(1, cumulative[count]) }
        let distance = Double(count) + 0.5 - Double(largest) / 2
        return erfc(-distance / deviation / 2.0.squareRoot()) / 2
    }

    /// How many differences are cut off at either end for an interval.
    ///
    /// - Parameter tail: the probability that an end may miss the true value with.
    /// - Returns: the largest number that keeps to it, or `nil` if the whole range is too narrow.
    func cut(tail: Double) -> Int? {
        var (low, high) = (-1, largest / 2)
        while low < high {
            let middle = (low + high + 1) / 2
            if probability(ofAtMost: middle) <= tail { low = middle } else { high = middle - 1 }
        }
        return low >= 0 ? low : nil
    }
}
