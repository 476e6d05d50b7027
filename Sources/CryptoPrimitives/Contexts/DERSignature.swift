/// An ECDSA signature as ASN.1 DER (SEC 1 appendix C.5), the form that libcrypto uses, made from and into R and S.
///
/// By hand because libcrypto's own way costs 460 ns a signature; minimal integers, or libcrypto rejects it.
struct DERSignature {
    /// The longest: two integers of 66 octets, each with two octets before it, and three octets for the sequence.
    private var octets = InlineArray<144, UInt8>(repeating: 0)
    private var count = 0

    /// Encodes R and S of full length.
    ///
    /// - Returns: `false` if the signature isn't twice as long as a coordinate.
    mutating func encode(_ signature: Span<UInt8>, curve: EllipticCurve) -> Bool {
        let size = curve.coordinateOctetCount
        guard signature.count == size * 2 else { return false }
        let r = Self.integer(signature, from: 0, size: size)
        let s = Self.integer(signature, from: size, size: size)
        let length = 4 + r.count + s.count
        count = 0
        append(0x30)
        if length > 127 { append(0x81) }
        append(UInt8(length))
        for part in [r, s] {
            append(0x02)
            append(UInt8(part.count))
            if part.needsZero { append(0) }
            for index in part.start..<part.end { append(signature[index]) }
        }
        return true
    }

    /// Hands out the DER.
    func withOctets<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        unsafe octets.span.extracting(first: count).withUnsafeBufferPointer { unsafe body($0) }
    }

    private mutating func append(_ octet: UInt8) {
        octets[count] = octet
        count += 1
    }

    private struct Part {
        let start: Int
        let end: Int
        let needsZero: Bool
        var count: Int { end - start + (needsZero ? 1 : 0) }
    }

    private static func integer(_ signature: Span<UInt8>, from offset: Int, size: Int) -> Part {
        var start = offset
        let end = offset + size
        while start < end - 1, signature[start] == 0 { start += 1 }
        return Part(start: start, end: end, needsZero: signature[start] & 0x80 != 0)
    }

    /// Decodes a DER signature into R and S of full length; `nil` if it isn't one.
    static func decode(_ der: Span<UInt8>, curve: EllipticCurve) -> [UInt8]? {
        var signature = [UInt8](repeating: 0, count: curve.coordinateOctetCount * 2)
        return decode(der, curve: curve, into: &signature) ? signature : nil
    }

    /// Decodes a DER signature into the first octets of an array, R and S of full length; `false` if it isn't one.
    static func decode(_ der: Span<UInt8>, curve: EllipticCurve, into signature: inout [UInt8]) -> Bool {
        let size = curve.coordinateOctetCount
        var position = 0
        func next() -> UInt8? {
            guard position < der.count else { return nil }
            defer { position += 1 }
            return der[position]
        }
        guard next() == 0x30, var length = next().map(Int.init) else { return false }
        if length == 0x81 {
            guard let long = next() else { return false }
            length = Int(long)
        }
        guard length == der.count - position else { return false }
        for half in 0..<2 {
            guard next() == 0x02, let count = next().map(Int.init), position + count <= der.count else { return false }
            var start = position
            let end = position + count
            while start < end, der[start] == 0 { start += 1 }
            guard end - start <= size else { return false }
            let first = half * size + size - (end - start)
            for index in half * size..<first { signature[index] = 0 }
            for index in start..<end { signature[first + index - start] = der[index] }
            position = end
        }
        return position == der.count
    }
}
