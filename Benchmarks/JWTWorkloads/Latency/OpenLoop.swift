package import Statistics
import Synchronization

/// Has requests come on a schedule that doesn't wait for answers, and takes each one's time from its intended start.
///
/// Arrivals are served in their order by the next worker that is free. Workers spin until the next arrival: a wake-up of some
/// tens of microseconds would be the operating system's latency and not the operation's.
package struct OpenLoop: Sendable {
    /// When requests come.
    package let schedule: ArrivalSchedule
    /// How many workers serve them.
    package let workers: Int
    /// How long a request waits for a worker before its client is gone, in nanoseconds.
    package let patience: UInt64

    /// Plans a loop.
    package init(_ schedule: ArrivalSchedule, workers: Int, patience: UInt64 = 100_000_000) {
        self.schedule = schedule
        self.workers = max(1, workers)
        self.patience = patience
    }

    /// Serves the whole schedule.
    ///
    /// - Parameter makeWorker: makes one worker's contexts; called on that worker's thread.
    /// - Returns: the outcome.
    package func run(_ makeWorker: @escaping @Sendable () throws -> any WorkloadWorker) -> Outcome {
        let state = LoopState(expected: min(workers, Processors.count))
        let loop = self
        WorkerMode.dispatch.run(workers) { _ in
            guard let worker = try? makeWorker() else {
                state.add(Outcome(failures: 1))
                return state.barrier.arrive()
            }
            state.add(loop.serve(state, worker))
        }
        return state.outcome
    }

    private func serve(_ state: LoopState, _ worker: any WorkloadWorker) -> Outcome {
        var outcome = Outcome()
        var waits = Durations.preallocated(schedule.nanoseconds.count)
        var services = Durations.preallocated(schedule.nanoseconds.count)
        // The first operations of a worker are its slowest.
        outcome.failures += worker.perform(0..<8)
        state.barrier.arrive()
        let start = state.start()
        while let index = state.next(below: schedule.nanoseconds.count) {
            let intended = start + schedule.nanoseconds[index]
            var now = MonotonicClock.nanoseconds()
            while now < intended { now = MonotonicClock.nanoseconds() }
            guard now - intended <= patience else {
                outcome.dropped += 1
                continue
            }
            outcome.failures += worker.perform(index..<(index + 1))
            let end = MonotonicClock.nanoseconds()
            waits.append(end - intended)
            services.append(end - now)
            outcome.lastEnd = end - start
        }
        for wait in waits { outcome.latencies.record(wait) }
        for service in services { outcome.services.record(service) }
        return outcome
    }

    /// The outcome of a schedule.
    package struct Outcome: Sendable {
        /// From the intended start to the end.
        package var latencies = LatencyHistogram()
        /// From the actual start to the end.
        package var services = LatencyHistogram()
        /// Requests that weren't served in time.
        package var dropped = 0
        /// Operations that didn't end as they should, and workers that couldn't be made.
        package var failures = 0
        /// When the last operation ended, in nanoseconds since the first moment.
        package var lastEnd: UInt64 = 0

        mutating func merge(_ other: Outcome) {
            latencies.merge(other.latencies)
            services.merge(other.services)
            dropped += other.dropped
            failures += other.failures
            lastEnd = max(lastEnd, other.lastEnd)
        }
    }
}

/// What the workers of a loop share.
private final class LoopState: Sendable {
    let barrier: Barrier
    private let index = Atomic<Int>(0)
    private let started = Atomic<UInt64>(0)
    private let total = Mutex(OpenLoop.Outcome())

    init(expected: Int) {
        barrier = Barrier(expected: expected)
    }

    var outcome: OpenLoop.Outcome { total.withLock { $0 } }

    /// The first moment, the same for all: a little after the first worker asks.
    func start() -> UInt64 {
        let soon = MonotonicClock.nanoseconds() + 50_000
        let (exchanged, original) = started.compareExchange(
            expected: 0,
            desired: soon,
            ordering: .acquiringAndReleasing
        )
        return exchanged ? soon : original
    }

    func next(below count: Int) -> Int? {
        let next = index.wrappingAdd(1, ordering: .relaxed).oldValue
        return next < count ? next : nil
    }

    func add(_ outcome: OpenLoop.Outcome) {
        total.withLock { $0.merge(outcome) }
    }
}
