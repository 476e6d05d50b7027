import Dispatch
import JWTAdapters
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What asks a program to end: Ctrl-C, a request to terminate, and the end of its terminal.
package enum Signals {
    /// A source that is only kept: nothing is called on it once it waits.
    private struct Waiting: @unchecked Sendable {
        let source: any DispatchSourceProtocol
    }

    /// What waits for them, to the program's end.
    private static let sources = Mutex<[Waiting]>([])

    /// Makes a write to a closed pipe an error of the call.
    package static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Runs work that the first signal ends early by cancelling its task; the second ends the program at once.
    ///
    /// Once the work is over, a first one changes nothing: the report of it is being written.
    ///
    /// - Parameter work: notices that its task is cancelled and returns what there is.
    /// - Returns: the result of the work, and whether it was interrupted.
    /// - Throws: the error of the work.
    package static func interruptible<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> (Result, wasInterrupted: Bool) {
        let task = Task { try await work() }
        let interruption = Interruption { task.cancel() }
        let result = try await task.value
        return (result, interruption.hasOccurred)
    }

    /// Waits for the signals to the program's end, so that none of them loses what is being written.
    ///
    /// - Parameter first: called at the first signal; the second ends every adapter and the program at once.
    fileprivate static func watch(first: @escaping @Sendable () -> Void) {
        let count = Arrivals()
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // Who started the program by nohup wants it to outlive the terminal.
            let wasIgnored = address(of: signal(number, SIG_IGN)) == address(of: SIG_IGN)
            if number == SIGHUP, wasIgnored { continue }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard count.value.wrappingAdd(1, ordering: .relaxed).newValue > 1 else { return first() }
                RunningPrograms.kill()
                // Not `exit`, which leaves the other threads time to report the consequences.
                _exit(ExitStatus.interrupted.rawValue)
            }
            source.resume()
            let waiting = Waiting(source: source)
            sources.withLock { $0.append(waiting) }
        }
    }

    /// Distinguishes handlers: functions can't be compared.
    private static func address(of handler: (@convention(c) (Int32) -> Void)?) -> Int {
        unsafe unsafeBitCast(handler, to: Int.self)
    }

    /// How many have come.
    private final class Arrivals: Sendable {
        let value = Atomic(0)
    }
}

/// Whether the user, or the program that started the run, wants it to end: for work that asks between its steps.
package final class Interruption: Sendable {
    private let flag = Flag()

    /// Begins to wait for signals.
    ///
    /// - Parameter first: what else the first one does.
    package init(first: @escaping @Sendable () -> Void = {}) {
        let flag = flag
        Signals.watch {
            flag.value.store(true, ordering: .releasing)
            first()
        }
    }

    /// Whether it's time to end.
    package var hasOccurred: Bool { flag.value.load(ordering: .acquiring) }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }
}
