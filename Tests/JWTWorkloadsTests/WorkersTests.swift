import Dispatch
import JWTWorkloads
import Statistics
import Synchronization
import Testing

@Suite struct WorkersTests {
    @Test(arguments: [(0..<1_000, 16), (37..<1_061, 256), (5..<6, 64), (0..<4_096, 1), (3..<3, 7)])
    func `each position is handed out once, whoever takes it`(positions: Range<Int>, chunk: Int) {
        let queue = WorkQueue(positions, chunk: chunk)
        let taken = Mutex<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            while let chunk = queue.take() { taken.withLock { $0 += chunk } }
        }
        #expect(taken.withLock { $0.sorted() } == Array(positions))
        #expect(queue.take() == nil)
    }

    @Test func `a chunk is some fifty microseconds, from 1 to 256 operations`() {
        let costs = [10.0, 400, 800, 60_000, 240_000, 0]
        #expect(costs.map { WorkQueue.chunk(nanosecondsPerOperation: $0) } == [256, 125, 62, 1, 1, 256])
    }

    @Test(arguments: 1...4, WorkerMode.allCases)
    func `a pass performs each operation once, and the next pass goes on`(count: Int, mode: WorkerMode) {
        let performed = Performed()
        let workers = ConcurrentWorkers(count: count, mode: mode, chunk: 16) { CountingWorker(performed) }
        for pass in 0..<3 {
            let reading = workers.slice(operations: 1_000)
            #expect(reading.operations == 1_000)
            #expect(reading.failures == 0)
            #expect((1...count).contains(reading.participants))
            #expect(performed.take() == Array((pass * 1_000)..<((pass + 1) * 1_000)))
        }
    }

    @Test func `every operation of a timed pass has a latency`() {
        let workers = ConcurrentWorkers(count: 3, chunk: 16) { CountingWorker(Performed()) }
        #expect(workers.timedSlice(operations: 500).operations == 500)
        #expect(workers.latencies.count == 500)
    }

    @Test func `workers that can't be made void the slice`() {
        let workers = ConcurrentWorkers(count: 2, chunk: 16) { throw WorkloadError("no memory") }
        #expect(workers.slice(operations: 100).failures == 2)
    }

    @Test func `one worker goes on where it was, and records what it timed`() {
        let performed = Performed()
        let worker = SingleWorker(CountingWorker(performed))
        #expect(worker.slice(operations: 10).operations == 10)
        #expect(worker.latencies.count == 0)
        #expect(worker.timedSlice(operations: 5).operations == 5)
        #expect(worker.latencies.count == 5)
        #expect(performed.take() == Array(0..<15))
    }

    @Test func `nobody waits at the line for a worker that never comes`() {
        Barrier(expected: 2, patience: 1_000).arrive()
    }

    @Test func `the worker counts end with the processors`() {
        #expect(Processors.workerCounts.first == 1)
        #expect(Processors.workerCounts.last == Processors.count)
        #expect(Set(Processors.workerCounts).count == Processors.workerCounts.count)
    }
}

/// The positions that workers have performed.
private final class Performed: Sendable {
    private let positions = Mutex<[Int]>([])

    func add(_ range: Range<Int>) {
        positions.withLock { $0 += range }
    }

    func take() -> [Int] {
        positions.withLock { positions in
            defer { positions = [] }
            return positions.sorted()
        }
    }
}

private final class CountingWorker: WorkloadWorker {
    private let performed: Performed

    init(_ performed: Performed) {
        self.performed = performed
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        performed.add(positions)
        durations? += positions.map { _ in 400 }
        return 0
    }
}
