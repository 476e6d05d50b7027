import JWTAdapters
import JWTConformance
import Testing

/// The sign vectors over the reference, a named case per vector: its verdict, and the reason where it refuses.
@Suite struct SignVectorsOverReferenceTests {
    @Test(arguments: try SignVector.all(in: CorpusLocation.directory()))
    func theReferenceKeepsTheRule(_ vector: SignVector) async throws {
        let reference = ReferenceVerifier()
        let runner = SignRunner(oracle: reference)
        let result = await runner.result(of: vector, by: reference, capabilities: reference.profile.capabilities)
        #expect([.pass, .recorded].contains(result.verdict), "\(result)")
        guard let reason = vector.reason else { return }
        guard case .refuse(let given, _) = try await reference.sign(vector.request) else {
            Issue.record("\(result)")
            return
        }
        // A reason is what a person reads; grading never looks at it.
        #expect(given == reason.rawValue, "\(result)")
    }
}
