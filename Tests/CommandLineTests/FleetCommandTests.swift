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
        let program = "#!/bin/sh\nexec python3 '\(CommandLine.testProgram("adapter.py"))' signs-everything\n"
        try program.write(toFile: "\(folder)/run", atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/run")
    }

    private func run(_ arguments: String...) async throws -> Ended {
        try await CommandLine.assay(
            ["fleet", "run", "--vectors", corpus.path] + arguments,
            environment: ["JWT_ASSAY_ADAPTERS": adapters]
        )
    }

    @Test func `the matrix and the summary come last`() async throws {
        let ended = try await run("core")
        let parts = ended.output.split(separator: "\n\n")
        #expect(parts.dropLast().last?.contains("vectors split the implementations") ?? false, "\(ended.output)")
        #expect(parts.last?.contains("vectors, corpus") ?? false, "\(ended.output)")
    }

    @Test func `a machine-readable report is the only output`() async throws {
        let ended = try await run("--format", "json")
        let document = try JSONDecoder().decode(RunDocument.self, from: Data(ended.output.utf8))
        #expect(document.implementations.map(\.label) == ["reference", "fleet:python-small"])
    }

    @Test func `an unknown fleet member is a usage error`() async throws {
        let ended = try await run("c-*")
        #expect(ended.code == 64)
        #expect(ended.talk.contains("no adapter is called c-*"))
    }

    @Test func `a member is compared with both halves of its baseline`() async throws {
        let environment = ["JWT_ASSAY_ADAPTERS": adapters]
        let vectors = ["--vectors", CorpusLocation.sourceDirectory, "--select", "sign/header/alg"]
        func sign(_ arguments: String...) async throws -> Ended {
            try await CommandLine.assay(["fleet", "sign"] + vectors + arguments, environment: environment)
        }
        let drawn = try await sign("--write-baselines")
        #expect(drawn.code == 0, "\(drawn.talk)")
        #expect(drawn.talk.contains("of signing for Small 1.0"))
        #expect(try await run("--write-baselines").code == 0)
        let held = try await sign()
        #expect(held.code == 0, "\(held.output)")
        #expect(held.output.contains("signed requests whose token lets an attacker in"))
        // The reference has none, and takes the small corpus's tokens for what they are.
        let verified = try await run("--format", "json")
        let both = try JSONDecoder().decode(RunDocument.self, from: Data(verified.output.utf8))
        #expect(both.implementations.last?.deviations == [])
        #expect(both.implementations.last?.cases.contains { $0.known != nil } == true)
        #expect(try await sign("--without-baselines").code == 1)
        let report = try await sign("--format", "json")
        let document = try JSONDecoder().decode(RunDocument.self, from: Data(report.output.utf8))
        #expect(document.implementations.map(\.label) == ["reference", "fleet:python-small"])
    }

    @Test func `a trial leaves what every step said and the baseline, and the adapter's folder as it was`() async throws
    {
        let output = FileManager.default.temporaryDirectory.appending(path: "trial-\(UUID().uuidString)").path
        let ended = try await tried("python-small", output)
        #expect(ended.code == 0, "\(ended.talk)")
        #expect(ended.output.contains("Hand back the whole folder"))
        let files = Set(try FileManager.default.contentsOfDirectory(atPath: "\(output)/python-small"))
        #expect(
            files.isSuperset(of: [
                "install.txt", "doctor.txt", "run.txt", "sign.txt", "run.json", "baseline.json", "adapter.json",
            ]),
            "\(files)"
        )
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(adapters)/python-small").sorted() == [
                "adapter.json", "run",
            ]
        )
    }

    @Test func `a trial whose build fails says so and what to hand back`() async throws {
        let folder = "\(adapters)/python-small"
        let manifest =
            #"{"name": "Small", "language": "C", "homepage": "", "roster": "core", "packages": [], "build": ["make"], "run": ["run"]}"#
        try manifest.write(toFile: "\(folder)/adapter.json", atomically: false, encoding: .utf8)
        try "#!/bin/sh\necho no compiler is here >&2\nexit 3\n"
            .write(toFile: "\(folder)/make", atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/make")
        let output = FileManager.default.temporaryDirectory.appending(path: "trial-\(UUID().uuidString)").path
        let ended = try await tried("python-small", output)
        #expect(ended.code == 3)
        let readme = try String(contentsOfFile: "\(output)/README.txt", encoding: .utf8)
        #expect(readme == ended.output)
        #expect(readme.contains("FAILED (no compiler is here, see python-small/install.txt)"))
        #expect(readme.contains("Hand the folder back all the same"))
        let log = try String(contentsOfFile: "\(output)/python-small/build.log", encoding: .utf8)
        #expect(log.contains("no compiler is here"))
    }

    private func tried(_ name: String, _ output: String) async throws -> Ended {
        try await CommandLine.assay(
            ["fleet", "try", name, "--vectors", corpus.path, "--output", output],
            environment: ["JWT_ASSAY_ADAPTERS": adapters, "JWT_ASSAY_ENVIRONMENTS": "\(output)-environments"]
        )
    }
}
