import Testing

@testable import JWTWorkloads

@Suite struct ShareTests {
    @Test(arguments: ["HS256", "ES256"])
    func `a verification has four parts and a rest`(algorithm: String) throws {
        let key = try #require(BenchmarkKey.key(for: algorithm))
        let measurement = ShareMeasurement(limit: .rounds(7), sliceNanoseconds: 50_000)
        let result = try #require(try measurement.result(algorithm: algorithm, key: key, ringCount: 32))
        #expect(result.parts.map(\.name) == ["base64", "parsing", "signature", "claims"])
        #expect(result.wholeNanoseconds > 0)
        #expect(abs(result.rest + result.parts.reduce(0) { $0 + $1.share.median } - 1) < 1e-9)
    }

    @Test func `callgrind's count is read from its last words`() {
        let words = "==12== Events    : Ir\n==12== Collected : 123456789\n==12== \n"
        #expect(CallgrindCount.collected(words) == 123_456_789)
        #expect(CallgrindCount.collected("==12== valgrind: wrong option") == nil)
    }

    @Test func `the commit of the source folder has twelve digits`() {
        guard let commit = SourceCommit.current() else { return }
        #expect(commit.count == 12)
        #expect(!commit.contains { !$0.isHexDigit })
        #expect(SourceCommit.current("/") == nil)
    }
}
