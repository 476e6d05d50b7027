/// A worker whose tokens are to be refused: what another would count as a failure is here what should happen.
final class RefusalWorker: WorkloadWorker {
    private let worker: any WorkloadWorker

    init(_ worker: any WorkloadWorker) {
        self.worker = worker
    }

    func perform(_ positions: Range<Int>) -> Int {
        positions.count - worker.perform(positions)
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]) -> Int {
        positions.count - worker.perform(positions, timing: &durations)
    }
}
