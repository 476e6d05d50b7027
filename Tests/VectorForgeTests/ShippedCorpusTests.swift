import CryptoPrimitives
import JWTConformance
import Testing

/// The harness computes SHA-256 by itself; here it's compared with libcrypto's.
@Suite struct ShippedCorpusTests {
    @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000, 65_537])
    func `SHA-256 agrees with libcrypto at every length around a block`(_ count: Int) {
        let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
        let digest = HashFunction.sha256.digest(message.span)
        let digits = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(SHA256.hexadecimal(of: message) == digits)
    }
}
