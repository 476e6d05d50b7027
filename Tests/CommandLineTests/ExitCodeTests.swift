import CommandLineKit
import FoundationEssentials
import Testing

@Suite struct ExitCodeTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    private func run(_ arguments: String...) async throws -> Ended {
        try await CommandLine.assay(["run", "--vectors", corpus.path] + arguments)
    }

    @Test func `a run without deviations exits with 0`() async throws {
        let ended = try await run(CommandLine.adapter("good"))
        #expect(ended.code == 0)
        #expect(ended.output.contains("Small 1.0  asked 3 of "), "\(ended.output)")
        #expect(ended.output.contains("no faults, must 3/3 (100.0 %)"), "\(ended.output)")
        #expect(ended.talk.isEmpty)
    }

    @Test(arguments: [("accepts-everything", "BYPASS  hmac/hs256/forged"), ("crash", "CRASH  hmac/hs256/forged")])
    func `a deviation exits with 1`(way: String, words: String) async throws {
        let ended = try await run(CommandLine.adapter(way))
        #expect(ended.code == 1)
        #expect(ended.output.contains(words), "\(ended.output)")
    }

    @Test(arguments: [CommandLine.adapter("absent"), "exec:/no/such/program"])
    func `a verifier that can't be run exits with 3`(verifier: String) async throws {
        let ended = try await run(verifier, CommandLine.adapter("good"))
        #expect(ended.code == 3)
        #expect(ended.output.contains("COULD NOT BE RUN"))
        #expect(ended.output.contains("must 3/3"))
        #expect(ended.talk.contains("could not be run"))
        #expect(!ended.talk.contains("absent'") || ended.talk.contains("no library here"))
        let smoke = try await CommandLine.assay(["smoke", verifier, "--vectors", corpus.path])
        #expect(smoke.code == 3)
        #expect(!(smoke.talk + ended.talk).contains("\u{1B}"))
    }

    @Test(arguments: [["--select", "hmac/hs257"], ["--skip", "*"]])
    func `an empty selection exits with 4`(options: [String]) async throws {
        let ended = try await CommandLine.assay(["run", "reference", "--vectors", corpus.path] + options)
        #expect(ended.code == 4)
        #expect(ended.talk.contains("list"))
        #expect(ended.output.isEmpty)
        #expect(try await CommandLine.assay(["list", "--vectors", corpus.path] + options).code == 4)
    }

    @Test func `an unknown id exits with 4 and suggests another`() async throws {
        let ended = try await CommandLine.assay(["explain", "forged", "--vectors", corpus.path])
        #expect(ended.code == 4)
        #expect(ended.talk.contains("did you mean hmac/hs256/forged?"))
    }

    @Test(arguments: [
        [], ["nonsense"], ["exec:"], ["exec:'unclosed"], ["reference", "reference"], ["reference", "--window", "0"],
        ["reference", "--format", "yaml"], ["reference", "--jobs", "0"], ["reference", "--repeat", "0"],
        ["reference", "--baseline", "/no/such/file"], ["reference", "--failed-in", "/no/such/file"],
        ["reference", "--output", "/no/such/folder/file"],
    ])
    func `a wrong command line exits with 64`(arguments: [String]) async throws {
        let ended = try await CommandLine.assay(["run", "--vectors", corpus.path] + arguments)
        #expect(ended.code == 64)
        #expect(!ended.talk.isEmpty)
    }

    @Test func `files of the wrong kind exit with 64`() async throws {
        let file = try corpus.write("notes.txt", "notes")
        let baseline = try await run("reference", "--baseline", file)
        #expect(baseline.code == 64)
        #expect(baseline.talk.contains("can't be read as a baseline"))
        #expect(try await run("reference", "--failed-in", file).code == 64)
    }

    @Test func `a corpus that is named and can't be read is 64`() async throws {
        let missing = try await CommandLine.assay(["run", "reference", "--vectors", "/no/such/folder"])
        #expect(missing.code == 64)
        #expect(missing.talk.contains("--vectors"))
        try corpus.write("hmac/broken.json", "{\"schema\":")
        let broken = try await run("reference")
        #expect(broken.code == 64)
        #expect(broken.talk.contains("hmac/broken.json"))
    }

    /// The run is far longer than any wait for the interrupt: it must not end by itself where the machine is busy.
    @Test func `an interrupt exits with 130 and reports what was done`() async throws {
        let file = corpus.path + "/events"
        let ended = try await CommandLine.assay(
            [
                "run", CommandLine.adapter("slow"), "--vectors", corpus.path, "--window", "1", "--repeat", "4000",
                "--format", "ndjson", "--output", file,
            ],
            interrupts: 1,
            onceIn: file + ".partial"
        )
        #expect(ended.code == 130)
        #expect(ended.output.contains("INCOMPLETE: interrupted."), "\(ended.output)")
        #expect(corpus.read("events").hasSuffix("{\"complete\":false,\"event\":\"finished\"}\n"))
    }

    @Test func `a second interrupt exits at once`() async throws {
        let corpus = try SmallCorpus(timeLimit: 600)
        let mark = "\(UUID())"
        let file = try corpus.write("events", "the old report")
        let ended = try await CommandLine.assay(
            [
                "run", CommandLine.adapter("never m\(mark)"), "--vectors", corpus.path, "--format", "ndjson",
                "--output", file,
            ],
            interrupts: 2,
            onceIn: file + ".partial"
        )
        #expect(ended.code == 130)
        // The first signal ends adapters so fast that a report may be there before the second; it's marked as incomplete then.
        let isWritten = corpus.read("events") != "the old report"
        #expect(isWritten ? corpus.read("events").contains("\"complete\":false") : ended.output.isEmpty)
        // Not even an adapter that hangs is left behind.
        let search = "for i in 1 2 3 4 5 6 7 8 9; do pgrep -f 'never [m]\(mark)' || exit 0; sleep 0.2; done; exit 1"
        let left = try await CommandLine.shell(search)
        #expect(left.code == 0, "\(left.output)")
    }

    /// A result that gets nowhere is a lost one, also where it was to be shown.
    @Test(arguments: ["run reference", "run reference --format json", "list", "list --format json"])
    func `a full disk exits with 70`(_ command: String) async throws {
        let ended = try await CommandLine.shell("\"$0\" \(command) --vectors '\(corpus.path)' > /dev/full")
        #expect(ended.code == 70)
        #expect(ended.talk.contains("standard output can't be written: No space left on device"))
    }

    /// The report doesn't come to stand where standard output was, with the text for people in the middle of it.
    @Test func `closed streams don't damage the report`() async throws {
        let file = corpus.path + "/run"
        let ended = try await CommandLine.shell(
            "\"$0\" run reference --vectors '\(corpus.path)' --format csv --output '\(file)' <&- >&- 2>&-"
        )
        // These tokens aren't signed, and the reference says so.
        #expect(ended.code == 1)
        #expect(corpus.read("run").hasPrefix("vector,topic,"))
        #expect(!corpus.read("run").contains("vectors, corpus"))
    }

    @Test func `both programs list the same exit codes`() async throws {
        for ended in [
            try await CommandLine.assay(["--help"]), try await CommandLine.assay(["run", "--help"]),
            try await CommandLine.bench(["--help"]),
        ] {
            #expect(ended.code == 0)
            let words = ended.output.split { $0.isWhitespace }.joined(separator: " ")
            for status in ExitStatus.allCases {
                #expect(words.contains("\(status.rawValue) \(status.meaning)"), "\(status) in \(ended.output)")
            }
        }
    }

    @Test func `a report doesn't replace what it's made of`() async throws {
        let file = "\(corpus.path)/run.json"
        #expect(try await run("reference", "--format", "json", "--output", file).code == 1)
        let before = corpus.read("run.json")
        #expect(before.hasPrefix("{"))
        for arguments in [
            ["report", file, "--output", file], ["compare", file, file, "--output", "\(corpus.path)/./run.json"],
        ] {
            let ended = try await CommandLine.assay(arguments)
            #expect(ended.code == 64)
            #expect(ended.talk.contains("name another file"), "\(ended.talk)")
        }
        #expect(corpus.read("run.json") == before)
    }

    @Test(arguments: [
        ["rnu"], ["fleet", "lsit"], ["explain", "hmac/hs256/forgde"], ["list", "--select", "hmac/hs266/valid"],
    ])
    func `what was meant is suggested`(arguments: [String]) async throws {
        let ended = try await CommandLine.assay(
            arguments + (arguments.count == 1 || arguments[0] == "fleet" ? [] : ["--vectors", corpus.path])
        )
        #expect([4, 64].contains(ended.code))
        #expect(ended.talk.lowercased().contains("did you mean"), "\(ended.talk)")
    }
}
