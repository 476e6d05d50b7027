/// The key material that a verifier is handed.
public enum KeyMaterial: Hashable, Sendable {
    /// One JWK, with the same key as PEM where it has a PEM form, so that an adapter need not convert.
    case jwk(JSONValue, pem: String?)
    /// A JWK Set.
    case jwkSet(JSONValue)
    /// Text that is handed to the implementation untouched, where the spelling or the malformation is the point.
    case text(String)
    /// Octets that are handed to the implementation untouched: DER, or text that isn't UTF-8.
    case octets(Octets)
    /// No key at all.
    case none
}
