import Statistics
import Testing

@Suite struct MedianIntervalTests {
    /// The ranks of the tables for 95 percent (Conover, "Practical Nonparametric Statistics"), lower end, and the exact
    /// coverage 1 - 2 P(B < k).
    @Test(arguments: [(6, 1, 0.96875), (10, 2, 0.978516), (20, 6, 0.958611), (31, 10, 0.970551)])
    func `ranks and coverage match the binomial table`(count: Int, rank: Int, coverage: Double) throws {
        let sample = try #require(Sample((1...count).map(Double.init)))
        let interval = try #require(sample.medianInterval(confidence: 0.95))
        #expect(interval.lower == Double(rank))
        #expect(interval.upper == Double(count + 1 - rank))
        #expect(abs(interval.confidence - coverage) < 1e-6)
    }

    @Test func `five measurements can't give 95 percent`() throws {
        let sample = try #require(Sample([1, 2, 3, 4, 5]))
        #expect(sample.medianInterval(confidence: 0.95) == nil)
        #expect(sample.medianInterval(confidence: 0.9)?.confidence == 0.9375)
    }

    @Test func `a thousand measurements don't underflow`() throws {
        let sample = try #require(Sample((1...5_000).map(Double.init)))
        let interval = try #require(sample.medianInterval())
        #expect(interval.confidence >= 0.95 && interval.confidence < 0.96)
        #expect(interval.contains(sample.median))
    }
}
