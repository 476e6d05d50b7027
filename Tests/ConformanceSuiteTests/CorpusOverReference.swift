import JWTAdapters
import JWTConformance
import JWTVectors
import Testing

@Suite struct CorpusOverReference {
    @Test(arguments: try Corpus(directory: CorpusLocation.directory()).vectors)
    func vector(_ vector: Vector) async throws {
        let answer = try await ReferenceVerifier().answer(vector.question)
        switch (vector.expectation, answer) {
        case (.accept(let payload), .accept(let got)): #expect(payload == got)
        case (.reject, .reject(let reason, let detail)):
            #expect(reason == vector.reason?.rawValue, "\(detail ?? "none")")
        case (.either, _): break
        default: Issue.record("\(vector.id): \(answer)")
        }
    }
}
