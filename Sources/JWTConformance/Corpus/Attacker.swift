/// The weakest party who can make a token that must be rejected.
public enum Attacker: String, Hashable, Sendable, Codable, CaseIterable {
    /// Whoever has public knowledge: public keys, certificates, published constants.
    case anyone
    /// Whoever has one genuine token.
    case holder
    /// Whoever has a key that the verifier trusts for something else.
    case insider
    /// Whoever has the means to find a weak key, or the few bits that a cut signature has.
    case guesser
    /// The owner of the signing key itself.
    case issuer
}

/// What an attacker gains if the token is accepted.
public enum Gain: String, Hashable, Sendable, Codable, CaseIterable {
    /// Claims of the attacker's choice.
    case forge
    /// A genuine token where or when it isn't valid.
    case reuse
    /// The same claims under another text, which deny lists and caches miss.
    case respell
    /// Nothing.
    case none
}
