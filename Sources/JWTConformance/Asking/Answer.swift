/// What a verifier said of a token.
public enum Answer: Hashable, Sendable {
    /// The token is valid; these are the octets of its payload.
    case accept(payload: Octets)
    /// The token is refused. The reason is a ``ReasonCode`` where the verifier knows them; it's advisory.
    case reject(reason: String?, detail: String?)
    /// The verifier can't do what the question needs; the feature is one of ``Feature``'s spellings.
    case unsupported(feature: String)
    /// An exception that isn't the implementation's own refusal.
    case error(detail: String)
}
