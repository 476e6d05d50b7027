package import JWTConformance
import Subprocess

extension StdioVerifier: IsolatedVerifier {
    /// How long a process that may still be busy has to fail before its input is closed.
    private static let settling = Duration.milliseconds(350)

    /// The same program in another process, which starts when it's first asked.
    package func apart() -> any IsolatedVerifier {
        StdioVerifier(another: self)
    }

    package var contradictions: [String] { record.contradictions }

    package func rest(for duration: Duration?) async -> Bool {
        guard let conversation = session?.conversation else { return false }
        if duration == nil, let process = conversation.process,
            !RestlessProcess.isRestless(process.id, of: process.program)
        {
            return false
        }
        await conversation.rest(for: duration ?? Self.settling)
        return true
    }

    package func end(within grace: Duration?) async -> Departure {
        guard let session = takeSession() else { return .clean }
        return await session.depart(within: grace ?? limits.grace)
    }
}

extension AdapterSession {
    /// Closes the program's input and waits for its end.
    ///
    /// - Parameter grace: how long it may take to exit.
    /// - Returns: how it ended.
    fileprivate func depart(within grace: Duration) async -> Departure {
        if conversation.hasEnded {
            await ended()
            return conversation.takeUnreportedFault().map(Departure.failed) ?? .clean
        }
        conversation.hangUp(within: grace)
        switch await ended() {
        case .none:
            return .endedBadly(.hang(after: grace / .seconds(1), standardError: standardError))
        case .crash(let how, _) where how == description(of: .exited(0)): return .clean
        case .some(let fault): return .endedBadly(fault)
        }
    }
}
