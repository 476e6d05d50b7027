import JWTAdapters
import JWTConformance
import Testing

/// The sequences of the corpus over the reference, each asked once and in order.
@Suite struct SequencesOverReferenceTests {
    private static let sequences = (try? Corpus.standard().sequences) ?? []
    private static let reference = ReferenceVerifier()

    @Test(arguments: sequences) func `the reference answers every step as expected`(_ sequence: VectorSequence) async {
        for result in await sequence.verdicts(of: Self.reference, profile: .strict) {
            #expect([.pass, .recorded].contains(result.verdict), "\(result)")
            if let reason = result.vector.reason { #expect(result.answer?.reason == reason.rawValue, "\(result)") }
        }
    }

    @Test func `the runner asks them all`() async {
        let steps = Self.sequences.flatMap(\.steps)
        #expect(Self.sequences.count >= 15)
        let document = await Runner().run(steps, verifiers: [NamedVerifier(label: "it", verifier: Self.reference)])
        #expect(document.implementations[0].deviations == [])
        #expect(document.implementations[0].summary.count(.skipped) == 0)
    }

    /// A verifier that forgets is caught by them: the same questions, each under another name.
    @Test func `a verifier without memory is found`() async {
        let steps = Self.sequences.flatMap(\.steps)
        let candidate = NamedVerifier(label: "it", verifier: ForgetfulVerifier())
        let run = await Runner().run(steps, verifiers: [candidate]).implementations[0]
        let bypasses = Set(run.cases.filter { $0.verdict.isBypass }.map(\.id))
        #expect(bypasses == Set(steps.filter { $0.reason == .replayed }.map(\.id)))
        #expect(bypasses.count >= 8)
    }
}

/// The reference, new for every question.
private struct ForgetfulVerifier: Verifier {
    var profile: ImplementationProfile { ReferenceVerifier().profile }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        try await ReferenceVerifier().answer(question)
    }
}
