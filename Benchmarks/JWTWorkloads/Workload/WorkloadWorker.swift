import Statistics

/// One worker's side of a workload: a ring, and the contexts that this worker alone uses.
///
/// Made on the thread that uses it. The loops are in the conforming types, concrete, so that what is measured is the
/// operation and not its dispatch: one dynamic call for each batch.
package protocol WorkloadWorker: AnyObject {
    /// Performs the operation at each position of the ring, counted around its end.
    ///
    /// - Parameters:
    ///   - positions: from zero; beyond the ring it starts again.
    ///   - durations: takes what each operation took, in nanoseconds, with room for all of them, so that it doesn't grow
    ///     while it's timed; `nil` if single operations aren't timed.
    /// - Returns: how many operations didn't end as they should.
    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int
}

extension WorkloadWorker {
    /// Performs the operation at each position without timing single ones.
    ///
    /// - Parameter positions: from zero; beyond the ring it starts again.
    /// - Returns: how many operations didn't end as they should.
    package func perform(_ positions: Range<Int>) -> Int {
        var durations: [UInt64]?
        return perform(positions, timing: &durations)
    }
}

/// A worker of an implementation: what is timed is also verified.
package protocol ImplementationWorker: WorkloadWorker {
    /// Performs one operation with the contexts that are timed, and returns the outcome.
    func outcome(at position: Int) -> OperationOutcome
}

/// What came out of one operation.
package enum OperationOutcome: Hashable, Sendable {
    /// A token was accepted and had this payload.
    case accepted(payload: [UInt8])
    /// A token was rejected.
    case refused(reason: String)
    /// A token was made.
    case produced(token: [UInt8])
}

/// The loops of every worker, written once and inlined with the operation into each: one that times single operations, and
/// one that has nothing but the operation in it.
enum RingWalk {
    @inline(__always)
    static func failures(
        _ positions: Range<Int>,
        around count: Int,
        timing durations: inout [UInt64]?,
        _ succeeds: (Int) -> Bool
    ) -> Int {
        var failures = 0
        var index = positions.lowerBound % count
        guard var times = durations.take() else {
            for _ in positions {
                if !succeeds(index) { failures &+= 1 }
                index &+= 1
                if index == count { index = 0 }
            }
            return failures
        }
        var last = MonotonicClock.nanoseconds()
        for _ in positions {
            if !succeeds(index) { failures &+= 1 }
            // One reading ends an operation and starts the next.
            let now = MonotonicClock.nanoseconds()
            times.append(now &- last)
            last = now
            index &+= 1
            if index == count { index = 0 }
        }
        durations = times
        return failures
    }
}
