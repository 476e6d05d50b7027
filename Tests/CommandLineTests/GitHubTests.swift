import FoundationEssentials
import JWTConformance
import Testing

private let isSetUp = FileManager.default.isExecutableFile(atPath: CommandLine.checkPython)

/// What GitHub reads of this repository, and what its steps run.
@Suite struct GitHubTests {
    private let corpus: SmallCorpus
    private let release: String

    /// A release on this machine, with the program laid out as the tarball has it.
    init() async throws {
        corpus = try SmallCorpus()
        release = corpus.path + "/releases/v1.2.3"
        let machine = try await CommandLine.shell("uname -m").output.split(separator: "\n")[0]
        let name = "jwt-assay-1.2.3-linux-\(machine)"
        let packed = try await CommandLine.shell(
            """
            mkdir -p '\(release)' '\(corpus.path)/library' '\(corpus.path)/\(name)/bin' && cd '\(corpus.path)' &&
            ln -s '\(CommandLine.program("jwt-assay"))' \(name)/bin/jwt-assay &&
            tar -czf '\(release)/\(name).tar.gz' \(name) && cd '\(release)' && sha256sum * >SHA256SUMS
            """
        )
        try #require(packed.code == 0, "\(packed.talk)")
    }

    private func act(_ way: String, _ inputs: [String: String] = [:]) async throws -> Ended {
        var environment: [String: String?] = [
            "JWT_ASSAY_VECTORS": corpus.path, "JWT_ASSAY_RELEASES": "file://\(corpus.path)/releases",
            "ADAPTER": String(CommandLine.adapter(way).dropFirst("exec:".count)), "ACTION_REF": "v1.2.3",
            "GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": corpus.path + "/output",
            "GITHUB_STEP_SUMMARY": corpus.path + "/step",
        ]
        for (name, value) in inputs { environment[name] = value }
        return try await CommandLine.script(
            ".github/actions/conformance/run",
            [],
            in: corpus.path + "/library",
            environment: environment
        )
    }

    @Test func `the action downloads the release of its own tag and names its reports`() async throws {
        let ended = try await act("good", ["RESULTS": "results"])
        #expect(ended.code == 0, "\(ended.talk)")
        let outputs = corpus.read("output").split(separator: "\n")
        #expect(
            outputs == [
                "run=results/run.json", "junit=results/junit.xml", "sarif=results/results.sarif",
                "html=results/report.html",
            ]
        )
        #expect(corpus.read("library/results/results.sarif").contains("sarif-2.1.0"))
        #expect(corpus.read("step").contains("Small"))
    }

    @Test func `the action fails where the library deviates, and names its reports`() async throws {
        #expect(try await act("accepts-everything", ["OPTIONS": "--quiet"]).code == 1)
        #expect(corpus.read("output").contains("junit=jwt-assay-results/junit.xml"))
    }

    @Test func `the action takes a suite that is there`() async throws {
        let ended = try await act("good", ["SUITE": CommandLine.program("jwt-assay"), "ACTION_REF": "main"])
        #expect(ended.code == 0, "\(ended.talk)")
    }

    @Test(arguments: [
        ["ADAPTER": ""], ["VERSION": "main"], ["VERSION": "9.9.9"], ["VERSION": "../1.2.3"], ["OPTIONS": "--bogus"],
    ])
    func `the action says what is wrong with its inputs`(_ inputs: [String: String]) async throws {
        let ended = try await act("good", inputs)
        #expect(ended.code == 64 || ended.code == 70)
        #expect(inputs["OPTIONS"] != nil || ended.output.contains("::error title=jwt-assay::"))
    }

    @Test func `the action runs nothing that differs from its checksum`() async throws {
        let changed = try await CommandLine.shell("cd '\(release)' && echo >>\"$(ls *.tar.gz)\"")
        #expect(changed.code == 0)
        let ended = try await act("good")
        #expect(ended.code == 70)
        #expect(ended.output.contains("SHA256SUMS"))
        #expect(corpus.read("output").isEmpty)
    }

    @Test(.enabled(if: isSetUp, "scripts/setup makes the environment of the validator"))
    func `workflows, actions and issue forms follow their schemas`() async throws {
        let ended = try await CommandLine.check("check-github.py", [CommandLine.root + ".github"])
        #expect(ended.code == 0, "\(ended.talk)")
    }

    @Test func `a release has the version of its tag, an entry of the changelog and checksums`() async throws {
        let output = corpus.path + "/out"
        let version = Suite.version
        let files = ["jwt-assay-\(version)-linux-x86_64.tar.gz", "jwt-assay_\(version)_amd64.deb"]
        let made = try await CommandLine.shell(
            "mkdir '\(output)' && cd '\(output)' && touch \(files.joined(separator: " "))"
        )
        #expect(made.code == 0)
        func release(_ tag: String) async throws -> Ended {
            try await CommandLine.script(
                "scripts/tools/release",
                [tag, "--skip-package", "--output", output],
                in: corpus.path,
                environment: [:]
            )
        }
        let ended = try await release("v\(version)")
        #expect(ended.code == 0, "\(ended.talk)")
        let lines = corpus.read("out/SHA256SUMS").split(separator: "\n")
        #expect(lines.map { $0.drop { $0 != " " }.dropFirst(2) } == files.map { $0[...] })
        #expect(corpus.read("out/notes.md").contains("### "))
        #expect(!corpus.read("out/notes.md").contains("## ["))
        let other = try await release("v0.0.1")
        #expect(other.code == 1)
        #expect(other.talk.contains("the tag is v0.0.1"))
    }
}
