import Statistics
import Testing

@Suite struct ScalabilityFitTests {
    private static func points(_ contention: Double, _ coherency: Double, to count: Int) -> [ScalabilityFit.Point] {
        (1...count).map { workers in
            let n = Double(workers)
            return ScalabilityFit.Point(
                workers: workers,
                capacity: n / (1 + contention * (n - 1) + coherency * n * (n - 1))
            )
        }
    }

    @Test(arguments: [(0.05, 0.001), (0.0, 0.01), (0.2, 0.0), (0.0, 0.0)])
    func `the fit recovers the parameters of a curve`(contention: Double, coherency: Double) throws {
        let fit = try #require(ScalabilityFit(Self.points(contention, coherency, to: 8)))
        #expect(abs(fit.contention - contention) < 1e-9)
        #expect(abs(fit.coherency - coherency) < 1e-9)
        #expect(fit.determination > 0.999_999)
        #expect(abs(fit.capacity(6) - Self.points(contention, coherency, to: 6)[5].capacity) < 1e-9)
    }

    @Test func `beyond the peak, more workers do less`() throws {
        let fit = try #require(ScalabilityFit(Self.points(0.04, 0.01, to: 16)))
        let peak = try #require(fit.peakWorkers)
        #expect(abs(peak - (0.96 / 0.01).squareRoot()) < 1e-6)
        #expect(fit.capacity(10) > fit.capacity(14))
        #expect(try #require(ScalabilityFit(Self.points(0.1, 0, to: 4))).peakWorkers == nil)
    }

    @Test func `neither parameter is negative, whatever the points`() throws {
        let superlinear = [1, 2, 3, 4].map { ScalabilityFit.Point(workers: $0, capacity: Double($0) * 1.1) }
        let fit = try #require(ScalabilityFit(superlinear))
        #expect(fit.contention >= 0)
        #expect(fit.coherency >= 0)
        // Flat from two workers on: contention alone.
        let flat = [(1, 1.0), (2, 1.9), (3, 1.9), (4, 1.9)].map { ScalabilityFit.Point(workers: $0, capacity: $1) }
        let plateau = try #require(ScalabilityFit(flat))
        #expect(plateau.contention >= 0)
        #expect(plateau.coherency >= 0)
    }

    @Test func `three points give no fit`() {
        #expect(ScalabilityFit(Self.points(0.1, 0, to: 3)) == nil)
        #expect(ScalabilityFit(Array(repeating: ScalabilityFit.Point(workers: 2, capacity: 2), count: 4)) == nil)
        #expect(ScalabilityFit((1...4).map { ScalabilityFit.Point(workers: $0, capacity: 0) }) == nil)
    }
}
