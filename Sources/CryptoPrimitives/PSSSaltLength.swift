/// How long the salt of RSASSA-PSS is.
package enum PSSSaltLength: Hashable, Sendable {
    /// As long as the digest: what RFC 7518 section 3.5 demands.
    case digest
    /// Whatever the signature has.
    case any
    /// This many octets.
    case octets(Int)
}
