import CryptoPrimitives
import ReferenceJOSE

extension SignatureEdit {
    /// Makes the edit.
    ///
    /// - Parameters:
    ///   - octets: the signature.
    ///   - curve: the curve of ECDSA, whose order counts; without it an EdDSA signature of 64 or 114 octets is edited.
    ///   - modulus: the modulus of RSA.
    func apply(to octets: inout [UInt8], _ curve: EllipticCurve?, modulus: [UInt8]?) {
        let half = octets.count / 2
        switch self {
        case .flip(let bit):
            guard !octets.isEmpty else { return }
            let place = bit % (octets.count * 8)
            octets[place / 8] ^= 1 << UInt8(place % 8)
        case .prefix(let count): octets = Array(octets.prefix(count))
        case .suffix(let count): octets = Array(octets.suffix(count))
        case .prepend(let front): octets = front + octets
        case .append(let end): octets += end
        case .zeros: octets = octets.map { _ in 0 }
        case .ones: octets = octets.map { _ in 0xFF }
        case .reversed: octets.reverse()
        case .swapHalves: octets = Array(octets[half...] + octets[..<half])
        case .dropZeros: octets = Array(octets.drop { $0 == 0 })
        case .first(let integer):
            octets.replaceSubrange(..<half, with: integer.octets(count: half, curve))
        case .second(let integer):
            octets.replaceSubrange(half..., with: integer.octets(count: octets.count - half, curve))
        case .addOrderToFirst: add(&octets, ..<half, curve)
        case .addOrderToSecond: add(&octets, half..<octets.count, curve)
        case .negateSecond:
            guard let curve, octets.count == 2 * curve.coordinateOctetCount else { return }
            let negative = (try? Self.difference(curve.order, Array(octets[half...]))) ?? nil
            if let negative { octets.replaceSubrange(half..., with: negative) }
        case .der:
            if let der = curve?.encodedDERSignature(octets) { octets = der }
        case .addModulus:
            if let modulus, let sum = try? Self.sum(octets, modulus) { octets = sum }
        }
    }

    private func add(_ octets: inout [UInt8], _ range: some RangeExpression<Int>, _ curve: EllipticCurve?) {
        let range = range.relative(to: octets)
        let order = Self.order(curve, count: range.count)
        let isLittle = curve == nil
        let part = isLittle ? octets[range].reversed() : Array(octets[range])
        guard !order.isEmpty, let sum = try? Self.sum(part, order) else { return }
        let written = [UInt8](repeating: 0, count: max(0, range.count - sum.count)) + sum
        octets.replaceSubrange(range, with: isLittle ? written.reversed() : written)
    }

    /// The sum of two integers in the fewest octets.
    private static func sum(_ one: [UInt8], _ other: [UInt8]) throws(CryptoError) -> [UInt8] {
        let first = try BigNumber(one.span)
        let second = try BigNumber(other.span)
        return try first.adding(second).octets
    }

    /// What is left of an integer, in as many octets as it has; `nil` if it's the smaller one.
    private static func difference(_ one: [UInt8], _ other: [UInt8]) throws(CryptoError) -> [UInt8]? {
        let first = try BigNumber(one.span)
        let second = try BigNumber(other.span)
        guard second.isLess(than: first) else { return nil }
        return try first.subtracting(second).octets(count: one.count)
    }

    /// The order of the curve, most significant octet first.
    fileprivate static func order(_ curve: EllipticCurve?, count: Int) -> [UInt8] {
        if let curve { return curve.order }
        switch count {
        case 32: return OctetKeyCurve.ed25519.signatureOrder
        case 57: return OctetKeyCurve.ed448.signatureOrder
        default: return []
        }
    }
}

extension SignatureEdit.Integer {
    /// The integer in so many octets.
    fileprivate func octets(count: Int, _ curve: EllipticCurve?) -> [UInt8] {
        let order = SignatureEdit.order(curve, count: count)
        var octets = [UInt8](repeating: 0, count: count)
        switch self {
        case .zero: break
        case .one: if count > 0 { octets[curve == nil ? 0 : count - 1] = 1 }
        case .order, .orderLessOne:
            guard !order.isEmpty, order.count == count else { break }
            octets = order
            if self == .orderLessOne { octets[count - 1] -= 1 }
            if curve == nil { octets.reverse() }
        }
        return octets
    }
}
