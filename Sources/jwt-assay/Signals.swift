import Dispatch
import JWTAdapters
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The signals that the program minds.
enum Signals {
    /// Makes a write to a closed pipe an error of the call.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Runs work that Ctrl-C ends early: the first cancels its task, the second ends the program at once.
    ///
    /// What asks a program to terminate is taken for the same.
    ///
    /// - Parameter work: notices that its task is cancelled and returns what there is.
    /// - Returns: what the work returned, and whether it was interrupted.
    /// - Throws: what the work throws.
    static func interruptible<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> (Result, wasInterrupted: Bool) {
        let task = Task { try await work() }
        let count = Atomic(0)
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard count.wrappingAdd(1, ordering: .relaxed).newValue > 1 else { return task.cancel() }
                RunningPrograms.kill()
                // Not `exit`, which leaves the other threads time to report that the programs were killed.
                _exit(Ending.interrupted.rawValue)
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        }
        let result = try await task.value
        return (result, count.load(ordering: .relaxed) > 0)
    }
}
