import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What asks a program to end: Ctrl-C, a request to terminate, and the end of its terminal.
package enum EndingSignals {
    /// The exit code of a program that was interrupted.
    package static let exitCode: Int32 = 130

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

    /// Waits for the signals to the program's end, so that none of them loses what is being written.
    ///
    /// - Parameters:
    ///   - first: what the first does.
    ///   - second: what the second does before it ends the program at once.
    package static func watch(first: @escaping @Sendable () -> Void, second: @escaping @Sendable () -> Void) {
        let count = Arrivals()
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // Who started the program by nohup wants it to outlive the terminal.
            let wasIgnored = address(of: signal(number, SIG_IGN)) == address(of: SIG_IGN)
            if number == SIGHUP, wasIgnored { continue }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard count.value.wrappingAdd(1, ordering: .relaxed).newValue > 1 else { return first() }
                second()
                // Not `exit`, which leaves the other threads time to report what the end did to them.
                _exit(exitCode)
            }
            source.resume()
            let waiting = Waiting(source: source)
            sources.withLock { $0.append(waiting) }
        }
    }

    /// What tells handlers apart: functions can't be compared.
    private static func address(of handler: (@convention(c) (Int32) -> Void)?) -> Int {
        unsafe unsafeBitCast(handler, to: Int.self)
    }

    /// How many have come.
    private final class Arrivals: Sendable {
        let value = Atomic(0)
    }
}
