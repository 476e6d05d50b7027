#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Sample {
    /// The confidence interval of the median from two order statistics, for any distribution.
    ///
    /// The number of measurements below the true median is binomial with one half, so the k-th smallest and the k-th
    /// largest enclose it with a probability that depends only on k. The narrowest pair that reaches the confidence is
    /// used; the interval gives its exact coverage, which is slightly higher. Hahn and Meeker, "Statistical Intervals"
    /// (1991), section 5.2. This assumes independent measurements. On a drifting machine neighbours aren't quite
    /// independent, so ``PairedRatio`` compares implementations.
    ///
    /// - Parameter confidence: the wanted coverage, between 0 and 1.
    /// - Returns: the interval, or `nil` with too few measurements (fewer than six for 95 percent).
    public func medianInterval(confidence: Double = 0.95) -> ConfidenceInterval? {
        let tail = (1 - confidence) / 2
        var below = 0.0
        var rank = 0
        while rank < count / 2 {
            let next = below + Self.binomialHalf(successes: rank, trials: count)
            guard next <= tail else { break }
            below = next
            rank += 1
        }
        guard rank > 0 else { return nil }
        return ConfidenceInterval(lower: sorted[rank - 1], upper: sorted[count - rank], confidence: 1 - 2 * below)
    }

    /// The probability of the given number of heads in coin tosses.
    private static func binomialHalf(successes: Int, trials: Int) -> Double {
        let n = Double(trials)
        let k = Double(successes)
        return exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) - n * log(2))
    }

    private static func logGamma(_ value: Double) -> Double {
        // The re-entrant spelling: plain lgamma writes the global signgam.
        var sign: Int32 = 0
        return unsafe lgamma_r(value, &sign)
    }
}
