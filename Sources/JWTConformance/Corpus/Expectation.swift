/// What must come back for a question.
public enum Expectation: Hashable, Sendable {
    /// The token is valid, and its payload is this to the octet.
    case accept(payload: Octets)
    /// The token must be rejected.
    case reject
    /// Both are legal, for the reason that is given. A payload that is given must match where the token is accepted.
    /// `strict` is what the strict profile expects; it's graded separately.
    case either(why: String, payload: Octets?, strict: Strict?)

    /// What the strict profile demands where the RFCs leave room.
    public enum Strict: String, Hashable, Sendable, Codable {
        /// A strict verifier refuses.
        case reject
        /// A strict verifier accepts.
        case accept
    }
}
