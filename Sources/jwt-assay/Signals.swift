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
    /// A source that is only kept: nothing is called on it once it waits.
    private struct Waiting: @unchecked Sendable {
        let source: any DispatchSourceProtocol
    }

    /// What waits for them, to the program's end.
    private static let sources = Mutex<[Waiting]>([])

    /// Makes a write to a closed pipe an error of the call.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// What tells handlers apart: functions can't be compared.
    private static func address(of handler: (@convention(c) (Int32) -> Void)?) -> Int {
        unsafe unsafeBitCast(handler, to: Int.self)
    }

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
        let count = Atomic(0)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // Who started the program by nohup wants it to outlive the terminal.
            let wasIgnored = address(of: signal(number, SIG_IGN)) == address(of: SIG_IGN)
            if number == SIGHUP, wasIgnored { continue }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard count.wrappingAdd(1, ordering: .relaxed).newValue > 1 else { return task.cancel() }
                RunningPrograms.kill()
                // Not `exit`, which leaves the other threads time to report that the programs were killed.
                _exit(Ending.interrupted.rawValue)
            }
            source.resume()
            let waiting = Waiting(source: source)
            sources.withLock { $0.append(waiting) }
        }
        let result = try await task.value
        return (result, count.load(ordering: .relaxed) > 0)
    }
}
