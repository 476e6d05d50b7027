import CryptoPrimitives

/// A signature whose length and range are in order, or what stands in for it where a check is off.
enum CheckedForm {
    /// Octets to verify.
    case octets([UInt8])
    /// What an implementation without the check takes for valid unseen: no octets, or zeros on both sides of ECDSA's
    /// equation.
    case vacuous
}

/// Checks what can be told of a signature without verifying it.
struct SignatureForm {
    let disabled: CheckSet

    /// The form of a MAC (RFC 7518 section 3.2).
    func mac(_ received: [UInt8], octetCount: Int) throws(Rejection) -> CheckedForm {
        guard received.count != octetCount else { return .octets(received) }
        if disabled.has(.hmacPrefix) { return .octets(Array(received.prefix(octetCount))) }
        guard disabled.contains(.hmacLength) else {
            throw Rejection(.hmacLength, "the MAC has \(received.count) octets, not \(octetCount)")
        }
        guard !received.isEmpty else { return .vacuous }
        if received.count == octetCount * 2, let octets = received.fromHexadecimal { return .octets(octets) }
        return .octets(Array(received.prefix(octetCount)))
    }

    /// The form of a signature (RFC 7518 sections 3.3 to 3.5, RFC 8037 section 3.1).
    func signature(
        _ signature: [UInt8],
        scheme: SignatureScheme,
        key: AsymmetricKey,
        modulus: [UInt8]
    ) throws(Rejection) -> CheckedForm {
        switch (scheme, key.kind) {
        case (.rsaPKCS1, .rsa(let bits)), (.rsaPSS, .rsa(let bits)):
            try rsa(signature, octetCount: (bits + 7) / 8, modulus: modulus)
        case (.ecdsa, .ec(let curve)):
            try ecdsa(signature, curve: curve)
        case (.eddsa, .okp(let curve)):
            try eddsa(signature, curve: curve)
        default:
            .octets(signature)
        }
    }

    private func rsa(_ signature: [UInt8], octetCount: Int, modulus: [UInt8]) throws(Rejection) -> CheckedForm {
        var signature = signature
        if disabled.has(.rsaStripped), signature.first == 0 {
            throw Rejection(.rsaSignatureLength, "the signature begins with zero")
        }
        if signature.count != octetCount {
            guard disabled.contains(.rsaSignatureLength) else {
                throw Rejection(.rsaSignatureLength, "the signature has \(signature.count) octets, not \(octetCount)")
            }
            guard !signature.isEmpty else { return .vacuous }
            let significant = Array(signature.drop { $0 == 0 }.prefix(octetCount))
            signature = [UInt8](repeating: 0, count: octetCount - significant.count) + significant
        }
        if !signature.isBelow(modulus) {
            guard disabled.contains(.rsaSignatureRange) else {
                throw Rejection(.rsaSignatureRange, "the signature isn't below the modulus")
            }
            signature = signature.reduced(modulo: modulus) ?? signature
        }
        return .octets(signature)
    }

    private func ecdsa(_ signature: [UInt8], curve: EllipticCurve) throws(Rejection) -> CheckedForm {
        let size = curve.coordinateOctetCount
        var signature = signature
        if !disabled.isEmpty { signature = try mutated(signature, curve: curve) }
        if signature.count != size * 2 {
            guard disabled.contains(.ecdsaSignatureLength) else {
                throw Rejection(.ecdsaSignatureLength, "the signature has \(signature.count) octets, not \(size * 2)")
            }
            guard !signature.isEmpty else { return .vacuous }
            signature = curve.fittedSignature(signature)
        }
        let order = curve.order
        var halves = [Array(signature.prefix(size)), Array(signature.suffix(size))]
        for (index, half) in halves.enumerated() where half.isZero || !half.isBelow(order) {
            guard disabled.contains(.ecdsaRange) else {
                throw Rejection(.ecdsaRange, "\(index == 0 ? "R" : "S") isn't from 1 to the order less 1")
            }
            halves[index] = half.reduced(modulo: order) ?? half
        }
        return halves.contains(where: \.isZero) ? .vacuous : .octets(halves[0] + halves[1])
    }

    /// The signature as a mutation has it, or refuses it.
    private func mutated(_ signature: [UInt8], curve: EllipticCurve) throws(Rejection) -> [UInt8] {
        let size = curve.coordinateOctetCount
        let decoded =
            disabled.has(.derBesideRaw) || disabled.has(.derAlone) ? curve.decodedDERSignature(signature) : nil
        guard decoded != nil || !disabled.has(.derAlone) else {
            throw Rejection(.ecdsaSignatureLength, "the signature isn't DER")
        }
        if disabled.has(.shortPaddedBehind), !signature.isEmpty, signature.count < size * 2 {
            return signature + [UInt8](repeating: 0, count: size * 2 - signature.count)
        }
        if disabled.has(.lowSDemanded), curve.hasHighS(signature) {
            throw Rejection(.ecdsaRange, "S is above half the order")
        }
        return decoded ?? signature
    }

    private func eddsa(_ signature: [UInt8], curve: OctetKeyCurve) throws(Rejection) -> CheckedForm {
        let octetCount = curve.signatureOctetCount
        guard signature.count == octetCount else {
            guard disabled.contains(.eddsaSignatureLength) else {
                throw Rejection(
                    .eddsaSignatureLength,
                    "the signature has \(signature.count) octets, not \(octetCount)"
                )
            }
            guard !signature.isEmpty else { return .vacuous }
            // What's too short is filled up with zeros, as in a buffer of C.
            let padding = [UInt8](repeating: 0, count: max(0, octetCount - signature.count))
            return .octets(signature.prefix(octetCount) + padding)
        }
        // S is the second half, least significant octet first.
        let scalar = Array(signature.suffix(octetCount / 2).reversed())
        let order = curve.signatureOrder
        guard !scalar.isBelow(order) else { return .octets(signature) }
        guard disabled.contains(.eddsaRange), let reduced = scalar.reduced(modulo: order) else {
            throw Rejection(.eddsaRange, "S isn't below the order")
        }
        return .octets(signature.prefix(octetCount / 2) + reduced.reversed())
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

extension EllipticCurve {
    /// R and S in full length out of what a lenient implementation takes: DER, or halves that are too long or short.
    fileprivate func fittedSignature(_ signature: [UInt8]) -> [UInt8] {
        if let decoded = decodedDERSignature(signature) { return decoded }
        let size = coordinateOctetCount
        guard signature.count > size * 2 else {
            return [UInt8](repeating: 0, count: size * 2 - signature.count) + signature
        }
        guard signature.count.isMultiple(of: 2) else { return Array(signature.prefix(size * 2)) }
        let half = signature.count / 2
        return Array(signature[(half - size)..<half] + signature.suffix(size))
    }
}

extension EllipticCurve {
    /// Whether S is above half the order.
    fileprivate func hasHighS(_ signature: [UInt8]) -> Bool {
        let s = Array(signature.suffix(coordinateOctetCount))
        guard let number = try? BigNumber(s.span), let order = try? BigNumber(order.span),
            let other = try? order.subtracting(number)
        else { return false }
        return other.isLess(than: number)
    }
}

extension [UInt8] {
    /// The octets that hexadecimal digits spell.
    fileprivate var fromHexadecimal: [UInt8]? {
        let digits = compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == count, count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// Whether every octet is zero.
    fileprivate var isZero: Bool { allSatisfy { $0 == 0 } }

    /// Whether this integer is below another of the same length, both most significant octet first.
    fileprivate func isBelow(_ bound: [UInt8]) -> Bool {
        for index in indices where self[index] != bound[index] {
            return self[index] < bound[index]
        }
        return false
    }

    /// The remainder, in as many octets.
    fileprivate func reduced(modulo modulus: [UInt8]) -> [UInt8]? {
        try? BigNumber(span).remainder(dividingBy: BigNumber(modulus.span)).octets(count: count)
    }
}
