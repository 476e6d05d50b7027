#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whether something takes longer than before, by the ranks of relative differences.
///
/// An observation is a process, or a pair of processes: what varies from process to process (the layout of memory, the
/// luck of placement) moves every reading of a process alike, so that its readings aren't independent (Mytkowicz and
/// others, "Producing Wrong Data Without Doing Anything Obviously Wrong!", ASPLOS 2009; Kalibera and Jones, "Rigorous
/// Benchmarking in Reasonable Time", ISMM 2013). Ranks rather than Student's t, because a shared machine gives a few
/// processes far-off figures: one of them widens a t interval without limit, and moves this one by a rank. In pairs
/// whose order is drawn by lot the probability of a false alarm is exact, whatever the distribution. The size is the
/// Hodges-Lehmann estimate with the interval that belongs to the test (Annals of Mathematical Statistics 34, 1963).
public struct Comparison: Hashable, Sendable {
    /// The result of a comparison.
    public enum Verdict: String, CaseIterable, Codable, Hashable, Sendable {
        /// The second takes less time, by more than the band.
        case faster
        /// The second takes more time, by more than the band.
        case slower
        /// Any difference is smaller than what matters.
        case noDifference = "no difference shown"
        /// The interval is too wide for any of these.
        case undecided = "can't tell"
    }

    /// What differences count, and how sure a verdict is.
    public struct Rule: Hashable, Sendable {
        /// Relative differences up to this count as none.
        public let band: Double
        /// A relative difference of this size matters: less than it is "no difference".
        public let relevance: Double
        /// The probability of any false alarm among all comparisons that are judged together.
        public let level: Double

        /// States a rule.
        ///
        /// - Parameters:
        ///   - band: relative differences up to this count as none.
        ///   - relevance: the relative difference that matters, at least the band.
        ///   - level: the probability of a false alarm.
        public init(band: Double, relevance: Double, level: Double = 0.01) {
            self.band = band
            self.relevance = max(band, relevance)
            self.level = level
        }
    }

    /// How many observations there are: pairs, or values of the smaller sample.
    public let observations: Int
    /// Logarithms of quotients, ascending.
    private let differences: [Double]
    private let distribution: RankDistribution

    /// Compares measurements taken in pairs.
    ///
    /// - Parameter ratios: how many times as long the new takes as the old, for each pair. If there are none, or one
    ///   isn't positive, the result is `nil`.
    public init?(ratios: [Double]) {
        let quotients = ratios.map { log($0) }
        guard !quotients.isEmpty, quotients.allSatisfy(\.isFinite) else { return nil }
        observations = quotients.count
        differences = quotients.indices.flatMap { index in
            quotients[index...].map { (quotients[index] + $0) / 2 }
        }.sorted()
        distribution = .signedRank(pairs: quotients.count)
    }

    /// Compares independent samples of times, or of ratios of times.
    ///
    /// - Parameters:
    ///   - old: positive measurements.
    ///   - new: positive measurements of the same quantity. If there are none of either, or one isn't positive, the
    ///     result is `nil`.
    public init?(old: [Double], new: [Double]) {
        let before = old.map { log($0) }
        differences = new.flatMap { value in before.map { log(value) - $0 } }.sorted()
        guard !differences.isEmpty, differences.allSatisfy(\.isFinite) else { return nil }
        observations = min(old.count, new.count)
        distribution = .rankSum(old.count, new.count)
    }

    /// The relative change from the old to the new; negative if the new takes less time.
    public var change: Double { exp(Sample.quantile(0.5, ofSorted: differences)) - 1 }

    /// The probability of a difference at least as clear if the true one lies within a band.
    ///
    /// - Parameter band: relative differences up to this count as none.
    /// - Returns: a two-sided p-value.
    public func pValue(beyond band: Double = 0) -> Double {
        let (above, below) = (log(1 + band), log(1 - band))
        let slower = differences.count { $0 <= above }
        let faster = differences.count { $0 >= below }
        return min(1, 2 * distribution.probability(ofAtMost: min(slower, faster)))
    }

    /// The interval of ``change``.
    ///
    /// - Parameter confidence: the coverage.
    /// - Returns: the interval, or `nil` with too few observations for the coverage.
    public func interval(confidence: Double) -> ConfidenceInterval? {
        guard let cut = distribution.cut(tail: (1 - confidence) / 2) else { return nil }
        return ConfidenceInterval(
            lower: exp(differences[cut]) - 1,
            upper: exp(differences[differences.count - 1 - cut]) - 1,
            confidence: confidence
        )
    }
}

/// What can be said of one comparison among several.
public struct Judgement: Hashable, Sendable {
    /// The result.
    public let verdict: Comparison.Verdict
    /// The interval of the change that the verdict follows from; `nil` with too few observations.
    public let interval: ConfidenceInterval?
    /// About how many observations it takes for another verdict than ``Comparison/Verdict/undecided``; `nil` if there
    /// is one already.
    public let observationsNeeded: Int?

    /// Judges comparisons together, so that the probability of any false alarm stays within the rule's level.
    ///
    /// The correction is that of Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal
    /// of Statistics 6 (1979): the clearest of m differences has to pass at a level of 1/m, the next at 1/(m − 1), and
    /// so on until one fails. Each interval has the coverage of its own step.
    ///
    /// - Parameters:
    ///   - comparisons: what is judged.
    ///   - rule: what differences count.
    /// - Returns: a judgement for each, in their order.
    public static func of(_ comparisons: [Comparison], by rule: Comparison.Rule) -> [Judgement] {
        let levels = holm(comparisons.map { $0.pValue(beyond: rule.band) }, level: rule.level)
        return zip(comparisons, levels).map { Judgement($0, level: $1, rule) }
    }

    /// The level of each test by Holm's procedure.
    ///
    /// - Parameters:
    ///   - pValues: the tests' p-values.
    ///   - level: the probability of any false alarm.
    /// - Returns: for each test the level that its p-value is held to.
    public static func holm(_ pValues: [Double], level: Double) -> [Double] {
        var levels = Array(repeating: level, count: pValues.count)
        var left = pValues.count
        for index in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }) {
            levels[index] = level / Double(left)
            // From the first that fails on, all are held to its level.
            if pValues[index] <= levels[index] { left -= 1 }
        }
        return levels
    }

    /// The fewest pairs with which a verdict is possible.
    ///
    /// - Parameters:
    ///   - comparisons: how many are judged together.
    ///   - level: the probability of any false alarm.
    /// - Returns: a number of pairs: all of them have to agree, which happens by chance with 2 in 2ⁿ.
    public static func fewestObservations(comparisons: Int, level: Double) -> Int {
        Int(log2(2 * Double(max(1, comparisons)) / level).rounded(.up))
    }

    private init(_ comparison: Comparison, level: Double, _ rule: Comparison.Rule) {
        interval = comparison.interval(confidence: 1 - level)
        guard let interval else {
            verdict = .undecided
            observationsNeeded = max(
                comparison.observations + 1,
                Self.fewestObservations(comparisons: 1, level: level)
            )
            return
        }
        verdict =
            if interval.lower > rule.band {
                .slower
            } else if interval.upper < -rule.band {
                .faster
            } else if interval.lower >= -rule.relevance, interval.upper <= rule.relevance {
                .noDifference
            } else {
                .undecided
            }
        guard verdict == .undecided else {
            observationsNeeded = nil
            return
        }
        // An interval narrows with the root of the number, until it lies on one side of the band or within what matters.
        let size = abs(comparison.change)
        let wanted = max(size - rule.band, rule.relevance - size, rule.relevance / 20)
        let factor = (interval.width / 2 / wanted) * (interval.width / 2 / wanted)
        observationsNeeded = max(comparison.observations + 1, Int(Double(comparison.observations) * min(factor, 1e6)))
    }
}
