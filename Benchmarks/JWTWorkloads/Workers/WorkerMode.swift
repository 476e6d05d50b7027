import Dispatch

/// On what workers run.
package enum WorkerMode: String, CaseIterable, Codable, Hashable, Sendable {
    /// The threads of Dispatch, as many as there are processors.
    case dispatch
    /// Swift tasks, on the cooperative threads of Swift's concurrency.
    case tasks

    /// Runs the given number of bodies at once and returns when all have ended.
    ///
    /// - Parameters:
    ///   - count: how many; beyond the processors, some begin when others have ended.
    ///   - body: called with its number, from zero.
    func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        switch self {
        case .dispatch: DispatchQueue.concurrentPerform(iterations: count, execute: body)
        case .tasks:
            let done = DispatchSemaphore(value: 0)
            Task.detached(priority: .userInitiated) {
                await withTaskGroup { group in
                    for index in 0..<count { group.addTask { body(index) } }
                }
                done.signal()
            }
            // The caller's thread isn't one of the cooperative ones, which mustn't wait.
            done.wait()
        }
    }
}
