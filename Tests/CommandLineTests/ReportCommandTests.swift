import FoundationEssentials
import JWTConformance
import Testing

private let hasPyJWT = FileManager.default.isExecutableFile(
    atPath: CommandLine.root + ".environments/python-pyjwt/bin/python"
)
private let isSetUp = FileManager.default.isExecutableFile(atPath: CommandLine.checkPython)

@Suite(.timeLimit(.minutes(5))) struct ReportCommandTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    /// Writes a run document; it isn't called `.json`, since it lies where the corpus does.
    private func document(_ name: String, of ways: String...) async throws -> String {
        let file = "\(corpus.path)/\(name)"
        let adapters = ways.map { $0 == "reference" ? $0 : CommandLine.adapter($0) }
        _ = try await CommandLine.assay(
            ["run", "--vectors", corpus.path, "--format", "json", "--output", file] + adapters
        )
        return file
    }

    /// Every kind of verdict that the test adapters bring about, with hostile words among the answers.
    @Test(
        .enabled(if: isSetUp, "scripts/setup makes the environment of the parsers"),
        arguments: ["html", "junit", "tap", "sarif", "csv", "badge", "badge-json", "ndjson"]
    )
    func `other parsers read each format`(_ format: String) async throws {
        let one = try await document("one", of: "accepts-everything", "hostile", "absent")
        let two = try await document("two", of: "good", "crash")
        let file = "\(corpus.path)/report"
        let made = try await CommandLine.assay(["report", one, two, "--format", format, "--output", file])
        #expect(made.code == 0, "\(made.talk)")
        let checked = try await CommandLine.check("check-reports.py", [format, file])
        #expect(checked.code == 0, "\(checked.talk)")
        #expect(!checked.output.isEmpty)
    }

    /// More implementations than GitHub takes runs of SARIF, each with what PyJWT gets wrong against a baseline that
    /// doesn't hold.
    @Test(
        .enabled(if: isSetUp && hasPyJWT, "scripts/setup makes the environments"),
        arguments: ["junit", "tap", "sarif", "csv", "ndjson"]
    )
    func `other parsers read the report of a whole fleet`(_ format: String) async throws {
        let baseline = try corpus.write(
            "baseline",
            #"""
            {"schema":"jwt-assay/baseline/1","implementation":"PyJWT","entries":[
             {"pattern":"header/alg/","verdict":"bypass","reason":"it was so"},
             {"pattern":"no/such/vector","verdict":"bypass","reason":"it was so"}]}
            """#
        )
        let run = "\(corpus.path)/run"
        _ = try await CommandLine.assay([
            "run", "fleet:python-pyjwt", "--vectors", CorpusLocation.sourceDirectory, "--select", "header", "--select",
            "claims", "--baseline", baseline, "--format", "json", "--output", run,
        ])
        let fleet = try corpus.write("fleet", try Self.copies(21, of: corpus.read("run")))
        let file = "\(corpus.path)/report"
        let made = try await CommandLine.assay(["report", fleet, "--format", format, "--output", file])
        #expect(made.code == 0, "\(made.talk)")
        let checked = try await CommandLine.check("check-reports.py", [format, file])
        #expect(checked.code == 0, "\(checked.talk)")
    }

    /// A run document with its first implementation so many times, each called otherwise.
    private static func copies(_ count: Int, of run: String) throws -> String {
        guard case .object(var document) = try JSONDecoder().decode(JSONValue.self, from: Data(run.utf8)),
            case .object(var implementation) = try #require(document["implementations"]?.arrayValue?.first)
        else { throw CancellationError() }
        document["implementations"] = .array(
            (0..<count).map { number in
                implementation["label"] = .string("implementation \(number)")
                return .object(implementation)
            }
        )
        return String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
    }

    @Test func `human reports contain no terminal control sequences`() async throws {
        let run = try await document("run", of: "hostile", "accepts-everything")
        for format in ["human", "markdown", "github"] {
            let ended = try await CommandLine.assay(["report", run, "--format", format])
            #expect(ended.code == 0)
            #expect(!ended.output.contains("\u{1B}"))
            #expect(!ended.output.contains("\u{202E}"))
            #expect(ended.output.contains("Small"))
        }
    }

    /// A document may come from a stranger: what it says reaches no terminal unspelled, and no workflow as a command.
    @Test func `a hostile document can't write terminal control sequences`() async throws {
        _ = try await document("run", of: "good", "accepts-everything")
        let hostile = corpus.read("run").replacing("Small", with: #"\u001b[2J\u202e\r\n::error::\u009bX"#)
            .replacing("a forged one", with: "\u{202E}\u{9B}m\\u0007").replacing("exec:", with: #"\u001b]0;x\u0007"#)
        #expect(hostile.contains("\u{202E}"))
        let file = try corpus.write("hostile", hostile)
        let formats = [
            "human", "html", "markdown", "json", "ndjson", "junit", "tap", "sarif", "github", "csv", "badge",
            "badge-json",
        ]
        for arguments in formats.map({ ["report", file, "--format", $0] })
            + [["compare", file, file], ["compare", file, file, "--format", "markdown"]]
        {
            let ended = try await CommandLine.assay(arguments)
            #expect(ended.code == 0, "\(arguments): \(ended.talk)")
            let obeyed = ended.output.unicodeScalars.filter { "\u{1B}\u{7}\u{9B}\u{202E}".unicodeScalars.contains($0) }
            #expect(obeyed.isEmpty, "\(arguments)")
            #expect(!ended.output.contains("\n::error::"))
        }
    }

    @Test func `a report made at once equals one made later`() async throws {
        let run = try await document("run", of: "accepts-everything")
        for format in ["markdown", "tap", "csv"] {
            let later = try await CommandLine.assay(["report", run, "--format", format])
            let atOnce = try await CommandLine.assay([
                "run", "--vectors", corpus.path, CommandLine.adapter("accepts-everything"), "--format", format,
            ])
            #expect(atOnce.code == 1)
            let lines = { (text: String) in
                text.split(separator: "\n").filter { !$0.contains("<sub>") && !$0.hasPrefix("Why") }
            }
            #expect(lines(atOnce.output) == lines(later.output))
        }
    }

    @Test func `one of the implementations is kept`() async throws {
        let run = try await document("run", of: "good", "reference")
        let kept = try await CommandLine.assay(["report", run, "--format", "csv", "--implementation", "Small"])
        #expect(kept.output.hasPrefix("vector,topic,expected,level,rule,Small 1.0\r\n"))
        let none = try await CommandLine.assay(["report", run, "--implementation", "Smal"])
        #expect(none.code == 64)
        #expect(none.talk.contains("Smal isn't in the run"))
    }

    @Test(arguments: [
        ("", "it is empty"), ("{}", "its schema is missing, expected jwt-assay/run/1"), ("nonsense", "isn't JSON"),
        (#"{"schema":"jwt-assay/run/2"}"#, "its schema is jwt-assay/run/2"),
        (#"{"schema":"jwt-assay/run/1"}"#, "the document has no member"),
        (#"{"schema":"jwt-assay/run/1","suite":{"ver"#, "cut off before its end"),
    ])
    func `a file that isn't a run document is rejected`(content: String, words: String) async throws {
        let path = try corpus.write("no-run", content)
        for arguments in [["report", path], ["compare", path, path]] {
            let ended = try await CommandLine.assay(arguments)
            #expect(ended.code == 64)
            #expect(ended.talk.contains("can't be read as a run document (written with --format json): "))
            #expect(ended.talk.contains(words), "\(ended.talk)")
        }
    }

    @Test func `the same run twice is rejected`() async throws {
        let twice = try await document("run", of: "good")
        #expect(try await CommandLine.assay(["report", twice, twice]).code == 64)
    }

    @Test func `comparing ends with one for a regression`() async throws {
        let good = try await document("good", of: "good")
        let bad = try await document("bad", of: "accepts-everything")
        let worse = try await CommandLine.assay(["compare", good, bad, "--format", "markdown"])
        #expect(worse.code == 1)
        #expect(worse.output.contains("Newly failing (2)"))
        let better = try await CommandLine.assay(["compare", bad, good])
        #expect(better.code == 0, "\(better.output)\(better.talk)")
        #expect(better.output.contains("Newly passing (2)"))
        let same = try await CommandLine.assay(["compare", good, good])
        #expect(same.output == "Unchanged on 4 vectors: Small 1.0\nno regression\n")
        let broken = try await CommandLine.assay(["compare", good, try await document("broken", of: "absent")])
        #expect(broken.code == 3, "\(broken.output)")
    }

    /// The whole corpus over as many implementations as there are: what people open has to stay small.
    @Test func `the page of a whole fleet is small`() async throws {
        let file = "\(corpus.path)/run"
        _ = try await CommandLine.assay([
            "run", "reference", "--vectors", CorpusLocation.sourceDirectory, "--format", "json", "--output", file,
        ])
        let fleet = try corpus.write("fleet", try Self.copies(25, of: corpus.read("run")))
        let made = try await CommandLine.assay(["report", fleet, "--output", "\(corpus.path)/page.html"])
        #expect(made.code == 0, "\(made.talk)")
        #expect(corpus.read("page.html").utf8.count < 1_500_000)
        // Hosts of static sites take files of 25 MiB.
        #expect(corpus.read("fleet").utf8.count < 25 << 20)
    }

    @Test func `verbose shows what was answered`() async throws {
        let ended = try await CommandLine.assay([
            "run", "--vectors", corpus.path, CommandLine.adapter("accepts-everything"), "--verbose",
        ])
        #expect(ended.output.contains("expected reject (signature)"))
        #expect(ended.output.contains("answered accept with a payload of"))
        #expect(try await CommandLine.assay(["run", "reference", "--quiet", "--verbose"]).code == 64)
    }
}
