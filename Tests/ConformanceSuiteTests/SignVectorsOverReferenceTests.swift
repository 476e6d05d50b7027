import JWTAdapters
import JWTConformance
import Testing

/// The sign vectors over the reference, a named case per vector: its verdict, and the reason where it refuses.
@Suite struct SignVectorsOverReferenceTests {
    @Test(arguments: try Corpus(directory: CorpusLocation.directory()).signVectors)
    func `the reference keeps the rule`(_ vector: Vector) async throws {
        let reference = ReferenceVerifier()
        let result = await vector.verdict(of: reference, oracle: reference)
        #expect([.pass, .recorded].contains(result.verdict), "\(result)")
        guard let reason = vector.reason else { return }
        // A reason is what a person reads; grading never looks at it.
        #expect(result.answer?.outcome == "refuse", "\(result)")
        #expect(result.answer?.reason == reason.rawValue, "\(result)")
    }
}
