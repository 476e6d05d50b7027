import CryptoPrimitives

/// The length and the range that a signature has to have, worked out once for a key.
///
/// Says whether a signature's form is in order, as ``SignatureForm`` would, without a copy; why it isn't,
/// ``SignatureForm`` says.
struct SignatureBounds {
    private enum Integers {
        /// None: a MAC.
        case none
        /// One, below the modulus (RFC 8017 section 8.1.2 step 2a).
        case whole
        /// R and S, each from 1 to the order less 1 (FIPS 186-5 section 6.4.2).
        case halves
        /// S, the second half, least significant octet first, below the order (RFC 8032 section 5.1.7).
        case reversedHalf
    }

    /// The length of a signature in octets.
    let octetCount: Int
    private let integers: Integers
    private let bound: [UInt8]

    /// The bounds of a MAC.
    init(macOctetCount: Int) {
        octetCount = macOctetCount
        integers = .none
        bound = []
    }

    /// The bounds of a signature; `nil` where key and scheme don't go together.
    init?(scheme: SignatureScheme, key: AsymmetricKey, modulus: [UInt8]) {
        switch (scheme, key.kind) {
        case (.rsaPKCS1, .rsa(let bits)), (.rsaPSS, .rsa(let bits)):
            octetCount = (bits + 7) / 8
            integers = .whole
            bound = modulus
        case (.ecdsa, .ec(let curve)):
            octetCount = curve.coordinateOctetCount * 2
            integers = .halves
            bound = curve.order
        case (.eddsa, .okp(let curve)):
            octetCount = curve.signatureOctetCount
            integers = .reversedHalf
            bound = curve.signatureOrder
        default:
            return nil
        }
    }

    /// Whether a signature's length and range are in order.
    func admit(_ signature: Span<UInt8>) -> Bool {
        guard signature.count == octetCount else { return false }
        switch integers {
        case .none:
            return true
        case .whole:
            return bound.count == octetCount && signature.isBelow(bound.span)
        case .halves:
            let r = signature.extracting(first: octetCount / 2)
            let s = signature.extracting(last: octetCount / 2)
            return bound.count * 2 == octetCount && r.isBelow(bound.span) && s.isBelow(bound.span) && !r.isZero
                && !s.isZero
        case .reversedHalf:
            return bound.count * 2 == octetCount && signature.endsBelow(reversed: bound.span)
        }
    }
}

extension Span<UInt8> {
    /// Whether this integer is below another of the same length, both most significant octet first.
    fileprivate func isBelow(_ bound: Span<UInt8>) -> Bool {
        for index in indices where self[index] != bound[index] { return self[index] < bound[index] }
        return false
    }

    /// Whether the last octets, least significant first, are an integer below another, most significant octet first.
    fileprivate func endsBelow(reversed bound: Span<UInt8>) -> Bool {
        for index in bound.indices where self[count - 1 - index] != bound[index] {
            return self[count - 1 - index] < bound[index]
        }
        return false
    }

    fileprivate var isZero: Bool {
        for index in indices where self[index] != 0 { return false }
        return true
    }
}
