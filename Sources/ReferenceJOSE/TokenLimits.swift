/// How large a token may be: what bounds the work that hostile input can cause (RFC 8725 section 3.10).
package enum TokenLimits {
    /// The whole token, in octets.
    package static let tokenOctetCount = 262_144
    /// A protected header after decoding, in octets.
    package static let headerOctetCount = 16_384
    /// How many signatures one token may have.
    package static let signatureCount = 16
    /// How many keys are tried for one signature.
    package static let triedKeyCount = 16
}
