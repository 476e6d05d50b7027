/// A verifier gave no answer.
///
/// The harness reports this, never the verifier itself.
public enum VerifierFault: Error, Hashable, Sendable {
    /// The program exited, or was killed by a signal, before it answered.
    case crash(String, standardError: String)
    /// The program gave no answer within the time limit, in seconds, and was stopped.
    case hang(after: Double, standardError: String)
    /// The program's answer breaks the protocol.
    case protocolViolation(String, standardError: String)
    /// The program couldn't be started, or didn't answer hello. It can't be asked anything.
    case unavailable(String, standardError: String)
}

extension VerifierFault: CustomStringConvertible {
    /// What happened, in one sentence, without the standard error text.
    public var description: String {
        switch self {
        case .crash(let what, _): "crashed: \(what)"
        case .hang(let seconds, _): "gave no answer within \(seconds) s"
        case .protocolViolation(let what, _): "broke the protocol: \(what)"
        case .unavailable(let what, _): "could not be run: \(what)"
        }
    }

    /// The end of what the program wrote to standard error.
    public var standardError: String {
        switch self {
        case .crash(_, let text), .hang(_, let text), .protocolViolation(_, let text), .unavailable(_, let text): text
        }
    }
}
