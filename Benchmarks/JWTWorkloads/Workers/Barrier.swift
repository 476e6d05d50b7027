import Statistics
import Synchronization

/// Where workers wait until all of them are ready, so that making contexts and waking threads isn't timed.
///
/// They spin, because a wake-up takes tens of microseconds. Bounded: Dispatch may give fewer threads than were asked for,
/// and then some worker only begins when another has ended.
package final class Barrier: Sendable {
    private let arrived = Atomic<Int>(0)
    private let expected: Int
    private let patience: UInt64

    /// Draws a line.
    ///
    /// - Parameters:
    ///   - expected: how many come.
    ///   - patience: how long they wait for each other, in nanoseconds.
    package init(expected: Int, patience: UInt64 = 10_000_000) {
        self.expected = expected
        self.patience = patience
    }

    /// Arrives, and returns when all have or patience is at its end.
    package func arrive() {
        arrived.wrappingAdd(1, ordering: .acquiringAndReleasing)
        let deadline = MonotonicClock.nanoseconds() + patience
        while arrived.load(ordering: .acquiring) < expected, MonotonicClock.nanoseconds() < deadline {}
    }
}
