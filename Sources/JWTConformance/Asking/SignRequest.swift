/// A request to a signer: a header, a payload and a key.
///
/// It contains neither the expectation nor the vector's id, so a signer can't know the expected answer.
public struct SignRequest: Hashable, Sendable {
    /// The complete header.
    ///
    /// The signer adds no parameter that changes its meaning.
    public var header: JSONValue
    /// The payload to sign.
    public var payload: Octets
    /// The key to sign with.
    public var key: KeyMaterial
    /// The time limit for an answer, in seconds.
    ///
    /// The signer doesn't see it.
    public var timeLimit: Double

    /// Requests one token.
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

    /// The header's `alg`, if it is a string.
    public var algorithm: String? { header["alg"]?.stringValue }

    /// Whether the header says that the payload isn't base64url-encoded (RFC 7797 section 3).
    public var isUnencoded: Bool { header["b64"] == .bool(false) }
}

/// A signer's answer to a request.
public enum SignAnswer: Hashable, Sendable {
    /// The token, in compact serialization.
    case token(String)
    /// The signer refuses. The reason is a ``ReasonCode`` if the signer uses them; it is never graded.
    case refuse(reason: String?, detail: String?)
    /// The signer lacks a feature that the request needs. It's spelled as in ``Feature``.
    case unsupported(feature: String)
    /// An exception that isn't the implementation's way to refuse.
    case error(detail: String)
}
