import Statistics
import Testing

@Suite struct SampleTests {
    @Test func `an empty list or a value that isn't finite gives no sample`() {
        #expect(Sample([]) == nil)
        #expect(Sample([1, .nan]) == nil)
        #expect(Sample([1, .infinity]) == nil)
    }

    @Test func `one measurement is its own median`() throws {
        let sample = try #require(Sample([7]))
        #expect(sample.median == 7)
        #expect(sample.p10 == 7)
        #expect(sample.medianAbsoluteDeviation == 0)
        #expect(sample.medianInterval() == nil)
    }

    @Test func `the median of an even number lies between the two in the middle`() throws {
        let sample = try #require(Sample([4, 1, 3, 2]))
        #expect(sample.median == 2.5)
        #expect(sample.minimum == 1)
        #expect(sample.maximum == 4)
    }

    /// numpy.quantile(range(1, 12), q), its default being type 7.
    @Test(arguments: [(0.0, 1.0), (0.1, 2.0), (0.25, 3.5), (0.5, 6.0), (0.99, 10.9), (1.0, 11.0)])
    func `quantiles interpolate as R and NumPy do`(share: Double, value: Double) throws {
        let sample = try #require(Sample((1...11).map(Double.init)))
        #expect(abs(sample.quantile(share) - value) < 1e-12)
    }

    @Test func `a share beyond the ends is clamped`() throws {
        let sample = try #require(Sample([1, 2, 3]))
        #expect(sample.quantile(-1) == 1)
        #expect(sample.quantile(2) == 3)
    }

    @Test func `an outlier doesn't change the deviation`() throws {
        // Deviations from the median 2: 1, 1, 0, 0, 2, 4, 7; the middle one is 1.
        let sample = try #require(Sample([1, 1, 2, 2, 4, 6, 9]))
        #expect(sample.medianAbsoluteDeviation == 1)
    }
}
