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

    @Test func `a reading costs something`() {
        #expect(MonotonicClock.costOfReading() > 0)
    }

    @Test func `preemptions are counted upwards`() {
        let before = ThreadPreemptions.count()
        #expect(before >= 0)
        #expect(ThreadPreemptions.count() >= before)
    }
}
