import Statistics
import Testing

@Suite struct MonotonicClockTests {
    @Test func `the clock doesn't go back`() {
        var last = MonotonicClock.nanoseconds()
        for _ in 0..<1_000 {
            let now = MonotonicClock.nanoseconds()
            #expect(now >= last)
            last = now
        }
    }

    @Test func `a reading takes time`() {
        #expect(MonotonicClock.costOfReading() > 0)
    }

    @Test func `the count of preemptions never falls`() {
        let before = ThreadPreemptions.count()
        #expect(before >= 0)
        #expect(ThreadPreemptions.count() >= before)
    }
}
