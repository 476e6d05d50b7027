import Statistics
import Testing

@testable import JWTWorkloads

@Suite struct LatencyTests {
    /// An operation that takes no time, or fails.
    private final class Instant: WorkloadWorker {
        let fails: Bool

        init(fails: Bool = false) {
            self.fails = fails
        }

        func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
            durations? += positions.map { _ in 100 }
            return fails ? positions.count : 0
        }
    }

    /// An operation that takes a millisecond.
    private final class Slow: WorkloadWorker {
        func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
            let end = MonotonicClock.nanoseconds() + UInt64(positions.count) * 1_000_000
            while MonotonicClock.nanoseconds() < end {}
            return 0
        }
    }

    @Test(arguments: 1...3)
    func `each arrival is served once or dropped`(workers: Int) {
        let schedule = ArrivalSchedule(.poisson, rate: 100_000, count: 2_000, seed: 5)
        let outcome = OpenLoop(schedule, workers: workers).run { Instant() }
        #expect(Int(outcome.latencies.count) + outcome.dropped == 2_000)
        #expect(outcome.services.count == outcome.latencies.count)
        #expect(outcome.failures == 0)
    }

    @Test func `a time counts from the intended start, so that what waits is seen to wait`() throws {
        // A hundred requests at once, of a millisecond each, and one worker.
        let schedule = ArrivalSchedule(.uniform, rate: 1e9, count: 100, seed: 1)
        let outcome = OpenLoop(schedule, workers: 1, patience: .max).run { Slow() }
        #expect(outcome.dropped == 0)
        #expect(try #require(outcome.latencies.percentile(50)) >= 45_000_000)
        #expect(outcome.lastEnd >= 100_000_000)
        let open = ServiceFigures.Open(outcome, schedule: schedule, process: .uniform, seed: 1, load: 2)
        #expect(open.isSaturated)
        #expect(open.achievedPerSecond < open.offeredPerSecond)
    }

    @Test func `who waits too long is gone`() {
        let schedule = ArrivalSchedule(.uniform, rate: 1e9, count: 100, seed: 1)
        let outcome = OpenLoop(schedule, workers: 1, patience: 10_000_000).run { Slow() }
        #expect(outcome.dropped > 50)
        #expect(Int(outcome.latencies.count) + outcome.dropped == 100)
    }

    @Test func `the figures of a service have a row for each load and process`() throws {
        let plan = LatencyPlan(workers: 1, loads: [0.01, 0.02], seconds: 0.01)
        let figures = try #require(try ServiceMeasurement(plan).figures { Instant() })
        #expect(figures.open.map(\.load) == [0.01, 0.01, 0.02, 0.02])
        #expect(figures.open.map(\.process) == [.uniform, .poisson, .uniform, .poisson])
        #expect(figures.closed.count > 0)
    }

    @Test func `an operation that fails has no figure`() {
        #expect(throws: WorkloadError.self) {
            try ServiceMeasurement(LatencyPlan(loads: [0.5], seconds: 0.01)).figures { Instant(fails: true) }
        }
    }
}
