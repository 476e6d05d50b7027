package import CryptoPrimitives

/// ECDSA with the nonce of RFC 6979 section 3.2, so that the corpus comes out the same each time.
package struct DeterministicECDSA {
    let curve: EllipticCurve
    let hash: HashFunction
    let privateValue: [UInt8]

    /// Signs with the private value of a key on a curve.
    package init(curve: EllipticCurve, hash: HashFunction, privateValue: [UInt8]) {
        (self.curve, self.hash, self.privateValue) = (curve, hash, privateValue)
    }

    /// Signs a message.
    ///
    /// - Returns: R and S in full length.
    package func signature(for message: [UInt8]) throws(CryptoError) -> [UInt8] {
        let digest = hash.digest(message.span)
        var generator = try NonceGenerator(curve: curve, hash: hash, privateValue: privateValue, digest: digest)
        while true {
            let candidate = try generator.next()
            if let signature = try signature(over: digest, nonce: candidate) { return signature }
        }
    }

    private func signature(over digest: [UInt8], nonce: [UInt8]) throws(CryptoError) -> [UInt8]? {
        let order = try BigNumber(curve.order.span)
        let k = try BigNumber(nonce.span)
        guard !k.isZero, k.isLess(than: order) else { return nil }
        guard let x = try curve.xCoordinate(ofBasePointTimes: k) else { return nil }
        let r = try BigNumber(x.span).remainder(dividingBy: order)
        guard !r.isZero else { return nil }
        let d = try BigNumber(privateValue.span)
        let z = try BigNumber(truncated(digest).span)
        let sum = try r.multiplied(by: d).adding(z)
        let s = try k.inverse(modulo: order).multiplied(by: sum).remainder(dividingBy: order)
        let size = curve.coordinateOctetCount
        guard !s.isZero, let first = r.octets(count: size), let second = s.octets(count: size) else { return nil }
        return first + second
    }

    /// The leftmost bits of a digest, as many as the order has.
    ///
    /// No pair of JOSE needs a shift: only P-521's order isn't a whole number of octets, and SHA-512 is shorter.
    private func truncated(_ digest: [UInt8]) -> [UInt8] {
        Array(digest.prefix(curve.coordinateOctetCount))
    }
}

/// The generator of RFC 6979 section 3.2, steps b to h.
private struct NonceGenerator {
    private let curve: EllipticCurve
    private let hash: HashFunction
    private var key: [UInt8]
    private var value: [UInt8]
    private var isFirst = true

    init(curve: EllipticCurve, hash: HashFunction, privateValue: [UInt8], digest: [UInt8]) throws(CryptoError) {
        self.curve = curve
        self.hash = hash
        key = [UInt8](repeating: 0, count: hash.octetCount)
        value = [UInt8](repeating: 1, count: hash.octetCount)
        let order = try BigNumber(curve.order.span)
        let reduced = try BigNumber(Array(digest.prefix(curve.coordinateOctetCount)).span)
            .remainder(dividingBy: order).octets(count: curve.coordinateOctetCount)
        let seed = privateValue + (reduced ?? [])
        for separator: UInt8 in [0, 1] {
            key = try mac(value + [separator] + seed)
            value = try mac(value)
        }
    }

    mutating func next() throws(CryptoError) -> [UInt8] {
        if !isFirst {
            key = try mac(value + [0])
            value = try mac(value)
        }
        isFirst = false
        var bits: [UInt8] = []
        let size = curve.coordinateOctetCount
        while bits.count < size {
            value = try mac(value)
            bits += value
        }
        bits = Array(bits.prefix(size))
        return curve == .p521 ? shiftedRight(bits, by: 7) : bits
    }

    private func mac(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        var context = try MACContext(secret: key.span, function: hash)
        return context.code(for: message.span)
    }

    /// The leftmost 521 of 528 bits.
    private func shiftedRight(_ octets: [UInt8], by bits: Int) -> [UInt8] {
        var carry: UInt16 = 0
        return octets.map { octet in
            let word = carry << 8 | UInt16(octet)
            carry = UInt16(octet)
            return UInt8(truncatingIfNeeded: word >> UInt16(bits))
        }
    }
}
