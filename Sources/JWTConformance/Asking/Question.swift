/// A question to a verifier: a token, a key and a policy.
///
/// It contains neither the expectation nor the vector's id, so a verifier can't know the expected answer.
public struct Question: Hashable, Sendable {
    /// What the verifier validates after the signature.
    public enum Content: String, Hashable, Sendable, Codable {
        /// A claims set, as in RFC 7519 section 7.2.
        case claims
        /// Any octets: verify the JWS (RFC 7515) and nothing more.
        case bytes
    }

    /// The token as it is sent.
    public enum Token: Hashable, Sendable {
        /// Text, also for JSON serialization.
        case text(String)
        /// Octets that aren't UTF-8.
        case octets(Octets)
    }

    /// What to validate.
    public var content: Content
    /// The token.
    public var token: Token
    /// The key that the verifier trusts.
    public var key: KeyMaterial
    /// What the verifier checks.
    public var policy: VerificationPolicy
    /// The payload, if it travels separately from the token (RFC 7515 appendix F).
    public var detachedPayload: Octets?
    /// The name of the sequence that this question belongs to, if any.
    public var sequence: String?
    /// The time limit for an answer, in seconds.
    ///
    /// The verifier doesn't see it.
    public var timeLimit: Double

    /// Asks about one token.
    public init(
        content: Content,
        token: Token,
        key: KeyMaterial,
        policy: VerificationPolicy,
        detachedPayload: Octets? = nil,
        sequence: String? = nil,
        timeLimit: Double = Question.defaultTimeLimit
    ) {
        self.content = content
        self.token = token
        self.key = key
        self.policy = policy
        self.detachedPayload = detachedPayload
        self.sequence = sequence
        self.timeLimit = timeLimit
    }

    /// Two seconds.
    public static let defaultTimeLimit = 2.0
}

extension Question.Token {
    /// The octets of the token.
    public var bytes: [UInt8] {
        switch self {
        case .text(let text): Array(text.utf8)
        case .octets(let octets): octets.bytes
        }
    }
}
