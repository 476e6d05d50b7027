import Statistics
import Testing

@Suite struct PairedRatioTests {
    @Test func `a ratio is taken pair by pair`() throws {
        // The machine is ten times slower in the second pair; the ratio doesn't see it.
        let ratio = try #require(PairedRatio([2, 20, 3], over: [1, 10, 1]))
        #expect(ratio.ratios == [2, 2, 3])
        #expect(ratio.median == 2)
        #expect(ratio.interval() == nil)
    }

    @Test func `unpaired or non-finite measurements have no ratio`() {
        #expect(PairedRatio([1, 2], over: [1]) == nil)
        #expect(PairedRatio([], over: []) == nil)
        #expect(PairedRatio([1], over: [0]) == nil)
    }

    @Test func `the same series gives the same interval`() throws {
        let ratios = SyntheticSeries(seed: 5, likeness: 0.5).ratios(count: 31, around: 1.1)
        let ratio = try #require(PairedRatio(ratios, over: ratios.map { _ in 1 }))
        #expect(ratio.interval() == ratio.interval())
    }

    @Test func `the interval of a constant is that constant`() throws {
        let ratio = try #require(PairedRatio(Array(repeating: 3, count: 9), over: Array(repeating: 2, count: 9)))
        let interval = try #require(ratio.interval())
        #expect(interval.lower == 1.5)
        #expect(interval.upper == 1.5)
    }

    /// The nominal coverage is 95 percent.
    ///
    /// A percentile interval over 31 ratios falls a little short, more so where neighbours are alike;
    /// what a defect would do (a wrong tail, values instead of blocks) falls far below.
    @Test(arguments: [(0.0, 0.90), (0.5, 0.80)])
    func `the interval covers the true ratio about as often as claimed`(likeness: Double, atLeast: Double) throws {
        let trials = 300
        var covered = 0
        for trial in 0..<trials {
            let series = SyntheticSeries(seed: UInt64(trial), likeness: likeness).ratios(count: 31, around: 1.05)
            let interval = try #require(BlockBootstrap(resamples: 400).medianInterval(of: series))
            if interval.contains(1.05) { covered += 1 }
        }
        let share = Double(covered) / Double(trials)
        #expect(share >= atLeast && share <= 0.99)
    }

    @Test func `a block is the cube root of the series`() {
        #expect([1, 8, 27, 31, 101, 1_000].map(BlockBootstrap.blockLength) == [1, 2, 3, 3, 5, 10])
    }
}

/// Ratios whose logarithms follow one another: each keeps a share of its neighbour's deviation.
private struct SyntheticSeries {
    let seed: UInt64
    let likeness: Double

    func ratios(count: Int, around center: Double) -> [Double] {
        var generator = SplitMix64(seed: seed &* 7_919 &+ 1)
        var deviation = 0.0
        return (0..<count).map { _ in
            // Twelve uniform numbers minus six: close to normal, symmetric, so that its median is zero.
            let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
            deviation = likeness * deviation + 0.02 * noise
            return center + deviation
        }
    }
}
