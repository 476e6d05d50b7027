import JWTConformance
import ReferenceJOSE
import Testing

@testable import VectorForge

/// Every refused vector tests what it says.
@Suite struct ProofTests {
    private static let report = Result { try ProofReport(SourceCorpus.corpus.get()) }

    @Test(arguments: try SourceCorpus.corpus.get().vectors.filter(\.isRejectedByStrict))
    func `every refusal is proved`(_ vector: Vector) throws {
        try VectorProof.prove(vector, in: SourceCorpus.corpus.get())
    }

    @Test func `no check loses its last vector`() throws {
        let report = try Self.report.get()
        #expect(report.unkilled.sorted() == ["policy.rule", "rsa.key-maximum"])
        #expect(ProofReport.exemptions.keys.sorted() == report.unkilled.sorted(), "an exemption that isn't needed")
    }

    @Test func `nearly all refusals are proved`() throws {
        let report = try Self.report.get()
        #expect(report.share >= ProofDocument.requiredShare, "an unprovable vector has to stay the exception")
    }
}
