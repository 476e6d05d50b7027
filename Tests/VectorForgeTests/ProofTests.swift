import JWTConformance
import ReferenceJOSE
import Testing

@testable import VectorForge

/// Every refused vector tests what it says.
@Suite struct ProofTests {
    @Test func `every refusal is proved`() async throws {
        let report = try await SourceCorpus.proof.value
        #expect(report.failures.isEmpty, "\(report.failures.joined(separator: "\n"))")
        #expect(report.provedCount + report.unprovable.count == ProofReport.stepCount(try SourceCorpus.corpus.get()))
    }

    @Test func `no check loses its last vector`() async throws {
        let report = try await SourceCorpus.proof.value
        #expect(report.unkilled.sorted() == ["policy.rule", "rsa.key-maximum"])
        #expect(ProofReport.exemptions.keys.sorted() == report.unkilled.sorted(), "an exemption that isn't needed")
    }

    @Test func `nearly all refusals are proved`() async throws {
        let report = try await SourceCorpus.proof.value
        #expect(report.share >= ProofDocument.requiredShare, "an unprovable vector has to stay the exception")
    }
}
