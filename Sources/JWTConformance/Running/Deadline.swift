import Synchronization

/// When work has to end that watches for its cancellation.
package final class Deadline: Sendable {
    private let seconds: Double
    private let hasPassed = Atomic(false)

    private init(_ seconds: Double) {
        self.seconds = seconds
    }

    /// How many seconds the work had, if they were used up.
    package var passed: Double? { hasPassed.load(ordering: .acquiring) ? seconds : nil }

    /// Does work, and cancels it when its time is over.
    ///
    /// - Parameters:
    ///   - seconds: how long it may take; `nil`: as long as it takes.
    ///   - work: ends early, with what there is, once its task is cancelled.
    /// - Returns: the result of the work.
    package static func after<Result: Sendable>(
        _ seconds: Double?,
        _ work: @escaping @Sendable (Deadline) async -> Result
    ) async -> Result {
        let deadline = Deadline(seconds ?? .infinity)
        // No clock reaches so far, and none needs to.
        guard let seconds, seconds < 1e9 else { return await work(deadline) }
        return await withTaskGroup(of: Result?.self) { group in
            group.addTask { await work(deadline) }
            group.addTask {
                guard (try? await Task.sleep(for: .seconds(max(0, seconds)))) != nil else { return nil }
                deadline.hasPassed.store(true, ordering: .releasing)
                return nil
            }
            var result: Result?
            while result == nil, let next = await group.next() {
                result = next
                group.cancelAll()
            }
            guard let result else { return await work(deadline) }
            return result
        }
    }
}
