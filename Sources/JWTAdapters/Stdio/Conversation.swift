package import JWTConformance
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The requests sent to one process and not answered yet, in order.
///
/// It does no input or output: the owner of the process writes the lines of ``outgoing`` and passes in what it reads.
package final class Conversation: Sendable {
    /// Decodes a reply, or says why it doesn't answer the request.
    package typealias Reading<Value> = @Sendable (AdapterReply) throws(ProtocolViolation) -> Value

    /// How a request ended.
    package enum Outcome<Value: Sendable>: Sendable {
        case reply(Value)
        case fault(VerifierFault)
        /// The process was ending when the request came. Nothing was sent.
        case tooLate
    }

    /// A line of the conversation, without its newline, as it's sent or before it's read.
    package enum Line: Sendable {
        case sent(id: Int, [UInt8])
        case received([UInt8])
    }

    private struct Waiting: Sendable {
        let id: Int
        let limit: Duration
        let settle: Reading<Void>
        let fail: @Sendable (VerifierFault) -> Void
    }

    private struct State {
        var nextID = 0
        /// How many replies there were.
        var turn = 0
        var waiting: [Waiting] = []
        /// When the first of those waiting became the first.
        var turnBegan: SuspendingClock.Instant
        var isOver = false
        var hangUpBy: SuspendingClock.Instant?
        var unreported: VerifierFault?
        var process: (id: pid_t, program: Int)?
    }

    /// The lines to write; it ends when there will be no more.
    let outgoing: AsyncStream<[UInt8]>
    private let writer: AsyncStream<[UInt8]>.Continuation
    // A machine that slept isn't a program that hung.
    private let clock = SuspendingClock()
    private let state: Mutex<State>
    private let observe: (@Sendable (Line) -> Void)?
    private let record: ProgramRecord

    /// - Parameters:
    ///   - record: what is known of the program.
    ///   - observe: is shown each line, in the order in which replies are expected and in which they come.
    package init(
        record: ProgramRecord = ProgramRecord(),
        observing observe: (@Sendable (Line) -> Void)? = nil
    ) {
        (self.record, self.observe) = (record, observe)
        (outgoing, writer) = AsyncStream.makeStream()
        state = Mutex(State(turnBegan: clock.now))
    }

    /// Sends a request and waits for its reply.
    ///
    /// The limit counts from when its turn comes.
    package func ask<Value: Sendable>(
        _ request: AdapterRequest,
        within limit: Duration,
        reading read: @escaping Reading<Value>
    ) async -> Outcome<Value> {
        await ask(within: limit, reading: read) { id in
            var request = request
            request.id = id
            return try request.line()
        }
    }

    /// Sends a line that is made once its id is known, and waits for the reply.
    package func ask<Value: Sendable>(
        within limit: Duration,
        reading read: @escaping Reading<Value>,
        line makeLine: (_ id: Int) throws -> [UInt8]
    ) async -> Outcome<Value> {
        let id = state.withLock { state in
            defer { state.nextID += 1 }
            return state.nextID
        }
        let line: [UInt8]
        do {
            line = try makeLine(id)
        } catch {
            return .fault(
                .protocolViolation("the request can't be written as JSON: \(error.inWords)", standardError: "")
            )
        }
        return await withCheckedContinuation { continuation in
            let waiting = Waiting(
                id: id,
                limit: limit,
                settle: { reply throws(ProtocolViolation) in continuation.resume(returning: .reply(try read(reply))) },
                fail: { continuation.resume(returning: .fault($0)) }
            )
            let isSent = state.withLock { state in
                guard !state.isOver, state.hangUpBy == nil else { return false }
                if state.waiting.isEmpty { state.turnBegan = clock.now }
                state.waiting.append(waiting)
                // Under the lock, so that the lines are written in the order in which replies are expected.
                observe?(.sent(id: id, Array(line.dropLast())))
                writer.yield(line)
                return true
            }
            if !isSent { continuation.resume(returning: .tooLate) }
        }
    }

    /// Takes a line that the program wrote.
    func receive(_ line: [UInt8]) throws(ProtocolViolation) {
        observe?(.received(line))
        let reply: AdapterReply
        do {
            reply = try AdapterReply(line: line)
        } catch let violation as ProtocolViolation {
            throw violation
        } catch {
            throw ProtocolViolation("a line that isn't a reply in JSON (\(error.inWords)): \(Excerpt(line))")
        }
        try state.withLock { state throws(ProtocolViolation) in
            guard let first = state.waiting.first else {
                throw ProtocolViolation("a reply with id \(reply.id) when no question was open")
            }
            guard first.id == reply.id else {
                let isEarly = state.waiting.contains { $0.id == reply.id }
                throw ProtocolViolation(
                    "a reply with id \(reply.id); expected \(first.id): "
                        + (isEarly ? "the replies are out of order" : "no open question has that id")
                )
            }
            try first.settle(reply)
            state.waiting.removeFirst()
            state.turn += 1
            let now = clock.now
            if state.turn <= 2 { record.noteWarmUp(now - state.turnBegan, isAnswer: state.turn == 2) }
            state.turnBegan = now
        }
    }

    /// The process on the other side, once it runs.
    var process: (id: pid_t, program: Int)? { state.withLock { $0.process } }

    /// Notes which process is on the other side.
    func begin(with process: pid_t, of program: Int) { state.withLock { $0.process = (process, program) } }

    /// Whether the process has ended, or is being ended.
    var hasEnded: Bool { state.withLock { $0.isOver } }

    /// Waits, and no longer than the process lives.
    ///
    /// Counted in short sleeps: on a busy machine they take longer, as everything does that the process may still do.
    func rest(for duration: Duration) async {
        let nap = Duration.milliseconds(5)
        for _ in 0..<Int((duration / nap).rounded(.up)) where !hasEnded { try? await Task.sleep(for: nap) }
    }

    /// How many replies there were until now.
    var turn: Int { state.withLock { $0.turn } }

    /// The time limit of the first request that is waiting, if it has been exceeded.
    ///
    /// What comes first after hello may take longer; see ``ProgramRecord``.
    var overdue: Duration? {
        state.withLock { state in
            guard let first = state.waiting.first else { return nil }
            let limit = state.turn == 1 ? record.allowance(for: first.limit) : first.limit
            return clock.now >= state.turnBegan + limit ? limit : nil
        }
    }

    /// Whether the program was told that no more requests follow, and hasn't exited within its grace period.
    var isOverstaying: Bool {
        state.withLock { state in
            guard let hangUpBy = state.hangUpBy else { return false }
            return clock.now >= hangUpBy
        }
    }

    /// Lets the program know that there will be no more requests; it's given some time to end.
    package func hangUp(within limit: Duration) {
        state.withLock { $0.hangUpBy = clock.now + limit }
        writer.finish()
    }

    /// Takes no more requests: the process is being ended.
    func stop() {
        state.withLock { $0.isOver = true }
        writer.finish()
    }

    /// Ends the conversation after the process: the waiting callers get the fault, or else the next caller does.
    func close(with fault: VerifierFault?) {
        let waiting = state.withLock { state in
            state.isOver = true
            defer { state.waiting = [] }
            if case .hang = fault, state.turn == 1 { record.noteSilence() }
            if state.waiting.isEmpty, state.hangUpBy == nil { state.unreported = fault }
            return state.waiting
        }
        for request in waiting {
            request.fail(fault ?? .crash("it was stopped before it answered", standardError: ""))
        }
    }

    /// The fault that no caller was waiting for; returned once.
    func takeUnreportedFault() -> VerifierFault? {
        state.withLock { $0.unreported.take() }
    }
}
