import JWTAdapters
import JWTConformance
import Synchronization

/// The adapter that is examined, and whose fault it is when it fails.
final class Examinee: Sendable {
    private struct State {
        var interview: Interview
        var requests: [AdapterRequest] = []
        /// How many faults the interview has looked into.
        var inquests = 0
        /// What the program did after a reply, or without any message.
        var findings: [Finding] = []
    }

    /// How many faults are looked into: a program that fails at everything needn't be told so each time.
    private static let mostInquests = 3

    let verifier: StdioVerifier
    private let state: Mutex<State>

    init(_ verifier: StdioVerifier) {
        self.verifier = verifier
        state = Mutex(State(interview: Interview(with: verifier)))
    }

    /// Sends a message with no other in flight and keeps the outcome, which is this message's own.
    func exchange(_ request: AdapterRequest, within limit: Duration) async -> Exchange {
        if state.withLock({ $0.inquests >= Self.mostInquests }) {
            return await verifier.exchange(request, within: limit)
        }
        let latest = Mutex<Exchange?>(nil)
        let (number, interview) = state.withLock { state in
            state.requests.append(request)
            return (state.requests.count - 1, state.interview)
        }
        let inquiry = Inquiry(number) { verifier, _, _ in
            guard let verifier = verifier as? StdioVerifier else { return Inquiry.Reply(attempts: []) }
            let exchange = await verifier.exchange(request, within: limit)
            latest.withLock { $0 = exchange }
            let answer = Outcome.answer(.reject(reason: nil, detail: nil))
            return Inquiry.Reply(attempts: [await Attempt { exchange.fault.map(Outcome.fault) ?? answer }])
        }
        var changed = interview
        let (_, findings) = await changed.ask(inquiry)
        take(findings.map { [$0] } ?? [], but: number, changed)
        if let fault = findings?.culprits[number]?.fault {
            return Exchange(request: request, outcome: .failure(fault), seconds: 0)
        }
        let nothing = VerifierFault.crash("it was stopped", standardError: "")
        return latest.withLock { $0 } ?? Exchange(request: request, outcome: .failure(nothing), seconds: 0)
    }

    /// Ends the process that runs now, and keeps what it did after its replies.
    func settle() async {
        if state.withLock({ $0.inquests >= Self.mostInquests }) { return }
        var interview = state.withLock { $0.interview }
        let findings = await interview.conclude()
        take(findings, but: nil, interview)
    }

    /// Keeps the faults of a run that no vector could be shown to have caused.
    func note(_ run: ImplementationRun) {
        state.withLock { $0.findings += (run.incidents ?? []).map { Self.unexplained("\($0)") } }
    }

    /// Whether it does nothing more once it has replied.
    func checkQuiet() async -> DoctorCheck {
        await settle()
        return DoctorCheck(
            "quiet",
            "it does nothing more once it has replied",
            state.withLock { $0.findings }
        )
    }

    private func take(_ all: [Inquest.Findings], but number: Int?, _ interview: Interview) {
        state.withLock { state in
            state.interview = interview
            state.inquests += all.count
            for findings in all {
                for (culprit, words) in findings.culprits where culprit != number {
                    state.findings.append(Self.late(words.fault, after: Exchange.text(state.requests[culprit])))
                }
                if let incident = findings.incident {
                    let words = incident.words { state.requests[$0].op }
                    state.findings.append(Self.unexplained(words))
                }
            }
        }
    }

    private static func unexplained(_ words: String) -> Finding {
        Finding(
            .mustFix,
            "It fails, and no message alone is the reason.",
            came: words,
            change: "Keep no state from one question to the next, and start nothing that outlives a reply."
        )
    }

    private static func late(_ fault: VerifierFault, after message: String) -> Finding {
        Finding(
            .mustFix,
            "It fails after it has replied to a message.",
            sent: message,
            came: fault.text,
            change:
                "Write nothing and leave nothing running after a reply. If the library itself ends the process, leave "
                + "it: the suite reports which vector did it."
        )
    }
}
