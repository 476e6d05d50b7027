import JWTConformance
import ReferenceFaults
import ReferenceJOSE
import Testing

@testable import VectorForge

/// The corpus notices every check that goes wrong.
@Suite struct MutationTests {
    private static let report = Result { try MutationReport(SourceCorpus.corpus.get()) }

    @Test(arguments: Mutation.all)
    func `a vector notices`(_ mutation: Mutation) throws {
        let results = try Self.report.get().results
        let result = try #require(results.first { $0.mutation == mutation })
        #expect(!result.killers.isEmpty, "no vector notices that \(mutation.summary)")
    }

    @Test func `names are unique and checks exist`() {
        #expect(Set(Mutation.all.map(\.id)).count == Mutation.all.count)
        #expect(Mutation.all.filter { $0.check == nil } == [])
        #expect(Mutation.all.count >= 40)
    }

    @Test func `the document says what was found`() throws {
        let corpus = try SourceCorpus.corpus.get()
        let document = ProofDocument(
            corpus,
            proof: try ProofReport(corpus),
            attacks: AttackProof(corpus),
            mutations: try Self.report.get()
        )
        #expect(document.isComplete, "\(document.holes) \(document.failures)")
        #expect(document.text.contains("claims.exp/on-the-second"))
        #expect(try document.json().contains("\"schema\" : \"jwt-assay/proof/1\""))
    }
}

extension Mutation: CustomTestStringConvertible {
    /// The mutation's name and what it changes.
    public var testDescription: String { "\(id): \(summary)" }
}
