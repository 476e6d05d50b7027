/// A verifier that didn't answer: said by the harness, never by the verifier.
public enum VerifierFault: Error, Hashable, Sendable {
    /// The program ended instead of answering: by a signal, or with an exit status.
    case crash(String, standardError: String)
    /// The program gave no answer within the limit, in seconds, and was ended.
    case hang(after: Double, standardError: String)
    /// The program answered, but not as the protocol says.
    case protocolViolation(String, standardError: String)
    /// The program couldn't be started, or didn't complete the handshake. No question can be asked of it.
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

    /// What the program wrote to its standard error stream, shortened.
    public var standardError: String {
        switch self {
        case .crash(_, let text), .hang(_, let text), .protocolViolation(_, let text), .unavailable(_, let text): text
        }
    }
}
