import JWTAdapters
import Synchronization
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What asks a program to end: Ctrl-C, a request to terminate, and the end of its terminal.
///
/// A thread of its own waits for them, so that they end the program whatever the others are doing.
package enum Signals {
    private struct State {
        var firsts: [@Sendable () -> Void] = []
        /// The work that is to end, by its number, with what is done if it doesn't.
        var work: [Int: @Sendable () -> Void] = [:]
        var last = 0
    }

    /// How long the work may take to end after the first signal, in milliseconds: the report has to follow.
    private static let patience: Int32 = 2500

    private static let state = Mutex(State())
    private static let arrivals = Atomic(0)
    private static let pipe = Atomic<Int32>(-1)

    /// Makes a write to a closed pipe an error of the call.
    package static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Begins to wait for the signals, to the program's end.
    ///
    /// Where no work is to be interrupted, the first ends the program at once; what a report replaces stays.
    package static func listen() {
        guard let (output, input) = try? FileDescriptor.pipe() else { return }
        for end in [output, input] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        var thread = pthread_t()
        let argument = unsafe UnsafeMutableRawPointer(bitPattern: Int(output.rawValue) + 1)
        let result = unsafe pthread_create(
            &thread,
            nil,
            { argument in Signals.wait(on: Int32(Int(bitPattern: argument) - 1)) },
            argument
        )
        guard result == 0 else { return }
        pipe.store(input.rawValue, ordering: .releasing)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // Who started the program by nohup wants it to outlive the terminal.
            let wasIgnored = address(of: signal(number, arrive)) == address(of: SIG_IGN)
            if number == SIGHUP, wasIgnored { _ = signal(number, SIG_IGN) }
        }
    }

    /// Runs work that the first signal ends early by cancelling its task and ending all adapters; the second ends the
    /// program at once.
    ///
    /// Once the work is over, a first one changes nothing: the report of it is being written.
    ///
    /// - Parameter work: notices that its task is cancelled and returns what there is.
    /// - Returns: the result of the work, and whether it was interrupted.
    /// - Throws: the error of the work.
    package static func interruptible<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> (Result, wasInterrupted: Bool) {
        let (heard, hearing) = AsyncStream<Never>.makeStream()
        let task = Task {
            // Not before a signal is heard: what the work says first may be what brings it.
            for await _ in heard {}
            return try await work()
        }
        let interruption = Interruption { task.cancel() }
        defer { interruption.workIsOver() }
        hearing.finish()
        let result = try await task.value
        return (result, interruption.hasOccurred)
    }

    /// Counts a signal: all that a handler may do.
    private static let arrive: @convention(c) (Int32) -> Void = { _ in
        let before = errno
        // Two are answered by the thread; whoever sends more has found that it doesn't answer.
        if Signals.arrivals.add(1, ordering: .relaxed).newValue > 2 { _exit(ExitStatus.interrupted.rawValue) }
        var octet: UInt8 = 0
        _ = unsafe write(Signals.pipe.load(ordering: .acquiring), &octet, 1)
        errno = before
    }

    private static func wait(on pipe: Int32) -> Never {
        func arrives(within milliseconds: Int32) -> Bool {
            var waiting = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            var octet: UInt8 = 0
            while unsafe poll(&waiting, 1, milliseconds) < 0, errno == EINTR {}
            guard waiting.revents != 0 else { return false }
            return unsafe read(pipe, &octet, 1) == 1
        }
        while !arrives(within: -1) {}
        let firsts = state.withLock { $0.firsts }
        if firsts.isEmpty {
            Terminal.complain("interrupted before there was anything to report")
        } else {
            for first in firsts { first() }
            RunningPrograms.end()
            if !arrives(within: patience) {
                let unfinished = state.withLock { $0.work.values.first }
                if unfinished == nil { while !arrives(within: -1) {} }
                unfinished?()
            }
        }
        RunningPrograms.kill()
        OutputFile.discardEmpty()
        // Not `exit`, which leaves the other threads time to report the consequences.
        _exit(ExitStatus.interrupted.rawValue)
    }

    fileprivate static func register(
        first: @escaping @Sendable () -> Void,
        giveUp: @escaping @Sendable () -> Void
    ) -> Int {
        let (number, isLate) = state.withLock { state in
            state.last += 1
            state.firsts.append(first)
            state.work[state.last] = giveUp
            return (state.last, state.firsts.count > 1 && arrivals.load(ordering: .relaxed) > 0)
        }
        // It came between two pieces of work.
        if isLate { first() }
        return number
    }

    fileprivate static func workIsOver(_ number: Int) {
        state.withLock { $0.work[number] = nil }
    }

    /// Distinguishes handlers: functions can't be compared.
    private static func address(of handler: (@convention(c) (Int32) -> Void)?) -> Int {
        unsafe unsafeBitCast(handler, to: Int.self)
    }
}

/// Whether the user, or the program that started the run, wants it to end: for work that asks between its steps.
package final class Interruption: Sendable {
    private let flag = Flag()
    private let number: Int

    /// Begins to wait for signals.
    ///
    /// - Parameters:
    ///   - first: what else the first one does.
    ///   - giveUp: what is done if the work hasn't ended within 2.5 seconds of it; the program ends then.
    package init(
        first: @escaping @Sendable () -> Void = {},
        orGiveUp giveUp: @escaping @Sendable () -> Void = {
            Terminal.complain("error: interrupted; the work couldn't be ended in time, and there is no report of it")
        }
    ) {
        let flag = flag
        number = Signals.register(
            first: {
                flag.value.store(true, ordering: .releasing)
                first()
            },
            giveUp: giveUp
        )
    }

    /// Whether it's time to end.
    package var hasOccurred: Bool { flag.value.load(ordering: .acquiring) }

    /// Says that the report is being written now, which takes as long as it takes.
    package func workIsOver() {
        Signals.workIsOver(number)
    }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }
}
