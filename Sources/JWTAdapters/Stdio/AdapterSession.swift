package import JWTConformance

/// One process from its start to its end: the conversation, the handshake that opens it, and the task that runs it.
package final class AdapterSession: Sendable {
    package let conversation: Conversation
    private let program: AdapterProgram
    private let life: Task<VerifierFault?, Never>
    private let handshake: Task<Result<ImplementationProfile, VerifierFault>, Never>

    /// Starts the process and says hello.
    package init(
        command: [String],
        limits: StdioVerifier.Limits,
        hello: AdapterRequest = .hello,
        record: ProgramRecord = ProgramRecord(),
        observing observe: (@Sendable (Conversation.Line) -> Void)? = nil
    ) {
        let conversation = Conversation(record: record, observing: observe)
        let program = AdapterProgram(command: command, limits: limits)
        let life = Task {
            let fault = await program.run(conversation)
            conversation.close(with: fault)
            return fault
        }
        self.conversation = conversation
        self.program = program
        self.life = life
        handshake = Task {
            let outcome = await conversation.ask(hello, within: limits.startUp) {
                reply throws(ProtocolViolation) in try reply.profile()
            }
            switch outcome {
            case .reply(let profile):
                record.note(profile)
                return .success(profile)
            case .fault(let fault): return .failure(program.unavailable(after: fault))
            case .tooLate:
                _ = await life.value
                let fault = conversation.takeUnreportedFault()
                return .failure(program.unavailable(after: fault ?? .crash("it was stopped", standardError: "")))
            }
        }
    }

    /// Who the program says it is.
    ///
    /// Cancelling the task ends a program that hasn't said it yet.
    package func profile() async throws(VerifierFault) -> ImplementationProfile {
        try await withTaskCancellationHandler {
            await handshake.value
        } onCancel: {
            if conversation.turn == 0 { conversation.hangUp(within: .zero) }
        }.get()
    }

    /// Waits until the process is gone.
    ///
    /// - Returns: its fault, if there was one. A program that exits on its own has crashed, whatever its status.
    @discardableResult
    package func ended() async -> VerifierFault? {
        await life.value
    }

    /// The end of the program's standard error output so far.
    package var standardError: String { program.errors.text }
}
