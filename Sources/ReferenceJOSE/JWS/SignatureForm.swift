package import CryptoPrimitives

/// The length and the range that a signature has to have, worked out once for a key and checked before anything is
/// computed.
package struct SignatureForm {
    private enum Integers {
        /// None: a MAC (RFC 7518 section 3.2).
        case none
        /// One, below the modulus (RFC 8017 section 5.2.2).
        case whole
        /// R and S, each from 1 to the order less 1 (FIPS 186-5 section 6.4.2).
        case halves
        /// S, the second half, least significant octet first, below the order (RFC 8032 section 5.1.7).
        case reversedHalf
    }

    /// The length of a signature in octets.
    let octetCount: Int
    private let integers: Integers
    /// What an integer has to be below, most significant octet first.
    private let bound: [UInt8]

    /// The form of a MAC.
    init(macOctetCount: Int) {
        octetCount = macOctetCount
        integers = .none
        bound = []
    }

    /// The form of a signature (RFC 7518 sections 3.3 to 3.5, RFC 8037 section 3.1).
    ///
    /// - Throws: ``CryptoError/unsupported(_:)`` if scheme and key don't go together.
    package init(scheme: SignatureScheme, key: AsymmetricKey) throws(CryptoError) {
        switch (scheme, key.kind) {
        case (.rsaPKCS1, .rsa(let bits)), (.rsaPSS, .rsa(let bits)):
            octetCount = (bits + 7) / 8
            integers = .whole
            bound = key.rsaComponents?.n ?? []
        case (.ecdsa(let curve, _), .ec(let own)) where own == curve:
            octetCount = curve.coordinateOctetCount * 2
            integers = .halves
            bound = curve.order
        case (.eddsa, .okp(let curve)):
            octetCount = curve.signatureOctetCount
            integers = .reversedHalf
            bound = curve.signatureOrder
        default:
            throw .unsupported("a key of another type than the algorithm's")
        }
    }

    /// Checks the length and the range of a signature.
    package func check(_ signature: Span<UInt8>) throws(Rejection) {
        guard signature.count == octetCount else {
            throw Rejection(lengthCheck, "the signature has \(signature.count) octets, not \(octetCount)")
        }
        switch integers {
        case .none:
            break
        case .whole:
            guard signature.isBelow(bound.span) else {
                throw Rejection(.rsaSignatureRange, "the signature isn't smaller than the modulus")
            }
        case .halves:
            let r = signature.extracting(first: octetCount / 2)
            guard r.isBelow(bound.span), !r.isZero else {
                throw Rejection(.ecdsaRange, "R isn't from 1 to the order less 1")
            }
            let s = signature.extracting(last: octetCount / 2)
            guard s.isBelow(bound.span), !s.isZero else {
                throw Rejection(.ecdsaRange, "S isn't from 1 to the order less 1")
            }
        case .reversedHalf:
            guard signature.endsBelow(reversed: bound.span) else {
                throw Rejection(.eddsaRange, "S isn't smaller than the order")
            }
        }
    }

    private var lengthCheck: Check {
        switch integers {
        case .none: .hmacLength
        case .whole: .rsaSignatureLength
        case .halves: .ecdsaSignatureLength
        case .reversedHalf: .eddsaSignatureLength
        }
    }
}

extension Span<UInt8> {
    /// Whether this integer is below another of the same length, both most significant octet first.
    fileprivate func isBelow(_ bound: Span<UInt8>) -> Bool {
        guard count == bound.count else { return false }
        for index in indices where self[index] != bound[index] { return self[index] < bound[index] }
        return false
    }

    /// Whether the last octets, least significant first, are an integer below another, most significant octet first.
    fileprivate func endsBelow(reversed bound: Span<UInt8>) -> Bool {
        guard count == bound.count * 2 else { return false }
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

extension OctetKeyCurve {
    /// The order of the base point (RFC 8032 sections 5.1 and 5.2), as long as half a signature, most significant octet
    /// first.
    package var signatureOrder: [UInt8] {
        switch self {
        case .ed25519: Self.order25519
        case .ed448: Self.order448
        case .x25519, .x448: []
        }
    }

    private static let order25519: [UInt8] = [
        0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0x14, 0xDE, 0xF9, 0xDE, 0xA2, 0xF7, 0x9C, 0xD6, 0x58, 0x12, 0x63, 0x1A, 0x5C, 0xF5, 0xD3, 0xED,
    ]

    private static let order448: [UInt8] =
        [0x00, 0x3F] + [UInt8](repeating: 0xFF, count: 27) + [
            0x7C, 0xCA, 0x23, 0xE9, 0xC4, 0x4E, 0xDB, 0x49, 0xAE, 0xD6, 0x36, 0x90, 0x21, 0x6C,
            0xC2, 0x72, 0x8D, 0xC5, 0x8F, 0x55, 0x23, 0x78, 0xC2, 0x92, 0xAB, 0x58, 0x44, 0xF3,
        ]
}
