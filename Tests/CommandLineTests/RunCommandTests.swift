import FoundationEssentials
import JWTConformance
import Testing

@Suite struct RunCommandTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    private func run(_ arguments: String...) async throws -> Ended {
        try await CommandLine.assay(["run", "--vectors", corpus.path] + arguments)
    }

    @Test func `the document is JSON`() async throws {
        let ended = try await run(CommandLine.adapter("accepts-everything"), "--format", "json")
        let document = try JSONDecoder().decode(RunDocument.self, from: Data(ended.output.utf8))
        #expect(document.vectors.count == 4)
        #expect(document.implementations.first?.implementation?.name == "Small")
        #expect(document.implementations.first?.summary.bypasses == 2)
        #expect(document.suite.corpus.hasPrefix("sha256:"))
        #expect(document.suite.started.hasSuffix("Z"))
        #expect(document.complete)
    }

    @Test func `events are JSON lines`() async throws {
        let ended = try await run(
            CommandLine.adapter("good"),
            "reference",
            "--format",
            "ndjson",
            "--output",
            corpus.path + "/run"
        )
        let events = try corpus.read("run").split(separator: "\n").map { line in
            try JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
        }
        #expect(events.count { $0["event"]?.stringValue == "case" } == 8)
        #expect(events.last?["event"]?.stringValue == "finished")
        // With the report in a file, people read the summary.
        #expect(ended.output.contains("must 3/3"))
    }

    @Test func `strict parsers read the j unit report`() async throws {
        let hostile = try await run(CommandLine.adapter("hostile"), CommandLine.adapter("crash"), "--format", "junit")
        let parsed = try await CommandLine.python("check-junit.py", input: hostile.output)
        #expect(parsed.code == 0, "\(parsed.talk)")
        #expect(parsed.output.contains("Small 1.0 4 0 1 1"))
        #expect(parsed.output.contains("Small\\u{0}\\u{202E} 1.0 4 2 0 1"))
    }

    @Test func `a hostile verifier writes nothing to the terminal`() async throws {
        let ended = try await run(CommandLine.adapter("hostile"))
        #expect(!ended.output.contains("\u{1B}"))
        #expect(!ended.output.contains("\u{202E}"))
    }

    @Test func `what failed is run again`() async throws {
        for format in ["json", "ndjson"] {
            let file = "\(corpus.path)/\(format)"
            _ = try await run(CommandLine.adapter("accepts-everything"), "--format", format, "--output", file)
            let listed = try await CommandLine.assay(["list", "--vectors", corpus.path, "--failed-in", file])
            #expect(
                listed.output.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                    "hmac/hs256/forged", "hmac/hs256/short",
                ]
            )
        }
        let file = "\(corpus.path)/good"
        _ = try await run(CommandLine.adapter("good"), "--format", "json", "--output", file)
        let ended = try await run("reference", "--failed-in", file)
        #expect(ended.code == 4)
        #expect(ended.talk.contains("nothing failed"))
    }

    @Test func `new deviations and fixed ones both fail`() async throws {
        func baseline(_ entries: String, implementation: String = "Small") throws -> String {
            try corpus.write(
                "baseline.json",
                #"{"schema":"jwt-assay/baseline/1","implementation":"\#(implementation)","entries":[\#(entries)]}"#
            )
        }
        let bypasses = #"{"pattern":"hmac/hs256/*o*","verdict":"bypass","reason":"no check"}"#
        let skips = #"{"pattern":"hmac/hs512/","verdict":"skipped","reason":"no HS512"}"#
        let adapter = CommandLine.adapter("accepts-everything")
        let known = try await run(adapter, "--baseline", try baseline("\(bypasses),\(skips)"))
        #expect(known.code == 0, "\(known.output)")
        #expect(known.output.contains("3 listed in the baseline"))
        let unlisted = try await run(adapter, "--baseline", try baseline(bypasses))
        #expect(unlisted.code == 1)
        #expect(unlisted.output.contains("UNLISTED SKIP"))
        let mended = try await run(CommandLine.adapter("good"), "--baseline", try baseline("\(bypasses),\(skips)"))
        #expect(mended.code == 1)
        #expect(mended.output.contains("FIXED"))
        let misspelt = try await run(
            CommandLine.adapter("good"),
            "--baseline",
            try baseline("", implementation: "Smal")
        )
        #expect(misspelt.code == 1)
        #expect(misspelt.talk.contains("Smal"))
    }

    @Test func `quiet keeps the summary`() async throws {
        let ended = try await run(CommandLine.adapter("accepts-everything"), "--quiet")
        #expect(!ended.output.contains("BYPASS"))
        #expect(ended.output.contains("unclassified bypass"))
    }

    @Test func `a reader that closes the pipe doesn't crash the program`() async throws {
        let corpus = self.corpus
        let ended = try await CommandLine.shell("\"$0\" list --vectors '\(corpus.path)' | true; exit ${PIPESTATUS[0]}")
        #expect(ended.code == 0)
    }
}

@Suite struct AppearanceTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    private var arguments: [String] {
        [
            "run", CommandLine.adapter("slow"), CommandLine.adapter("accepts-everything"), "--vectors", corpus.path,
            "--jobs", "1",
        ]
    }

    @Test func `a pipe gets no progress and no colour`() async throws {
        let ended = try await CommandLine.assay(arguments, environment: ["TERM": "xterm"])
        #expect(ended.talk.isEmpty)
        #expect(!ended.output.contains("\u{1B}"))
        #expect(!ended.output.contains("\r"))
    }

    @Test func `a terminal gets progress and colour`() async throws {
        let ended = try await CommandLine.assayOnATerminal(arguments, environment: ["TERM": "xterm"])
        #expect(ended.code == 1)
        #expect(ended.output.contains("/8 cases"))
        #expect(ended.output.contains("\u{1B}[1;31mBYPASS"))
        // The progress line is taken away before the results.
        #expect(ended.output.contains("\r\u{1B}[2K\u{1B}[1mRFC 7515, section 5.2"))
    }

    @Test func `a terminal shows the progress of interop and of a proof`() async throws {
        let interop = try await CommandLine.assayOnATerminal(
            ["interop", "reference", CommandLine.adapter("signs-everything")],
            environment: ["TERM": "xterm"]
        )
        #expect(interop.output.contains(" signed"), "\(interop.output)")
        #expect(interop.output.contains("\r\u{1B}[2K\u{1B}[1mrow signs, column verifies"))
        let proof = try await CommandLine.assayOnATerminal(
            ["prove", "--vectors", corpus.path],
            environment: ["TERM": "xterm"]
        )
        #expect(proof.output.contains(" questions"), "\(proof.output)")
        #expect(proof.output.contains("\r\u{1B}[2KChecks, and how many vectors"))
    }

    @Test func `no color is respected`() async throws {
        let ended = try await CommandLine.assayOnATerminal(arguments, environment: ["TERM": "xterm", "NO_COLOR": "1"])
        #expect(ended.output.contains("/8 cases"))
        #expect(!ended.output.contains("\u{1B}[1"))
    }

    @Test func `a dumb terminal gets plain text`() async throws {
        let ended = try await CommandLine.assayOnATerminal(arguments, environment: ["TERM": "dumb"])
        #expect(!ended.output.contains("\u{1B}"))
    }

    @Test func `colour can be forced`() async throws {
        let ended = try await CommandLine.assay(arguments + ["--color", "always"])
        #expect(ended.output.contains("\u{1B}[1;31mBYPASS"))
    }
}
