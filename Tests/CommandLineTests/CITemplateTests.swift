import FoundationEssentials
import Testing

/// The templates that a library's author copies do from any folder what they say.
@Suite struct CITemplateTests {
    private let corpus: SmallCorpus
    private let suite: String

    /// Lays the program out as the tarball has it.
    init() throws {
        corpus = try SmallCorpus()
        suite = corpus.path + "/jwt-assay-0/"
        let files = FileManager.default
        try files.createDirectory(atPath: suite + "bin", withIntermediateDirectories: true)
        try files.createDirectory(atPath: suite + "share/jwt-assay/Vectors", withIntermediateDirectories: true)
        try files.createSymbolicLink(
            atPath: suite + "bin/jwt-assay",
            withDestinationPath: CommandLine.program("jwt-assay")
        )
        try files.createDirectory(atPath: corpus.path + "/library", withIntermediateDirectories: true)
    }

    private func run(_ way: String, _ arguments: String..., suite: String? = nil) async throws -> Ended {
        let adapter = CommandLine.adapter(way).dropFirst("exec:".count)
        return try await CommandLine.script(
            "scripts/templates/ci.sh",
            ["--suite", suite ?? self.suite, "--adapter", String(adapter)] + arguments,
            in: corpus.path + "/library",
            // What a link leads to is looked for beside the program itself.
            environment: ["JWT_ASSAY_VECTORS": corpus.path, "GITHUB_ACTIONS": nil]
        )
    }

    @Test func `writes every report`() async throws {
        let ended = try await run("good", "--results", "reports/here")
        #expect(ended.code == 0, "\(ended.talk)")
        #expect(corpus.read("library/reports/here/run.json").contains("jwt-assay/run"))
        #expect(corpus.read("library/reports/here/junit.xml").contains("<testsuites"))
        #expect(corpus.read("library/reports/here/results.sarif").contains("sarif-2.1.0"))
        #expect(corpus.read("library/reports/here/sign-junit.xml").isEmpty)
        #expect(corpus.read("library/reports/here/report.html").contains("</html>"))
        #expect(corpus.read("library/reports/here/summary.md").contains("Small"))
    }

    @Test func `passes the exit code on`() async throws {
        let deviating = try await run("accepts-everything", "--", "--quiet")
        #expect(deviating.code == 1)
        #expect(corpus.read("library/jwt-assay-results/junit.xml").contains("<failure"))
        #expect(try await run("absent").code == 3)
        #expect(try await run("good", "--", "--select", "nothing-of-the-kind").code == 4)
        #expect(try await run("good", "--baseline", "missing.json").code == 64)
        #expect(try await run("good", "--bogus").code == 64)
        #expect(try await run("good", suite: corpus.path).code == 70)
        #expect(try await run("good", "--results", "/proc/nowhere").code == 70)
    }

    /// A report that somebody opens is this run's, or none.
    @Test func `files of an earlier run are removed`() async throws {
        #expect(try await run("good").code == 0)
        #expect(!corpus.read("library/jwt-assay-results/report.html").isEmpty)
        #expect(try await run("good", "--", "--select", "nothing-of-the-kind").code == 4)
        for name in ["run.json", "junit.xml", "results.sarif", "report.html", "summary.md"] {
            #expect(corpus.read("library/jwt-assay-results/\(name)").isEmpty, "\(name)")
        }
    }

    /// In a container that GitHub's runner starts, the variable may be missing.
    @Test func `the exit code stays the same if the summary can't be written`() async throws {
        let adapter = CommandLine.adapter("accepts-everything").dropFirst("exec:".count)
        let ended = try await CommandLine.script(
            "scripts/templates/ci.sh",
            ["--suite", suite, "--adapter", String(adapter)],
            in: corpus.path + "/library",
            environment: [
                "JWT_ASSAY_VECTORS": corpus.path, "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": nil,
            ]
        )
        #expect(ended.code == 1, "\(ended.talk)")
    }

    @Test func `compares the library with its baseline`() async throws {
        let adapter = CommandLine.adapter("accepts-everything")
        let baseline = corpus.path + "/baseline.json"
        let written = try await CommandLine.assay([
            "run", "--vectors", corpus.path, adapter, "--write-baseline", baseline,
        ])
        #expect(written.code == 0, "\(written.talk)")
        let known = try await run("accepts-everything", "--baseline", "../baseline.json")
        #expect(known.code == 0, "\(known.output)")
        #expect(try await run("good", "--baseline", "../baseline.json").code == 1)
    }

    @Test func `unpacks a tarball`() async throws {
        let packed = try await CommandLine.shell(
            "tar -cf '\(corpus.path)/jwt-assay.tar' -C '\(corpus.path)' jwt-assay-0"
        )
        #expect(packed.code == 0, "\(packed.talk)")
        #expect(try await run("good", suite: "../jwt-assay.tar").code == 0)
    }

    @Test func `an adapter that declares the operation sign is asked to sign`() async throws {
        let baseline = corpus.path + "/baseline.json"
        let written = try await CommandLine.assay([
            "run", "--vectors", CommandLine.root + "Vectors", CommandLine.adapter("signs-everything"),
            "--select", "header/typ", "--write-baseline", baseline,
        ])
        #expect(written.code == 0, "\(written.talk)")
        func run(_ arguments: String...) async throws -> Ended {
            let adapter = CommandLine.adapter("signs-everything").dropFirst("exec:".count)
            return try await CommandLine.script(
                "scripts/templates/ci.sh",
                ["--suite", suite, "--adapter", String(adapter), "--baseline", baseline] + arguments
                    + ["--", "--select", "header/typ", "--quiet"],
                in: corpus.path + "/library",
                environment: ["JWT_ASSAY_VECTORS": CommandLine.root + "Vectors", "GITHUB_ACTIONS": nil]
            )
        }
        let signed = try await run()
        #expect(signed.code == 1, "\(signed.talk)")
        #expect(corpus.read("library/jwt-assay-results/sign-junit.xml").contains("<failure"))
        let verified = try await run("--no-sign")
        #expect(verified.code == 0, "\(verified.talk)")
        #expect(corpus.read("library/jwt-assay-results/sign-junit.xml").isEmpty)
    }

    @Test func `writes annotations for GitHub`() async throws {
        let adapter = CommandLine.adapter("accepts-everything").dropFirst("exec:".count)
        let ended = try await CommandLine.script(
            "scripts/templates/ci.sh",
            ["--suite", suite, "--adapter", String(adapter)],
            in: corpus.path + "/library",
            environment: [
                "JWT_ASSAY_VECTORS": corpus.path, "GITHUB_ACTIONS": "true",
                "GITHUB_STEP_SUMMARY": corpus.path + "/step",
            ]
        )
        #expect(ended.code == 1)
        #expect(ended.output.contains("::error"))
        #expect(corpus.read("step").contains("Small"))
    }

    @Test func `another YAML parser reads the workflow`() async throws {
        let ended = try await CommandLine.check(
            "check-workflow.py",
            [CommandLine.root + "scripts/templates/github-actions.yml"]
        )
        #expect(ended.code == 0, "\(ended.talk)")
    }
}
