import Statistics
import Testing

@Suite struct LatencyHistogramTests {
    private static func within(_ value: UInt64?, of expected: Double) -> Bool {
        value.map { abs(Double($0) - expected) <= expected / 1_000 + 1 } ?? false
    }

    @Test func `percentiles are accurate to a thousandth`() {
        var histogram = LatencyHistogram()
        for nanoseconds in 1...100_000 as ClosedRange<UInt64> { histogram.record(nanoseconds) }
        #expect(histogram.count == 100_000)
        #expect(Self.within(histogram.percentile(50), of: 50_000))
        #expect(Self.within(histogram.percentile(99), of: 99_000))
        #expect(Self.within(histogram.percentile(100), of: 100_000))
    }

    @Test func `an empty histogram has no percentile`() {
        #expect(LatencyHistogram().percentile(50) == nil)
        #expect(LatencyHistogram().counts.isEmpty)
    }

    @Test func `merging two histograms equals recording in one`() {
        var (first, second, both) = (LatencyHistogram(), LatencyHistogram(), LatencyHistogram())
        for step in 0..<1_000 as Range<UInt64> {
            first.record(300 + step)
            second.record(50_000 + step * step * 1_000)
            both.record(300 + step)
            both.record(50_000 + step * step * 1_000)
        }
        first.merge(second)
        first.merge(LatencyHistogram())
        #expect(first.counts == both.counts)
        #expect(first.percentile(99) == both.percentile(99))
    }

    @Test func `the counts recreate the histogram`() {
        var histogram = LatencyHistogram()
        for step in 0..<500 as Range<UInt64> { histogram.record(700 + step * step) }
        let again = LatencyHistogram(counts: histogram.counts)
        #expect(again.counts == histogram.counts)
        #expect(again.percentile(99) == histogram.percentile(99))
    }
}
