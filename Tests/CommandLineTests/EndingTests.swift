import FoundationEssentials
import Testing

#if os(Linux)
/// However a command is ended, it ends soon, says that it isn't complete, and leaves no process of an adapter.
@Suite(.timeLimit(.minutes(5))) struct EndingTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus(timeLimit: 600)
    }

    /// The adapter's argument for these manners; its processes are in the file `processes`.
    private func lodger(_ ways: String) -> String {
        "\"exec:python3 '\(CommandLine.testProgram("lodger.py"))' \(ways) '\(corpus.path)/processes'\""
    }

    /// Starts a command, sends the signal once the adapter is at work, and waits for the end.
    ///
    /// - Returns: how it ended, its time in milliseconds, and which processes of the adapter are left.
    private func ended(_ command: String, by signal: String) async throws -> (Ended, milliseconds: Int, left: String) {
        let ended = try await CommandLine.shell(
            """
            cd '\(corpus.path)'
            "$0" \(command) > output 2> talk &
            for i in $(seq 600); do test -e processes && break; sleep 0.05; done
            sleep 0.3; start=$(date +%s%3N); kill -\(signal) $!; wait $!; code=$?
            echo $(($(date +%s%3N) - start))
            for i in $(seq 40); do
                left=$(ps -o stat=,pid=,args= -p "$(tr ' ' , < processes)" | grep -v '^Z')
                test -z "$left" && break; sleep 0.05
            done
            echo "$left"; exit $code
            """
        )
        let lines = ended.output.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (ended, Int(lines[0]) ?? .max, lines.dropFirst().joined().trimmed)
    }

    @Test(arguments: [
        ("run", "slow", "INT"), ("run --window 256", "slow", "TERM"), ("run", "hang+stubborn", "HUP"),
        ("run", "mute+stubborn", "INT"), ("run", "hang+daemon+clean", "TERM"), ("sign", "hang", "TERM"),
        ("interop", "hang", "HUP"), ("interop", "mute+stubborn", "TERM"), ("doctor", "hang", "TERM"),
        ("doctor", "mute", "HUP"), ("smoke", "hang", "INT"), ("smoke", "mute+stubborn", "TERM"),
        ("explain hmac/hs256/valid", "hang", "TERM"), ("keys", "mute", "TERM"), ("keys", "mute+stubborn", "INT"),
    ])
    func `the first signal ends a command`(_ command: String, _ ways: String, _ signal: String) async throws {
        let isWhole = ["sign", "interop", "doctor", "keys"].contains(command)
        let vectors = isWhole ? "" : "--vectors '\(corpus.path)'"
        let (ended, milliseconds, left) = try await ended("\(command) \(lodger(ways)) \(vectors)", by: signal)
        #expect(ended.code == 130, "\(corpus.read("talk"))")
        // On an idle machine it's less than three seconds; a debug build on a busy one is slower.
        #expect(milliseconds < 20_000)
        #expect(left.isEmpty)
        guard !command.hasPrefix("explain") else { return }
        let said = corpus.read("output") + corpus.read("talk")
        #expect(said.contains("INCOMPLETE") || said.contains("not run"), "\(said)")
    }

    @Test(arguments: [
        ("json", #""interrupted""#), ("ndjson", #""complete":false"#), ("junit", "interrupted"),
        ("html", "interrupted"),
        ("markdown", "interrupted"), ("sarif", "interrupted"), ("tap", "Bail out!"), ("csv", "not-run"),
        ("human", "INCOMPLETE: interrupted"), ("github", "interrupted"),
    ])
    func `every format says that the run is incomplete`(_ format: String, words: String) async throws {
        let command = "run \(lodger("hang")) --vectors '\(corpus.path)' --format \(format) --output report"
        let (ended, _, left) = try await ended(command, by: "TERM")
        #expect(ended.code == 130, "\(corpus.read("talk"))")
        #expect(corpus.read("report").contains(words), "\(corpus.read("report"))")
        #expect(left.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: "\(corpus.path)/report.partial"))
    }

    /// Nobody can report anything then; but what it started is ended.
    @Test(arguments: ["slow", "hang+stubborn", "hang+daemon", "hang+daemon+clean", "hang+guest+clean", "mute+daemon"])
    func `nothing outlives a run that is killed`(_ ways: String) async throws {
        // What has cleared its environment is known once it was looked for, which is done each second.
        let wait = ways.contains("clean") ? "sleep 1.5;" : ""
        let ended = try await CommandLine.shell(
            """
            cd '\(corpus.path)'
            "$0" run \(lodger(ways)) --vectors '\(corpus.path)' > output 2> talk &
            for i in $(seq 600); do test -e processes && break; sleep 0.05; done
            \(wait) kill -KILL $!; wait $!
            for i in $(seq 200); do
                left=$(ps -o stat=,pid=,args= -p "$(tr ' ' , < processes)" | grep -v '^Z')
                test -z "$left" && exit 0; sleep 0.05
            done
            echo "$left"; exit 9
            """
        )
        #expect(ended.code == 0, "\(ended.output)")
    }

    @Test(arguments: ["--baseline", "--failed-in", "--write-baseline"])
    func `a run doesn't replace what it reads`(_ option: String) async throws {
        try corpus.write("file", #"{"schema":"jwt-assay/baseline/1","entries":[]}"#)
        let before = corpus.read("file")
        let ended = try await CommandLine.shell(
            """
            cd '\(corpus.path)'
            "$0" run reference --vectors '\(corpus.path)' \(option) file --format json --output file
            """
        )
        #expect(ended.code != 0)
        #expect(corpus.read("file") == before)
    }

    /// Two runs into one file would mix what they measured.
    @Test func `a benchmark's document is held until the end`() async throws {
        let ended = try await CommandLine.shell(
            """
            cd '\(corpus.path)'
            "$0" run --algorithms HS256 --workers 1 --quick --rounds 400 --resume bench.json > output &
            for i in $(seq 600); do test -e bench.json && break; sleep 0.05; done
            "$0" size --algorithms HS256 --resume bench.json; code=$?
            kill -INT $!; wait $!; exit $code
            """,
            program: "jwt-bench"
        )
        #expect(ended.code == 64, "\(ended.talk)")
        #expect(ended.talk.contains("by another run"), "\(ended.talk)")
    }
}

/// With too little of anything that the system rations, a command says what's missing, soon.
@Suite(.timeLimit(.minutes(5))) struct FewResourcesTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    @Test(arguments: [8, 9, 10, 11, 12, 14, 16, 20, 24])
    func `few file descriptors`(_ count: Int) async throws {
        let ended = try await CommandLine.shell(
            """
            ulimit -n \(count); timeout -s KILL 60 "$0" run \(CommandLine.adapter("good").shellQuotedTwice) \
            --vectors '\(corpus.path)'
            """
        )
        #expect(ended.code == 3, "\(ended.talk)")
        #expect(ended.talk.contains("ulimit -n"), "\(ended.talk)")
    }

    @Test func `fewer implementations run at a time where there are fewer descriptors`() async throws {
        let adapters = (0..<12).map { (CommandLine.adapter("good") + " \($0)").shellQuotedTwice }.joined(separator: " ")
        let ended = try await CommandLine.shell(
            "ulimit -n 48; timeout -s KILL 100 \"$0\" run \(adapters) --jobs 12 --vectors '\(corpus.path)'"
        )
        #expect(ended.talk.contains("at a time"), "\(ended.talk)")
        #expect(ended.code == 0 || ended.code == 1, "\(ended.talk)")
        #expect(!ended.output.contains("COULD NOT BE RUN"), "\(ended.output)")
    }

    /// A user of its own, as the limit counts all processes of one; its administrator has none.
    @Test(arguments: [1, 2, 3, 6, 9, 12])
    func `few processes`(_ count: Int) async throws {
        let ended = try await CommandLine.shell(
            """
            change=; test $(id -u) != 0 || change='setpriv --reuid 64217 --regid 64217 --clear-groups'
            $change timeout -s KILL 60 bash -c 'ulimit -u \(count); exec "$0" "$@"' "$0" run \
            \(CommandLine.adapter("good").shellQuotedTwice) --vectors '\(corpus.path)'
            """
        )
        #expect(ended.code == 0 || ended.code == 3, "\(ended.talk)")
        #expect(
            ended.code == 0 || ended.talk.contains("ulimit -u") || ended.talk.contains("can't be started"),
            "\(ended.talk)"
        )
    }

    /// Below the first of these not even the program's libraries are loaded.
    @Test(arguments: [260_000, 300_000, 400_000, 600_000])
    func `little address space`(_ kilobytes: Int) async throws {
        let ended = try await CommandLine.shell(
            """
            ulimit -v \(kilobytes); timeout -s KILL 60 "$0" run \(CommandLine.adapter("good").shellQuotedTwice) \
            --vectors '\(corpus.path)'
            """
        )
        #expect(ended.code != 137, "it hung")
        #expect(ended.code != -6 && ended.code != 134 && ended.code != 132 && ended.code != 133, "it trapped")
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }

    /// In double quotes: no adapter's command has any.
    fileprivate var shellQuotedTwice: String { "\"\(self)\"" }
}
#endif
