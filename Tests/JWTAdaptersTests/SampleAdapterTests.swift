import FoundationEssentials
import JWTConformance
import Testing

@testable import JWTAdapters

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
private let python = root.appending(path: ".environments/python-pyjwt/bin/python").path

/// The sample adapter, whose clock is the system's, held to the time; it needs the Python environment of PyJWT.
@Suite(
    .enabled(if: FileManager.default.isExecutableFile(atPath: python), "scripts/setup makes its environment"),
    .timeLimit(.minutes(2))
)
struct SampleAdapterTests {
    @Test func `it checks times by its own clock`() async throws {
        let verifier = StdioVerifier(
            command: [python, root.appending(path: "Tests/SampleAdapter/adapter.py").path],
            limits: .init(startUpSeconds: 60)
        )
        let corpus = try Corpus.standard()
        let vectors = try Selection(patterns: [VectorPattern("claims/clock")]).vectors(of: corpus)
        let run = await Runner(minter: ReferenceMinter())
            .run(vectors, verifiers: [NamedVerifier(label: "sample", verifier: verifier)]).implementations[0]
        let plain = run.cases.filter { $0.id.hasPrefix("claims/clock/plain/") }
        #expect(plain.count == 8)
        #expect(plain.allSatisfy { $0.verdict == .pass }, "\(plain.filter { $0.verdict != .pass })")
        #expect(plain.allSatisfy { $0.answer != nil })
        #expect(
            Set(run.summary.skippedFeatures.keys) == ["policy:leeway", "policy:maximumAge", "policy:maximumLifetime"]
        )
    }
}
