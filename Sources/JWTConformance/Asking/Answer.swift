/// A verifier's answer about one token.
public enum Answer: Hashable, Sendable {
    /// The token is valid; these are the octets of its payload.
    case accept(payload: Octets)
    /// The token is rejected. The reason is a ``ReasonCode`` if the verifier uses them; it is never graded.
    case reject(reason: String?, detail: String?)
    /// The verifier lacks a feature that the question needs. It's spelled as in ``Feature``.
    case unsupported(feature: String)
    /// An exception that isn't the implementation's way to reject a token.
    case error(detail: String)
}
