package import JWTConformance
import ReferenceJOSE
import VectorForge

/// How a verifier differs from the reference.
package enum Deviation: String, Hashable, Sendable, Codable, CaseIterable {
    /// It accepts what the reference rejects.
    case accepts
    /// It rejects what the reference accepts.
    case rejects
    /// It hands back another payload than the token's.
    case payload
    /// It raises what isn't a rejection.
    case error
    case crash, hang
    case protocolViolation = "protocol-violation"

    /// What its verifiers do, for a list of them.
    package var words: String {
        switch self {
        case .accepts: "accept what must be rejected"
        case .rejects: "reject what must be accepted"
        case .payload: "hand back another payload"
        case .error: "raise what isn't a rejection"
        case .crash: "crash"
        case .hang: "hang"
        case .protocolViolation: "break the protocol"
        }
    }

    /// How a response differs; `nil` if it doesn't.
    init?(_ response: Response, _ trial: Trial) {
        switch (response, trial.verdict) {
        case (.accept, .rejected): self = .accepts
        case (.reject, .accepted):
            guard !trial.mayBeRejected else { return nil }
            self = .rejects
        case (.accept(let octets), .accepted(let payload)):
            guard !trial.hasNumberBeyondLimits,
                !octets.isSamePayload(as: Octets(payload), content: trial.specimen.content)
            else { return nil }
            self = .payload
        case (.error, _): self = .error
        case (.failure(.crash, _), _): self = .crash
        case (.failure(.hang, _), _): self = .hang
        case (.failure(.protocolViolation, _), _): self = .protocolViolation
        default: return nil
        }
    }
}

/// What makes two splits of one verifier the same fault.
package struct FaultKey: Hashable, Sendable, Codable {
    /// The verifier.
    package let label: String
    package let deviation: Deviation
    /// The check that rejects the token, for what is accepted.
    package let check: String?
    /// How grave it is, for what is accepted: who shows it in a graver way shows it in this way as well.
    package let severity: Severity?
    /// What the verifier says of what it rejects or can't handle.
    package let words: String?

    /// How grave it is, as a number: 0 is the gravest.
    var rank: Int { severity?.rank ?? 0 }

    /// The fault, however grave it is.
    var withoutSeverity: FaultKey {
        FaultKey(label: label, deviation: deviation, check: check, severity: nil, words: words)
    }
}

/// A trial on which verifiers differ from the reference, all in the same way.
struct Split: Sendable {
    let trial: Trial
    let deviation: Deviation
    /// Those that differ, with what they say.
    let responses: [String: Response]
    /// Those that were asked and don't.
    let others: [String]

    var labels: [String] { responses.keys.sorted() }

    /// The fault that each verifier shows.
    func keys(_ attack: Attack, of labels: [String]? = nil) -> [FaultKey] {
        (labels ?? self.labels).map { label in
            let isAccepted = deviation == .accepts
            var words: String?
            switch responses[label] {
            case .reject(let text), .error(let text), .failure(_, let text): words = text
            default: break
            }
            return FaultKey(
                label: label,
                deviation: deviation,
                check: isAccepted ? trial.faultCheck?.id : nil,
                severity: isAccepted ? attack.severity : nil,
                words: words
            )
        }
    }

    /// The splits of a trial: one for each way to differ.
    static func all(of trial: Trial, _ responses: [(label: String, response: Response)]) -> [Split] {
        var found: [Deviation: [String: Response]] = [:]
        for (label, response) in responses {
            if let deviation = Deviation(response, trial) { found[deviation, default: [:]][label] = response }
        }
        return Deviation.allCases.compactMap { deviation in
            found[deviation].map { different in
                let others = responses.filter { different[$0.label] == nil && $0.response != .unsupported }.map(\.label)
                return Split(trial: trial, deviation: deviation, responses: different, others: others)
            }
        }
    }
}
