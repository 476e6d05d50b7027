import FoundationEssentials
import JWTConformance
import Testing

/// A fleet's run has its matrix above the summary, and where a program reads the report, nothing but that.
@Suite struct FleetCommandTests {
    private let corpus: SmallCorpus
    private let adapters: String

    init() throws {
        corpus = try SmallCorpus()
        adapters = FileManager.default.temporaryDirectory.appending(path: "fleet-\(UUID().uuidString)").path
        let folder = "\(adapters)/python-small"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let manifest =
            #"{"name": "Small", "language": "Python", "homepage": "", "roster": "core", "packages": [], "run": ["run"]}"#
        try manifest.write(toFile: "\(folder)/adapter.json", atomically: false, encoding: .utf8)
        let program = "#!/bin/sh\nexec python3 '\(CommandLine.testProgram("adapter.py"))' good\n"
        try program.write(toFile: "\(folder)/run", atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/run")
    }

    private func run(_ arguments: String...) async throws -> Ended {
        try await CommandLine.assay(
            ["fleet", "run", "--vectors", corpus.path] + arguments,
            environment: ["JWT_ASSAY_ADAPTERS": adapters]
        )
    }

    @Test func peopleReadTheMatrixAndTheSummaryLast() async throws {
        let ended = try await run("core")
        let parts = ended.output.split(separator: "\n\n")
        #expect(parts.dropLast().last?.contains("vectors split the implementations") ?? false, "\(ended.output)")
        #expect(parts.last?.contains("vectors, corpus") ?? false, "\(ended.output)")
    }

    @Test func aReportForAProgramStandsAlone() async throws {
        let ended = try await run("--format", "json")
        let document = try JSONDecoder().decode(RunDocument.self, from: Data(ended.output.utf8))
        #expect(document.implementations.map(\.label) == ["reference", "fleet:python-small"])
    }

    @Test func aNameThatMeansNobodyIsAMistakeOfTheCommandLine() async throws {
        let ended = try await run("c-*")
        #expect(ended.code == 64)
        #expect(ended.talk.contains("no adapter is called c-*"))
    }
}
