import Dispatch
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
    /// - Parameter work: notices that its task is cancelled and returns what there is.
    /// - Returns: what the work returned, and whether it was interrupted.
    /// - Throws: what the work throws.
    static func interruptible<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> (Result, wasInterrupted: Bool) {
        let task = Task { try await work() }
        let count = Atomic(0)
        return try await withInterrupts {
            if count.wrappingAdd(1, ordering: .relaxed).newValue > 1 { exit(Ending.interrupted.rawValue) }
            task.cancel()
        } during: {
            let result = try await task.value
            return (result, count.load(ordering: .relaxed) > 0)
        }
    }

    private static func withInterrupts<Result>(
        _ handler: @escaping @Sendable () -> Void,
        during work: () async throws -> Result
    ) async throws -> Result {
        let previous = signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler(handler: handler)
        source.resume()
        defer {
            source.cancel()
            _ = signal(SIGINT, previous)
        }
        return try await work()
    }
}
