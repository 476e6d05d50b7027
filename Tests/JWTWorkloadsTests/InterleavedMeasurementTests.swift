import JWTWorkloads
import Testing

@Suite struct InterleavedMeasurementTests {
    private final class Log {
        var slices: [Int] = []
    }

    private static func implementation(_ number: Int, _ log: Log) -> InterleavedMeasurement.Implementation {
        .init {
            log.slices.append(number)
            return SliceReading(operations: number + 1, nanoseconds: 100)
        }
    }

    @Test func `a round has a slice of each, in the order of the round`() {
        let log = Log()
        let readings = InterleavedMeasurement(limit: .rounds(4))
            .readings(of: (0..<3).map { Self.implementation($0, log) })
        #expect(log.slices == [0, 1, 2, 1, 2, 0, 2, 0, 1, 2, 1, 0])
        #expect(readings.map { $0.map(\.operations) } == [[1, 1, 1, 1], [2, 2, 2, 2], [3, 3, 3, 3]])
    }

    @Test func `an interrupted round doesn't count`() {
        let log = Log()
        let readings = InterleavedMeasurement(limit: .rounds(4))
            .readings(of: (0..<2).map { Self.implementation($0, log) }, shouldStop: { log.slices.count == 3 })
        #expect(log.slices.count == 3)
        #expect(readings.map(\.count) == [1, 1])
    }

    @Test func `a disturbed slice is measured again, a latency isn't`() {
        var calls = [0, 0]
        func disturbed(_ index: Int) -> SliceReading {
            calls[index] += 1
            return SliceReading(operations: 1, nanoseconds: 1, failures: calls[index], preemptions: 3 - calls[index])
        }
        let readings = InterleavedMeasurement(limit: .rounds(1), repetitions: 2).readings(of: [
            .init { disturbed(0) }, .init(isRepeatable: false) { disturbed(1) },
        ])
        #expect(calls == [3, 1])
        #expect(readings[0][0].preemptions == 0)
        // What failed in the slices that don't count failed all the same.
        #expect(readings[0][0].failures == 6)
        #expect(readings[1][0].preemptions == 2)
    }

    @Test func `a time limit still gives enough rounds for an interval`() {
        let log = Log()
        let readings = InterleavedMeasurement(limit: .seconds(0)).readings(of: [Self.implementation(0, log)])
        #expect(readings[0].count == RoundLimit.fewest)
    }
}
