import CryptoPrimitives
import Testing

struct DERSignatureTests {
    /// Halves that begin with zeros, with a high bit, and with neither.
    private static func halves(_ size: Int) -> [[UInt8]] {
        let zeros = [UInt8](repeating: 0, count: size - 1)
        return [
            zeros + [1], zeros + [0x80], [0x7F] + zeros, [0x80] + zeros, [UInt8](repeating: 0xFF, count: size),
            [0, 0x80] + zeros.dropFirst(), [0, 0x7F] + zeros.dropFirst(), [0] + zeros,
        ]
    }

    @Test(arguments: EllipticCurve.allCases)
    func `R and S come back from DER`(on curve: EllipticCurve) throws {
        for r in Self.halves(curve.coordinateOctetCount) {
            for s in Self.halves(curve.coordinateOctetCount) {
                let der = try #require(curve.encodedDERSignature(r + s))
                #expect(curve.decodedDERSignature(der) == r + s)
            }
        }
    }

    @Test(arguments: EllipticCurve.allCases)
    func `the integers of the DER are minimal`(on curve: EllipticCurve) throws {
        let size = curve.coordinateOctetCount
        let zeros = [UInt8](repeating: 0, count: size - 1)
        #expect(curve.encodedDERSignature(zeros + [1] + zeros + [0x80]) == [0x30, 7, 2, 1, 1, 2, 2, 0, 0x80])
        let long = try #require(curve.encodedDERSignature([UInt8](repeating: 0xFF, count: size * 2)))
        let length = 2 * (size + 3)
        #expect(Array(long.prefix(length > 127 ? 3 : 2)) == (length > 127 ? [0x30, 0x81] : [0x30]) + [UInt8(length)])
    }

    @Test(arguments: EllipticCurve.allCases)
    func `a raw signature of another length isn't encoded`(on curve: EllipticCurve) {
        let size = curve.coordinateOctetCount * 2
        for length in [0, 1, size - 1, size + 1, size * 2] {
            #expect(curve.encodedDERSignature([UInt8](repeating: 1, count: length)) == nil, "\(length) octets")
        }
    }

    @Test(arguments: EllipticCurve.allCases)
    func `no octets make the decoder read beyond them`(on curve: EllipticCurve) throws {
        let good = try #require(
            curve.encodedDERSignature([UInt8](repeating: 0x81, count: curve.coordinateOctetCount * 2))
        )
        for length in 0..<good.count {
            #expect(curve.decodedDERSignature(Array(good.prefix(length))) == nil)
        }
        for position in 0..<min(good.count, 8) {
            for value in UInt8.min...UInt8.max {
                var changed = good
                changed[position] = value
                let decoded = curve.decodedDERSignature(changed)
                #expect(decoded == nil || decoded?.count == curve.coordinateOctetCount * 2)
            }
        }
        #expect(curve.decodedDERSignature(good + [0]) == nil)
        #expect(curve.decodedDERSignature([0x30, 0x81]) == nil)
    }
}
