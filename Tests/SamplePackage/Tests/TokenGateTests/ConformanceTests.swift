import JWTConformance
import JWTReports
import Testing

/// The corpus over the library: asked once, with a named case per vector.
@Suite struct ConformanceTests {
    static let run = Task {
        try await ConformanceRun(of: TokenGateVerifier(), baseline: "known-deviations.json", minimum: 500)
    }

    @Test(arguments: try Corpus.standard().vectors)
    func `a vector is answered as expected`(_ vector: Vector) async throws {
        let answered = try await Self.run.value[vector]
        #expect(answered.isAsExpected, "\(answered)")
    }

    @Test func `enough vectors are asked, and the baseline holds`() async throws {
        let run = try await Self.run.value
        // With JWT_ASSAY_REPORT=folder in the environment.
        try run.writeReports()
        print(run.summary)
        #expect(run.isAsExpected, "\(run)")
    }
}
