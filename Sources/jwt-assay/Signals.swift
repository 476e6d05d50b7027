import Console
import JWTAdapters
import Synchronization

/// The signals that the program minds.
enum Signals {
    /// Runs work that Ctrl-C ends early: the first cancels its task, the second ends the program at once.
    ///
    /// What asks a program to terminate, or tells it that its terminal is gone, is taken for the same. Once the work is
    /// over, a first one changes nothing: the report of it is being written.
    ///
    /// - Parameter work: notices that its task is cancelled and returns what there is.
    /// - Returns: what the work returned, and whether it was interrupted.
    /// - Throws: what the work throws.
    static func interruptible<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> (Result, wasInterrupted: Bool) {
        let task = Task { try await work() }
        let wasInterrupted = Atomic(false)
        EndingSignals.watch {
            wasInterrupted.store(true, ordering: .relaxed)
            task.cancel()
        } second: {
            RunningPrograms.kill()
        }
        let result = try await task.value
        return (result, wasInterrupted.load(ordering: .relaxed))
    }
}
