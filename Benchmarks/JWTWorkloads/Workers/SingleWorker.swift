package import Statistics

/// Slices of one worker on the calling thread, with contexts that stay from slice to slice.
package final class SingleWorker {
    private let worker: any WorkloadWorker
    private var position = 0
    private var durations: [UInt64]?
    /// The latencies of the timed slices.
    package private(set) var latencies = LatencyHistogram()

    /// Takes a worker that was made on this thread.
    package init(_ worker: any WorkloadWorker) {
        self.worker = worker
    }

    /// How many operations fill a slice; calibrating warms up too.
    package func calibrate(_ calibration: BatchCalibration) -> Int {
        calibration.operations { _ = slice(operations: $0) }
    }

    /// Performs the next operations and times them as a whole.
    ///
    /// - Parameters:
    ///   - operations: how many.
    ///   - clock: the time in nanoseconds.
    ///   - more: what else belongs to the time.
    /// - Returns: the reading.
    package func slice(
        operations: Int,
        clock: () -> UInt64 = MonotonicClock.nanoseconds,
        and more: () -> Void = {}
    ) -> SliceReading {
        let positions = advance(by: operations)
        let preemptions = ThreadPreemptions.count()
        let start = clock()
        let failures = worker.perform(positions)
        more()
        let end = clock()
        return SliceReading(
            operations: operations,
            nanoseconds: end - start,
            failures: failures,
            preemptions: ThreadPreemptions.count() - preemptions
        )
    }

    /// Performs the next operations and times each of them.
    package func timedSlice(operations: Int) -> SliceReading {
        let positions = advance(by: operations)
        // Memory that is there from slice to slice.
        if durations.map({ $0.capacity < operations }) ?? true { durations = Durations.preallocated(operations) }
        durations?.removeAll(keepingCapacity: true)
        let start = MonotonicClock.nanoseconds()
        let failures = worker.perform(positions, timing: &durations)
        let end = MonotonicClock.nanoseconds()
        // Recorded when the slice is over: counting costs as much as a fast operation's tail.
        for duration in durations ?? [] { latencies.record(duration) }
        return SliceReading(operations: operations, nanoseconds: end - start, failures: failures)
    }

    private func advance(by operations: Int) -> Range<Int> {
        defer { position += operations }
        return position..<(position + operations)
    }
}
