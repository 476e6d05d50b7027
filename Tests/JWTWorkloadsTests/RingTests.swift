import JWTWorkloads
import Testing

@Suite struct RingTests {
    @Test func `elements lie one after the other`() {
        let ring = Ring([[1, 2], [], [3]])
        #expect(ring.count == 3)
        #expect((0..<3).map { ring[$0] } == [[1, 2], [], [3]])
        #expect(ring.octets == [1, 2, 3])
        #expect(ring.medianOctetCount == 1)
    }

    @Test func `no two payloads are alike and all have the same length`() {
        let ring = ClaimsPayload.ring(count: 4_096)
        let payloads = (0..<ring.count).map { ring[$0] }
        #expect(Set(payloads).count == 4_096)
        #expect(Set(payloads.map(\.count)).count == 1)
        #expect((190...230).contains(ring.medianOctetCount))
    }

    @Test(arguments: [(TokenClass.small, 90...130), (.typical, 190...230), (.large, 2_900...3_100)])
    func `a class has its size, and no two payloads are alike`(tokenClass: TokenClass, octets: ClosedRange<Int>) {
        let ring = ClaimsPayload.ring(count: 512, tokenClass)
        #expect(Set((0..<ring.count).map { ring[$0] }).count == 512)
        #expect(Set((0..<ring.count).map { ring[$0].count }).count == 1)
        #expect(octets.contains(ring.medianOctetCount))
    }
}
