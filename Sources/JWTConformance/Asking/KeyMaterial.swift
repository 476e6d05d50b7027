/// The key that a verifier gets.
public enum KeyMaterial: Hashable, Sendable {
    /// One JWK, and the same key as PEM if it has that form, so that adapters don't have to convert it.
    case jwk(JSONValue, pem: String?)
    /// A JWK Set.
    case jwkSet(JSONValue)
    /// Text to hand to the implementation unchanged, because its spelling or a defect is the point.
    case text(String)
    /// Octets to hand to the implementation unchanged: DER, or text that isn't UTF-8.
    case octets(Octets)
    /// No key at all.
    case none
}
