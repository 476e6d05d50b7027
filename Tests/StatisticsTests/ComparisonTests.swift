import Statistics
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct ComparisonTests {
    /// Values spread evenly around a middle, by the given share to both sides.
    private static func values(around middle: Double, spread: Double, count: Int = 31) -> [Double] {
        (0..<count).map { middle * (1 + spread * (2 * Double($0) / Double(count - 1) - 1)) }
    }

    private static func judged(_ comparison: Comparison, band: Double = 0.02, relevance: Double = 0.02) -> Judgement? {
        Judgement.of([comparison], by: .init(band: band, relevance: relevance, level: 0.05)).first
    }

    @Test(
        arguments: [
            (1.1, 0.01, .slower), (0.9, 0.01, .faster), (1.0, 0.01, .noDifference), (1.005, 0.01, .noDifference),
            (1.0, 0.3, .undecided), (1.02, 0.01, .undecided), (1.1, 0.5, .undecided),
        ] as [(Double, Double, Comparison.Verdict)]
    )
    func `the verdict follows from the samples`(
        factor: Double,
        spread: Double,
        verdict: Comparison.Verdict
    ) throws {
        let comparison = try #require(
            Comparison(
                old: Self.values(around: 100, spread: spread),
                new: Self.values(around: 100 * factor, spread: spread)
            )
        )
        let judgement = try #require(Self.judged(comparison))
        #expect(judgement.verdict == verdict)
        #expect(try #require(judgement.interval).contains(comparison.change))
        #expect(abs(comparison.change - (factor - 1)) < 0.02 + spread / 5)
        #expect((judgement.observationsNeeded == nil) == (verdict != .undecided))
        #expect(judgement.observationsNeeded ?? .max > comparison.observations)
    }

    @Test func `a wider band tolerates a larger difference`() throws {
        let comparison = try #require(
            Comparison(old: Self.values(around: 100, spread: 0.01), new: Self.values(around: 104, spread: 0.01))
        )
        #expect(Self.judged(comparison)?.verdict == .slower)
        #expect(Self.judged(comparison, band: 0.1, relevance: 0.1)?.verdict == .noDifference)
        #expect(comparison.pValue(beyond: 0.1) > 0.5)
        #expect(comparison.pValue() < 1e-9)
    }

    @Test func `no value, or one that isn't positive, gives no comparison`() {
        #expect(Comparison(old: [], new: [1]) == nil)
        #expect(Comparison(old: [1, 0], new: [1, 1]) == nil)
        #expect(Comparison(old: [1, .nan], new: [1, 1]) == nil)
        #expect(Comparison(ratios: []) == nil)
        #expect(Comparison(ratios: [1, .infinity]) == nil)
        #expect(Comparison(ratios: [-1]) == nil)
    }

    /// Hollander and Wolfe, "Nonparametric Statistical Methods", example 3.1: Hamilton's depression scale of nine patients.
    @Test func `the signed-rank test gives the textbook result`() throws {
        let differences = [-0.952, 0.147, -1.022, -0.430, -0.620, -0.590, -0.490, 0.080, -0.010]
        let comparison = try #require(Comparison(ratios: differences.map { exp($0) }))
        // W⁺ = 5 of 45: P = 0.0195 on one side.
        #expect(abs(comparison.pValue() - 2 * 0.0195) < 0.0001)
        #expect(abs(log(1 + comparison.change) - -0.46) < 0.0001)
        // The 96 percent interval of their example 3.4.
        let interval = try #require(comparison.interval(confidence: 0.96))
        #expect(abs(log(1 + interval.lower) - -0.786) < 0.0001)
        #expect(abs(log(1 + interval.upper) - -0.010) < 0.0001)
    }

    @Test func `the rank-sum test gives the textbook result`() throws {
        // U = 4 of 5 · 5: six tables have P(U ≤ 4) = 12/252.
        let comparison = try #require(Comparison(old: [1, 2, 3, 4.5, 7], new: [4, 5, 6, 8, 9]))
        #expect(abs(comparison.pValue() - 2 * 12 / 252.0) < 1e-12)
        let distribution = RankDistribution.rankSum(5, 5)
        #expect(abs(distribution.probability(ofAtMost: 0) - 1 / 252.0) < 1e-12)
        #expect(distribution.probability(ofAtMost: 25) == 1)
    }

    @Test(arguments: [(RankDistribution.signedRank(pairs: 100), 101), (.rankSum(30, 30), 31)])
    func `the exact distribution passes into the normal one`(exact: RankDistribution, next: Int) {
        let normal = next == 101 ? RankDistribution.signedRank(pairs: next) : .rankSum(next, next)
        for share in [0.3, 0.35, 0.4, 0.45] {
            let probabilities = [exact, normal].map { $0.probability(ofAtMost: Int(share * Double($0.largest))) }
            #expect(abs(probabilities[0] - probabilities[1]) < 0.01, "\(share)")
        }
        #expect(abs(exact.probability(ofAtMost: exact.largest / 2) - 0.5) < 0.01)
    }

    @Test func `equal pairs don't differ`() throws {
        let comparison = try #require(Comparison(ratios: Array(repeating: 1, count: 12)))
        #expect(comparison.pValue() == 1)
        #expect(comparison.change == 0)
        #expect(Self.judged(comparison)?.verdict == .noDifference)
    }

    /// The level of each of three tests is a twelfth, an eighth or a fourth; from the first that fails on it stays.
    @Test(
        arguments: [
            ([0.01, 0.2, 0.1], [3, 1, 2]), ([0.5, 0.6, 0.01], [2, 2, 3]), ([0.1, 0.1, 0.1], [3, 3, 3]), ([0.24], [1]),
            ([], []),
        ] as [([Double], [Double])]
    )
    func `Holm's procedure gives each test its level`(pValues: [Double], divisors: [Double]) {
        #expect(Judgement.holm(pValues, level: 0.25) == divisors.map { 0.25 / $0 })
    }

    @Test func `too few pairs can't tell, and say how many could`() throws {
        let comparison = try #require(Comparison(ratios: Array(repeating: 2, count: 5)))
        let judgement = try #require(Judgement.of([comparison], by: .init(band: 0, relevance: 0.01)).first)
        #expect(judgement.verdict == .undecided)
        #expect(judgement.interval == nil)
        #expect(judgement.observationsNeeded == 8)
        let enough = try #require(Comparison(ratios: Array(repeating: 2, count: 8)))
        #expect(Judgement.of([enough], by: .init(band: 0, relevance: 0.01)).first?.verdict == .slower)
    }
}
