/// Sends vectors to one implementation: a question to the verifier, a request to the signer.
///
/// A token is compared with the request, and verified by an oracle that the caller provides, so that the harness
/// stays without cryptography.
struct Asker: Sendable {
    private(set) var verifier: any Verifier
    /// What it declares; `nil`: everything is asked.
    let capabilities: Capabilities?
    /// A verifier that is known to be right; without one, no signer is asked.
    let oracle: (any Verifier)?
    /// What shortens the time limits of questions, in seconds.
    private var patience: Double?

    init(verifier: any Verifier, capabilities: Capabilities?, oracle: (any Verifier)?) {
        (self.verifier, self.capabilities, self.oracle) = (verifier, capabilities, oracle)
    }

    /// The same that asks another process, whose answers it waits for no longer than `patience` in seconds.
    func asking(_ verifier: any Verifier, _ patience: Double?) -> Asker {
        var asker = self
        (asker.verifier, asker.patience) = (verifier, patience)
        return asker
    }

    /// Asks about a vector, as it stands.
    func attempt(_ vector: Vector) async -> Attempt {
        switch vector.task {
        case .verify(let question): await attempt(question)
        case .sign(let task): await attempt(task, vector)
        }
    }

    /// Asks a question.
    func attempt(_ question: Question) async -> Attempt {
        var question = question
        if let patience { question.timeLimit = min(question.timeLimit, patience) }
        return await Attempt { [question] in await verifier.outcome(of: question) }
    }

    /// Asks for a token, as often as it takes to tell a right one from one that is right by chance.
    private func attempt(_ task: SigningTask, _ vector: Vector) async -> Attempt {
        let first = await Attempt { await outcome(of: task, vector) }
        guard let token = first.outcome.token, vector.expectation != .reject, token.defects.isEmpty else {
            return first
        }
        var isRepeated: Bool?
        for time in 1..<task.mostAskings {
            let next = await Attempt { await outcome(of: task, vector) }
            if time == 1, task.isAskedTwice { isRepeated = next.outcome.token?.text == token.text }
            let verdict = vector.verdict(of: next.outcome, capabilities: capabilities, profile: .standard)
            guard verdict.isExpected || verdict == .notRun else { return next }
        }
        return Attempt(first, isRepeated: isRepeated)
    }

    private func outcome(of task: SigningTask, _ vector: Vector) async -> Outcome {
        var request = task.request
        if let patience { request.timeLimit = min(request.timeLimit, patience) }
        let outcome = await verifier.outcome(of: request)
        guard let token = outcome.token, vector.expectation != .reject else { return outcome }
        return .token(await examined(token.text, task))
    }

    /// The token with what is wrong with it, and what the oracle says of it.
    private func examined(_ text: String, _ task: SigningTask) async -> ExaminedToken {
        let token = ProducedToken(text, for: task.request)
        let defects = token.defects(verification: task.verification)
        guard defects.isEmpty else {
            let words = defects.map(\.rawValue).joined(separator: ", ")
            return ExaminedToken(text, defects: defects, objection: "not as asked: \(words)")
        }
        switch await oracle?.outcome(of: token.question(verification: task.verification)) {
        case .answer(.accept(let payload)) where payload == task.request.payload: return ExaminedToken(text)
        case .answer(.reject(_, let detail)): return ExaminedToken(text, defects: [.signature], objection: detail)
        default: return ExaminedToken(text, defects: [.signature], objection: "the oracle doesn't accept it")
        }
    }
}
