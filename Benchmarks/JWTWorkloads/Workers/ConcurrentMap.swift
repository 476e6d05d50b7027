import Dispatch
import Synchronization

/// Work that isn't timed, spread over the processors.
///
/// It fills rings: 4,096 signatures of RSA 4096 take one processor half a minute, and every token of a ring has to be
/// signed separately, or they wouldn't be distinct.
///
/// - Parameters:
///   - count: how many.
///   - makeState: makes what one thread needs, on that thread.
///   - element: the result for an index.
/// - Returns: the results.
/// - Throws: the error of the lowest index that has one.
func concurrentMap<State, Result: Sendable>(
    count: Int,
    makeState: @Sendable () throws(WorkloadError) -> State,
    _ element: @Sendable (State, Int) throws(WorkloadError) -> Result
) throws(WorkloadError) -> [Result] {
    let queue = WorkQueue(0..<count, chunk: 16)
    let outcome = Mutex<(results: [Result?], failure: (index: Int, error: WorkloadError)?)>(
        (Array(repeating: nil, count: count), nil)
    )
    DispatchQueue.concurrentPerform(iterations: min(Processors.count, max(1, count / 16))) { _ in
        var index = -1
        do throws(WorkloadError) {
            let state = try makeState()
            while let positions = queue.take() {
                var results: [Result] = []
                for position in positions {
                    index = position
                    results.append(try element(state, position))
                }
                outcome.withLock { outcome in
                    for (position, result) in zip(positions, results) { outcome.results[position] = result }
                }
            }
        } catch {
            outcome.withLock { outcome in
                if outcome.failure.map({ $0.index > index }) ?? true { outcome.failure = (index, error) }
            }
        }
    }
    let (results, failure) = outcome.withLock { $0 }
    if let failure { throw failure.error }
    return results.compactMap(\.self)
}
