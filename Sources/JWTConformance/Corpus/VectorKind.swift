/// What a vector asks for.
public enum VectorKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// It's a question to a verifier: whether a token is valid.
    case verify
    /// It's a request to a signer: for a token, or for the refusal to make one.
    case sign
}
