/// What is done to a token.
package enum Operation: String, CaseIterable, Codable, Hashable, Sendable {
    /// A token is made from a payload.
    case sign
    /// A token is parsed and everything about it checked.
    case verify
}
