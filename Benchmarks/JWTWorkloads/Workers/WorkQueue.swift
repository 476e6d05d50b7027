import Synchronization

/// Hands out the positions of one pass in chunks, each position once, through one atomic counter.
///
/// No queue and no lock, so that neither is measured: taking a chunk is one addition of a few nanoseconds.
package final class WorkQueue: Sendable {
    private let next: Atomic<Int>
    private let end: Int
    private let chunk: Int

    /// Hands out a range.
    ///
    /// - Parameters:
    ///   - positions: the positions to hand out.
    ///   - chunk: how many at a time, at least one.
    package init(_ positions: Range<Int>, chunk: Int) {
        next = Atomic(positions.lowerBound)
        end = positions.upperBound
        self.chunk = max(1, chunk)
    }

    /// The next chunk; `nil` if none is left.
    package func take() -> Range<Int>? {
        let start = next.wrappingAdd(chunk, ordering: .relaxed).oldValue
        return start < end ? start..<min(start + chunk, end) : nil
    }

    /// How many operations a chunk holds: some fifty microseconds' worth, from 1 to 256.
    ///
    /// At the end of a pass a worker may wait for another's last chunk. Sixteen signatures of RSA would be four
    /// milliseconds; an addition for each is nothing compared with them.
    ///
    /// - Parameter nanosecondsPerOperation: the time of one operation.
    /// - Returns: a number of operations.
    package static func chunk(nanosecondsPerOperation: Double) -> Int {
        guard nanosecondsPerOperation > 0 else { return 256 }
        return Int(min(max(50_000 / nanosecondsPerOperation, 1), 256))
    }
}
