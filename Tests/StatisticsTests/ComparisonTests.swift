import Statistics
import Testing

@Suite struct ComparisonTests {
    /// Values spread evenly around a middle, by the given share to both sides.
    private static func values(around middle: Double, spread: Double, count: Int = 31) -> [Double] {
        (0..<count).map { middle * (1 + spread * (2 * Double($0) / Double(count - 1) - 1)) }
    }

    @Test(
        arguments: [
            (1.1, 0.01, .slower), (0.9, 0.01, .faster), (1.0, 0.01, .noDifference), (1.005, 0.01, .noDifference),
            (1.0, 0.3, .tooNoisy), (1.02, 0.01, .tooNoisy), (1.1, 0.5, .tooNoisy),
        ] as [(Double, Double, Comparison.Verdict)]
    )
    func `the verdict follows from the samples`(
        factor: Double,
        spread: Double,
        verdict: Comparison.Verdict
    ) throws {
        let comparison = try #require(
            Comparison(Self.values(around: 100, spread: spread), Self.values(around: 100 * factor, spread: spread))
        )
        #expect(comparison.verdict == verdict)
        #expect(comparison.interval.contains(comparison.change))
        #expect(abs(comparison.change - (factor - 1)) < 0.02 + spread / 5)
    }

    @Test func `a wider band tolerates a larger difference`() throws {
        let old = Self.values(around: 100, spread: 0.01)
        let new = Self.values(around: 104, spread: 0.01)
        #expect(try #require(Comparison(old, new)).verdict == .slower)
        #expect(try #require(Comparison(old, new, band: 0.1)).verdict == .noDifference)
    }

    @Test func `too few values, or one that isn't positive, give no comparison`() {
        #expect(Comparison([1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1]) == nil)
        #expect(Comparison([1, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 1]) == nil)
    }

    @Test func `the rank-sum test gives the textbook result`() throws {
        // R: wilcox.test(x, y, exact = FALSE), 10 against 12 values without ties.
        let x = try #require(Sample([1.1, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8, 9.9, 11.0]))
        let y = try #require(Sample([4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 13.0, 14.0, 15.0, 16.0]))
        let test = MannWhitney(x, y)
        // Counted by hand: for each of y, how many of x are smaller.
        #expect(test.statistic == 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 10 + 10 + 10 + 10)
        // z = (92 − 60 − 0.5) / √(10·12·23/12)
        #expect(abs(test.pValue - 0.037_8) < 0.000_5)
    }

    @Test func `ties count half, and equal samples don't differ`() throws {
        let same = try #require(Sample([2, 2, 2, 2]))
        #expect(MannWhitney(same, same).statistic == 8)
        #expect(MannWhitney(same, same).pValue == 1)
        let some = try #require(Sample([1, 2, 2, 3]))
        #expect(MannWhitney(some, same).statistic == 8)
    }
}
