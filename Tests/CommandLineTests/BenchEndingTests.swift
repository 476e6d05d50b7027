import Testing

/// How `jwt-bench` ends, and that no result is lost on the way.
@Suite(.timeLimit(.minutes(5))) struct BenchEndingTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    private func shell(_ line: String) async throws -> Ended {
        try await CommandLine.shell(line, program: "jwt-bench")
    }

    private func document() async throws -> String {
        let file = "\(corpus.path)/bench.json"
        let ended = try await CommandLine.bench(["size", "--algorithms", "HS256", "--resume", file])
        #expect(ended.code == 0, "\(ended.talk)")
        return file
    }

    /// A result that gets nowhere is a lost one.
    @Test(arguments: [
        "list", "size --algorithms HS256", "size --algorithms HS256 --format json", "report FILE",
        "report FILE --format html", "compare FILE FILE", "check FILE --limit 'HS256 verify=2'",
        "fleet --command /nonexistent/adapter --algorithms HS256 --rounds 1 --slice 1 --tokens 16",
    ])
    func `a full disk exits with 70`(_ command: String) async throws {
        let words = command.replacing("FILE", with: "'\(try await document())'")
        let ended = try await shell("\"$0\" \(words) > /dev/full")
        #expect(ended.code == 70)
        #expect(ended.talk.contains("standard output can't be written: No space left on device"), "\(ended.talk)")
        let filed = try await shell("\"$0\" report '\(try await document())' --output /dev/full")
        #expect(filed.code == 70)
        #expect(filed.talk.contains("/dev/full can't be written"), "\(filed.talk)")
    }

    @Test func `a reader that closes the pipe isn't an error`() async throws {
        let ended = try await shell("\"$0\" size --algorithms HS256 --format html | true; exit ${PIPESTATUS[0]}")
        #expect(ended.code == 0, "\(ended.talk)")
    }

    /// The report doesn't come to stand where standard output was, with words of warning in the middle of it.
    @Test func `closed streams don't damage the report`() async throws {
        let file = "\(corpus.path)/size"
        let ended = try await shell("\"$0\" size --algorithms HS256 --format json --output '\(file)' <&- >&- 2>&-")
        #expect(ended.code == 0)
        #expect(corpus.read("size").hasPrefix("{"))
        #expect(corpus.read("size").hasSuffix("}\n"))
    }

    /// A pipe is written to once, and a link is followed; neither is replaced by a file.
    @Test func `an output that isn't a regular file is kept`() async throws {
        let ended = try await shell(
            """
            cd '\(corpus.path)' && mkfifo pipe && ln -s target link && touch target
            cat pipe > read & "$0" size --algorithms HS256 --format csv --output pipe && wait && test -p pipe || exit 9
            "$0" size --algorithms HS256 --format csv --output link && test -L link && cmp read target
            """
        )
        #expect(ended.code == 0, "\(ended.output)\(ended.talk)")
        #expect(corpus.read("read").hasPrefix("implementation,"))
    }

    /// The run is far longer than any wait for the signal: it must not end by itself where the machine is busy.
    @Test(arguments: ["INT", "TERM", "HUP"])
    func `a signal exits with 130 and reports what was done`(_ signal: String) async throws {
        let file = "\(corpus.path)/run.json"
        let ended = try await shell(
            """
            "$0" run --algorithms HS256 --workers 1 --quick --rounds 400 --variants all --resume '\(file)' &
            until grep -q '"scenario"' '\(file)' 2> /dev/null; do sleep 0.05; done
            kill -\(signal) $!; wait $!
            """
        )
        #expect(ended.code == 130, "\(ended.talk)")
        #expect(ended.output.contains("INCOMPLETE"), "\(ended.output)")
        #expect(ended.output.contains("HS256"))
    }

    /// Who starts a run by nohup wants it to outlive the terminal.
    @Test func `nohup is respected`() async throws {
        let ended = try await shell(
            """
            trap '' HUP
            "$0" run --algorithms HS256 --workers 1 --quick --rounds 200 --operation verify &
            sleep 1; kill -HUP $!; wait $!
            """
        )
        #expect(ended.code == 0, "\(ended.talk)")
    }

    /// The reader takes the first octets, and the rest after the signal: the pipe holds less than the report has.
    @Test func `a signal during the report loses nothing`() async throws {
        let ended = try await shell(
            """
            cd '\(corpus.path)' && mkfifo pipe
            what="run --algorithms HS256 --workers 1 --quick --ring 32 --operation verify --resume long.json"
            "$0" $what > /dev/null || exit 9
            python3 - << 'END'
            import json
            document = json.load(open("long.json"))
            document["results"] *= 200
            json.dump(document, open("long.json", "w"))
            END
            "$0" $what --format json > pipe &
            exec 3< pipe
            head -c 1 <&3 > whole; kill -INT $!; sleep 0.3; cat <&3 >> whole; wait $! || exit
            test $(wc -c < whole) -gt 100000 && cmp whole long.json
            """
        )
        #expect(ended.code == 0, "\(ended.output)\(ended.talk)")
    }

    /// Not even an adapter that hangs is left behind.
    @Test func `a second signal exits at once`() async throws {
        let adapter = try corpus.write("adapter", "#!/bin/sh\nexec sleep 600\n")
        let ended = try await shell(
            """
            cd '\(corpus.path)' && chmod +x '\(adapter)'
            "$0" fleet --command '\(adapter)' --algorithms HS256 --tokens 16 &
            until pgrep -P $! sleep > children; do sleep 0.1; done
            kill -INT $!; sleep 0.5; kill -INT $!; wait $!; code=$?
            # What is dead may wait for whoever has taken it over to be told.
            for i in 1 2 3 4 5 6 7 8 9; do
                ps -o stat= -p "$(paste -sd, children)" | grep -qv '^Z' || exit $code; sleep 0.2
            done
            exit 9
            """
        )
        #expect(ended.code == 130, "\(ended.output)\(ended.talk)")
    }
}
