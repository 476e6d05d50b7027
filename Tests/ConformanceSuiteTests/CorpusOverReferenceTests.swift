import JWTAdapters
import JWTConformance
import Testing

/// The corpus over the reference, a named case per vector: its verdict under the strict profile, and its reason.
@Suite struct CorpusOverReferenceTests {
    @Test(arguments: try Corpus.standard().vectors)
    func `the reference answers as expected`(_ vector: Vector) async {
        let result = await vector.verdict(of: ReferenceVerifier(), profile: .strict)
        #expect([.pass, .recorded].contains(result.verdict), "\(result)")
        // A reason is what a person reads; grading never looks at it.
        if let reason = vector.reason { #expect(result.answer?.reason == reason.rawValue, "\(result)") }
    }
}
