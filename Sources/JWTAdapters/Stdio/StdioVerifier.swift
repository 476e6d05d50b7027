public import JWTConformance
import Synchronization

/// Any program that speaks adapter protocol 1: one JSON object a line over standard input and output.
///
/// The program is started when it's first needed and kept running. Questions are written at once and the replies are
/// matched in order, so that several calls of ``answer(_:)`` keep the program busy. When it dies, hangs or breaks the
/// protocol, its process group is ended, every call in flight throws the same fault, and the next call starts a new
/// process. Which of the questions was the culprit is found by asking each again, alone.
///
/// An end or a line that comes while nothing is asked is thrown by the next call, once, so that it isn't lost.
public final class StdioVerifier: Verifier {
    private let command: [String]
    let limits: Limits
    let record: ProgramRecord
    private let observe: (@Sendable (Conversation.Line) -> Void)?
    private let current = Mutex<AdapterSession?>(nil)

    /// Describes the program; it isn't started yet.
    ///
    /// - Parameters:
    ///   - command: the program and its arguments. A program without a slash in its name is looked up in `PATH`.
    ///   - limits: the program's limits.
    public init(command: [String], limits: Limits = .init()) {
        self.command = command
        self.limits = limits
        observe = nil
        record = ProgramRecord()
    }

    /// Describes the program, and shows each line that goes to it or comes from it.
    package init(
        command: [String],
        limits: Limits = .init(),
        observing observe: @escaping @Sendable (Conversation.Line) -> Void
    ) {
        self.command = command
        self.limits = limits
        self.observe = observe
        record = ProgramRecord()
    }

    /// The same program, in another process.
    init(another verifier: StdioVerifier) {
        (command, limits, observe, record) = (verifier.command, verifier.limits, verifier.observe, verifier.record)
    }

    deinit {
        // Leave no process running even if the caller forgot to call `finish()`.
        current.withLock { $0 }?.conversation.hangUp(within: limits.grace)
    }

    /// Who the program says it is.
    ///
    /// Starts it if it isn't running.
    public var profile: ImplementationProfile {
        get async throws(VerifierFault) { try await live().1 }
    }

    /// Asks the program.
    ///
    /// Can be called by many tasks at a time.
    /// The question's time limit starts when its turn comes, so it isn't blamed for slow questions before it. The call
    /// isn't cancelled by its task: the time limit bounds it.
    public func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        try await ask(AdapterRequest(verifying: question), within: .limit(question.timeLimit)) {
            reply throws(ProtocolViolation) in try reply.answer()
        }
    }

    /// Closes the program's input, waits until it ends, and ends its process group if it doesn't.
    public func finish() async {
        guard let session = takeSession() else { return }
        session.conversation.hangUp(within: limits.grace)
        await session.ended()
    }

    /// Sends one request to a live program and waits for the reply.
    package func ask<Value: Sendable>(
        _ request: AdapterRequest,
        within limit: Duration,
        reading read: @escaping Conversation.Reading<Value>
    ) async throws(VerifierFault) -> Value {
        while true {
            let (session, _) = try await live()
            switch await session.conversation.ask(request, within: limit, reading: read) {
            case .reply(let value): return value
            case .fault(let fault):
                retire(session)
                throw fault
            case .tooLate:
                await session.ended()
                retire(session)
                if let fault = session.conversation.takeUnreportedFault() { throw fault }
            }
        }
    }

    /// The session in hand, or a new one, once the program has said hello.
    private func live() async throws(VerifierFault) -> (AdapterSession, ImplementationProfile) {
        let session = current.withLock { current in
            if let current { return current }
            let started = AdapterSession(command: command, limits: limits, record: record, observing: observe)
            current = started
            return started
        }
        do {
            return (session, try await session.profile())
        } catch {
            retire(session)
            throw error
        }
    }

    /// The session in hand, if there is one.
    var session: AdapterSession? { current.withLock { $0 } }

    /// The session in hand, which is the caller's to end.
    func takeSession() -> AdapterSession? { current.withLock { $0.take() } }

    private func retire(_ session: AdapterSession) {
        current.withLock { if $0 === session { $0 = nil } }
    }
}
