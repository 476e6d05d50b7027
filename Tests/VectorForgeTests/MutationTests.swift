import JWTConformance
import ReferenceFaults
import ReferenceJOSE
import Testing

@testable import VectorForge

/// The corpus notices every check that goes wrong.
@Suite struct MutationTests {
    @Test(arguments: Mutation.all)
    func `a vector notices`(_ mutation: Mutation) async throws {
        let results = try await SourceCorpus.mutations.value.results
        let result = try #require(results.first { $0.mutation == mutation })
        let isAllowed = result.freedom.map { !$0.isEmpty } ?? false
        #expect(!result.killers.isEmpty || isAllowed, "no vector notices that \(mutation.summary)")
    }

    @Test func `names are unique and checks exist`() {
        #expect(Set(Mutation.all.map(\.id)).count == Mutation.all.count)
        #expect(Mutation.all.count >= 1000)
    }

    /// A freedom that a vector notices, or that no mutation has, is none.
    @Test func `every stated freedom is needed`() async throws {
        let stated = Set(Freedoms.reasons.keys)
        let used = try await SourceCorpus.mutations.value.results.filter {
            $0.killers.isEmpty && stated.contains($0.mutation.id)
        }
        #expect(stated == Set(used.map(\.mutation.id)))
    }

    @Test func `the document says what was found`() async throws {
        let corpus = try SourceCorpus.corpus.get()
        let document = ProofDocument(
            corpus,
            proof: try await SourceCorpus.proof.value,
            attacks: try await SourceCorpus.attacks.value,
            mutations: try await SourceCorpus.mutations.value
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
