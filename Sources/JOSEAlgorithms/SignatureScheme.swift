/// A signature scheme of RFC 7518, RFC 8037 or RFC 8812, without its key.
package enum SignatureScheme: Hashable, Sendable {
    /// RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2).
    case rsaPKCS1(HashFunction)
    /// RSASSA-PSS (RFC 8017 section 8.1) with MGF1 and the same hash function.
    case rsaPSS(HashFunction)
    /// ECDSA (FIPS 186-5), the signature being R and S in full length one after the other (RFC 7518 section 3.4).
    case ecdsa(EllipticCurve, HashFunction)
    /// Ed25519 or Ed448 (RFC 8032), whichever the key is on.
    case eddsa

    /// The hash function that's applied to the message first; `nil` for EdDSA.
    package var hash: HashFunction? {
        switch self {
        case .rsaPKCS1(let hash), .rsaPSS(let hash), .ecdsa(_, let hash): hash
        case .eddsa: nil
        }
    }
}
