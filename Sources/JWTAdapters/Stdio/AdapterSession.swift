import JWTConformance

/// One process from its start to its end: the conversation, the handshake that opens it, and the task that runs it.
final class AdapterSession: Sendable {
    let conversation: Conversation
    private let life: Task<Void, Never>
    private let handshake: Task<Result<ImplementationProfile, VerifierFault>, Never>

    /// Starts the process and says hello.
    init(
        command: [String],
        limits: StdioVerifier.Limits,
        observing observe: (@Sendable (Conversation.Line) -> Void)? = nil
    ) {
        let conversation = Conversation(observing: observe)
        let program = AdapterProgram(command: command, limits: limits)
        let life = Task { conversation.close(with: await program.run(conversation)) }
        self.conversation = conversation
        self.life = life
        handshake = Task {
            let outcome = await conversation.ask(.hello, within: limits.startUp) {
                reply throws(ProtocolViolation) in try reply.profile()
            }
            switch outcome {
            case .reply(let profile): return .success(profile)
            case .fault(let fault): return .failure(program.unavailable(after: fault))
            case .tooLate:
                await life.value
                let fault = conversation.takeUnreportedFault()
                return .failure(program.unavailable(after: fault ?? .crash("it was ended", standardError: "")))
            }
        }
    }

    /// Who the program says it is.
    func profile() async throws(VerifierFault) -> ImplementationProfile {
        try await handshake.value.get()
    }

    /// Waits until the process is gone.
    func ended() async {
        await life.value
    }
}
