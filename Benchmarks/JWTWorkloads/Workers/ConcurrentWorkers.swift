package import Statistics
import Synchronization

/// The given number of workers at once, on the threads of Dispatch or as Swift tasks.
///
/// The key is shared; each worker makes its contexts itself, on its own thread, before the line from which time counts:
/// contexts that one thread makes for all may lie in one cache line, and then the workers hold each other up.
///
/// Both run as many workers at once as there are processors; ``SliceReading/participants`` says how many it were.
package final class ConcurrentWorkers {
    /// How many workers are asked for.
    package let count: Int
    private let mode: WorkerMode
    private let chunk: Int
    private let makeWorker: @Sendable () throws -> any WorkloadWorker
    private var position = 0
    /// The latencies of the timed slices, of all workers.
    package private(set) var latencies = LatencyHistogram()

    /// Plans workers.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - mode: the kind of workers.
    ///   - chunk: how many operations one takes at a time.
    ///   - makeWorker: makes one worker's contexts; called on that worker's thread, by several at once.
    package init(
        count: Int,
        mode: WorkerMode = .dispatch,
        chunk: Int,
        makeWorker: @escaping @Sendable () throws -> any WorkloadWorker
    ) {
        self.count = max(1, count)
        self.mode = mode
        self.chunk = chunk
        self.makeWorker = makeWorker
    }

    /// Performs the next operations, each once, and times them as a whole: from the first worker's start to the last one's
    /// end.
    package func slice(operations: Int) -> SliceReading {
        perform(operations: operations, timed: false)
    }

    /// Performs the next operations and times each of them.
    package func timedSlice(operations: Int) -> SliceReading {
        perform(operations: operations, timed: true)
    }

    private func perform(operations: Int, timed: Bool) -> SliceReading {
        let queue = WorkQueue(position..<(position + operations), chunk: chunk)
        position += operations
        let barrier = Barrier(expected: min(count, Processors.count))
        let shares = Shares()
        let makeWorker = makeWorker
        mode.run(count) { _ in
            guard let worker = try? makeWorker() else {
                // Nobody to do it: what this worker would have done stays for the others, and the slice is void.
                shares.add(Share(failures: 1))
                return barrier.arrive()
            }
            var durations = timed ? Durations.preallocated(operations) : nil
            barrier.arrive()
            shares.add(Share.perform(queue, worker: worker, durations: &durations))
        }
        return total(shares.all)
    }

    private func total(_ shares: [Share]) -> SliceReading {
        let working = shares.filter { $0.operations > 0 }
        for share in working {
            for duration in share.durations { latencies.record(duration) }
        }
        let start = working.map(\.start).min() ?? 0
        let end = working.map(\.end).max() ?? 0
        return SliceReading(
            operations: working.reduce(0) { $0 + $1.operations },
            nanoseconds: end - start,
            failures: shares.reduce(0) { $0 + $1.failures },
            preemptions: working.reduce(0) { $0 + $1.preemptions },
            participants: working.count
        )
    }
}

/// What one worker did of a slice.
private struct Share {
    var operations = 0
    var failures = 0
    var preemptions = 0
    var start: UInt64 = 0
    var end: UInt64 = 0
    var durations: [UInt64] = []

    static func perform(
        _ queue: WorkQueue,
        worker: any WorkloadWorker,
        durations: inout [UInt64]?
    ) -> Share {
        var share = Share()
        let preemptions = ThreadPreemptions.count()
        share.start = MonotonicClock.nanoseconds()
        while let positions = queue.take() {
            share.failures += worker.perform(positions, timing: &durations)
            share.operations += positions.count
        }
        share.end = MonotonicClock.nanoseconds()
        share.preemptions = ThreadPreemptions.count() - preemptions
        share.durations = durations ?? []
        return share
    }
}

/// Where workers leave their results, once each, after their time has been taken.
private final class Shares: Sendable {
    private let shares = Mutex<[Share]>([])

    var all: [Share] { shares.withLock { $0 } }

    func add(_ share: Share) {
        shares.withLock { $0.append(share) }
    }
}
