/// A worker whose tokens must be rejected: here a rejection is the expected outcome, and an acceptance the failure.
final class RefusalWorker: WorkloadWorker {
    private let worker: any WorkloadWorker

    init(_ worker: any WorkloadWorker) {
        self.worker = worker
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        positions.count - worker.perform(positions, timing: &durations)
    }
}
