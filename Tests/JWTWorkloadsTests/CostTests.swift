import Testing

@testable import JWTWorkloads

@Suite struct CostTests {
    @Test func `a million verifications cost processor time, and that money`() throws {
        let costs = try Costs.all(SampleDocument.whole())
        #expect(costs.map(\.algorithm) == ["HS256", "ES256"])
        let verify = try #require(costs[1].processorSecondsPerMillion)
        #expect(abs(verify - 60) < 0.01)
        #expect(abs(try #require(costs[1].moneyPerMillion(price: 0.36)) - 0.006) < 1e-5)
    }

    @Test func `what is dear to sign and cheap to verify pays off from so many verifications on`() throws {
        let rsa = Costs(algorithm: "RS256", key: "RSA 2048", signNanoseconds: 243_000, verifyNanoseconds: 17_000)
        let ecdsa = Costs(algorithm: "ES256", key: "P-256", signNanoseconds: 20_000, verifyNanoseconds: 59_000)
        for even in [BreakEven(rsa, ecdsa), BreakEven(ecdsa, rsa)] {
            let even = try #require(even)
            #expect(even.verifier == "RS256 (RSA 2048)")
            #expect(even.signer == "ES256")
            #expect(abs(even.verifications - 223.0 / 42) < 1e-9)
        }
    }

    @Test func `where one is cheaper in both there is no break-even`() {
        let cheap = Costs(algorithm: "HS256", key: "256 bits", signNanoseconds: 1, verifyNanoseconds: 1)
        let dear = Costs(algorithm: "ES384", key: "P-384", signNanoseconds: 2, verifyNanoseconds: 2)
        let unknown = Costs(algorithm: "ES512", key: "P-521", signNanoseconds: nil, verifyNanoseconds: 1)
        #expect(BreakEven(cheap, dear) == nil)
        #expect(BreakEven(cheap, unknown) == nil)
    }

    @Test func `a token's size is that of its parts, and long ones are beyond a limit`() throws {
        let sizes = try TokenSize.all(
            ReferenceImplementation(),
            plan: BenchmarkPlan(algorithms: ["ES256", "RS256"], rsaBits: [4_096])
        )
        #expect(sizes.map(\.signatureOctets) == [64, 64, 64, 512, 512, 512])
        for size in sizes {
            #expect(size.headerOctets == size.tokenOctets + 24)
            #expect(size.exceededLimits == (size.tokenClass == .large && size.key == "RSA 4096" ? [4_096] : []))
        }
        // So many octets of claims still fit, as the arithmetic has it.
        let size = try #require(sizes.first { $0.tokenClass == .typical })
        let grown = size.headerOctets - (size.claimsOctets * 4 + 2) / 3 + (size.claimsIn4096 * 4 + 2) / 3
        #expect((4_090...4_096).contains(grown))
    }
}
