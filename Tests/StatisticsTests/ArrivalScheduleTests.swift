import Statistics
import Testing

@Suite struct ArrivalScheduleTests {
    @Test func `uniform arrivals have equal gaps`() {
        let schedule = ArrivalSchedule(.uniform, rate: 1_000_000, count: 5, seed: 1)
        #expect(schedule.nanoseconds == [0, 1_000, 2_000, 3_000, 4_000])
    }

    @Test func `Poisson arrivals have the rate and spread of a Poisson process`() {
        let count = 20_000
        let schedule = ArrivalSchedule(.poisson, rate: 1_000, count: count, seed: 7).nanoseconds
        let gaps = zip(schedule.dropFirst(), schedule).map { Double($0 - $1) }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        #expect(abs(mean / 1e6 - 1) < 0.03)
        // The standard deviation of an exponential gap is its mean.
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        #expect(abs(variance.squareRoot() / mean - 1) < 0.05)
        #expect(schedule == schedule.sorted())
    }

    @Test(arguments: ArrivalSchedule.Process.allCases)
    func `the same seed gives the same schedule`(process: ArrivalSchedule.Process) {
        let one = ArrivalSchedule(process, rate: 500, count: 100, seed: 3)
        #expect(one == ArrivalSchedule(process, rate: 500, count: 100, seed: 3))
        #expect((one == ArrivalSchedule(process, rate: 500, count: 100, seed: 4)) == (process == .uniform))
    }
}
