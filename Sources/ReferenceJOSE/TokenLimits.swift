/// How large a token may be: what bounds the work that hostile input can cause (RFC 8725 section 3.10).
enum TokenLimits {
    /// The whole token, in octets.
    static let tokenOctetCount = 262_144
    /// A protected header after decoding, in octets.
    static let headerOctetCount = 16_384
    /// How many signatures one token may have.
    static let signatureCount = 16
    /// How many keys are tried for one signature.
    static let triedKeyCount = 16
}
