/// What a verifier is asked: a token, key material and a policy.
///
/// It holds no expectation and no id: verifiers are blind.
public struct Question: Hashable, Sendable {
    /// What the verifier validates once the signature holds.
    public enum Content: String, Hashable, Sendable, Codable {
        /// A claims set, as RFC 7519 section 7.2 validates it.
        case claims
        /// Any octets: RFC 7515 and nothing above it.
        case bytes
    }

    /// The token as it came over the wire.
    public enum Token: Hashable, Sendable {
        /// Text; a JOSE object in JSON serialization is text too.
        case text(String)
        /// Octets that aren't UTF-8.
        case octets(Octets)
    }

    /// What to validate.
    public var content: Content
    /// The token.
    public var token: Token
    /// The key material that the verifier trusts.
    public var key: KeyMaterial
    /// What the verifier demands.
    public var policy: VerificationPolicy
    /// The payload that travels apart from the token (RFC 7515 appendix F).
    public var detachedPayload: Octets?
    /// The name of the sequence that this question belongs to, where state is the point.
    public var sequence: String?
    /// How long an answer may take, in seconds.
    ///
    /// Not said to the verifier.
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
