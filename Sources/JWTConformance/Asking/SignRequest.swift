/// What a signer is asked: a header, a payload and a key.
///
/// It holds no expectation and no id: signers are blind.
public struct SignRequest: Hashable, Sendable {
    /// The header to sign under, whole: the signer adds no parameter that changes its meaning.
    public var header: JSONValue
    /// What to sign.
    public var payload: Octets
    /// The key to sign with.
    public var key: KeyMaterial
    /// How long an answer may take, in seconds.
    ///
    /// Not said to the signer.
    public var timeLimit: Double

    /// Asks for one token.
    public init(
        header: JSONValue,
        payload: Octets,
        key: KeyMaterial,
        timeLimit: Double = Question.defaultTimeLimit
    ) {
        self.header = header
        self.payload = payload
        self.key = key
        self.timeLimit = timeLimit
    }

    /// The header's `alg`, where it's a string.
    public var algorithm: String? { header["alg"]?.stringValue }

    /// Whether the header says that the payload isn't base64url-encoded (RFC 7797 section 3).
    public var isUnencoded: Bool { header["b64"] == .bool(false) }
}

/// What a signer said to a request.
public enum SignAnswer: Hashable, Sendable {
    /// The token, in compact serialization.
    case token(String)
    /// The signer refuses. The reason is a ``ReasonCode`` where the signer knows them; it's advisory.
    case refuse(reason: String?, detail: String?)
    /// The signer can't do what the request needs; the feature is one of ``Feature``'s spellings.
    case unsupported(feature: String)
    /// An exception that isn't the implementation's own refusal.
    case error(detail: String)
}
