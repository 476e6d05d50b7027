import FoundationEssentials
import JWTConformance
import Testing

/// Documents are published: nothing of the machine or of the command line stands in them, least of all when something fails.
@Suite(.timeLimit(.minutes(10))) struct PrivacyTests {
    private static let mark = "MARK"
    private static let formats = [
        "human", "html", "markdown", "json", "ndjson", "junit", "tap", "sarif", "github", "csv", "badge", "badge-json",
    ]

    private let corpus: SmallCorpus
    /// A folder whose path is marked, with an adapter that repeats in every text what it knows of its machine.
    private let folder: String
    private let program: String

    init() throws {
        corpus = try SmallCorpus()
        folder = corpus.path + "/\(Self.mark)-folder"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        program = folder + "/tells.py"
        let text = """
            import json, os, socket, sys
            know = " ".join([*sys.argv, os.path.abspath(__file__), os.environ["HOME"], os.getcwd(), socket.gethostname(),
                             os.environ["USER"], os.environ["HOME"] + "/notes.txt"])
            print(know, file=sys.stderr, flush=True)
            way = sys.argv[1]
            if way == "fails": sys.exit(know)
            for line in sys.stdin:
                request = json.loads(line)
                reply = {"id": request["id"], "outcome": "error", "detail": know}
                if request["op"] == "hello":
                    reply = {"id": request["id"], "protocol": 1, "implementation": {"name": "T", "version": "1",
                             "language": "Python"}, "capabilities": {"operations": ["verify", "sign"],
                             "algorithms": ["HS256"], "contents": ["bytes", "claims"], "policy": ["algorithms"]}}
                elif way == "crashes": raise RuntimeError(know)
                elif way == "rejects": reply |= {"outcome": "reject", "reason": know}
                elif way == "claims": reply |= {"outcome": "unsupported", "feature": "made:up"}
                print(json.dumps(reply), flush=True)
            """
        try Data(text.utf8).write(to: URL(filePath: program))
    }

    private static let environment: [String: String?] = ["HOME": "/tmp/\(mark)-home", "USER": "\(mark)-user"]

    /// What a document must not contain.
    ///
    /// The name of the adapter's file is no secret.
    private func check(_ text: String, _ what: String) {
        #expect(!text.isEmpty, "\(what)")
        let host = (try? String(contentsOf: URL(filePath: "/proc/sys/kernel/hostname"), encoding: .utf8)) ?? ""
        let name = host.split(separator: "\n").first.map(String.init) ?? ""
        for word in [Self.mark, corpus.path] + (name.count > 3 && name != "localhost" ? [name] : []) {
            let place = text.firstRange(of: word)
            let excerpt = place.map { text[$0.lowerBound...].prefix(200) } ?? ""
            #expect(place == nil, "\(what) has \(word): \(excerpt)")
        }
    }

    private static let ways = ["tells", "fails", "crashes", "rejects", "claims"]

    private var vectors: [String] { ["--vectors", corpus.path] }

    @Test(arguments: ways) func `no format of a run says anything of the machine`(_ way: String) async throws {
        let verifier = "exec:python3 '\(program)' \(way) --token=\(Self.mark)-token '\(Self.mark) word'"
        var arguments = ["run", verifier, "exec:\(folder)/absent", "gateway:\(folder)/absent.json"] + vectors
        for format in Self.formats { arguments += ["--format", format, "--output", "\(corpus.path)/\(way).\(format)"] }
        let ended = try await CommandLine.assay(arguments, environment: Self.environment)
        #expect(ended.code == 3)
        for format in Self.formats { check(corpus.read("\(way).\(format)"), "\(way), \(format)") }
        // The same from the document.
        let report = try await CommandLine.assay(
            ["report", "\(corpus.path)/\(way).json", "--format", "html"],
            environment: Self.environment
        )
        check(report.output, "\(way), report")
    }

    @Test(arguments: ways) func `the other documents don't either`(_ way: String) async throws {
        let verifier = "exec:python3 '\(program)' \(way) \(Self.mark)-secret"
        for (name, arguments) in [
            (
                "sign",
                [
                    "sign", verifier, "--select", "sign/payload", "--format", "json", "--vectors",
                    CorpusLocation.sourceDirectory,
                ]
            ),
            ("interop", ["interop", verifier, "--format", "json", "--vectors", CorpusLocation.sourceDirectory]),
            ("doctor", ["doctor", verifier, "--format", "json"] + vectors),
            (
                "doctor words",
                ["doctor", "--format", "json"] + vectors + ["--", "python3", program, way, "\(Self.mark)-secret"]
            ),
        ] {
            let ended = try await CommandLine.assay(arguments, environment: Self.environment)
            check(ended.output, "\(name), \(way)")
        }
    }

    @Test func `a label takes the place of the command`() async throws {
        let verifiers = [
            "exec:python3 '\(program)' rejects \(Self.mark)-a", "exec:python3 '\(program)' rejects \(Self.mark)-b",
        ]
        let labels = ["--label", "mine", "--label", "the other"]
        let ended = try await CommandLine.assay(
            ["run", "reference"] + verifiers + vectors + labels + ["--format", "json"],
            environment: Self.environment
        )
        let document = try RunDocument(json: Array(ended.output.utf8))
        #expect(document.implementations.map(\.label) == ["reference", "mine", "the other"])
        for (arguments, words) in [
            (["reference", "--label", "x"], "fewer 'exec:'"),
            (verifiers + ["--label", "a", "--label", "a"], "only once"),
            ([verifiers[0], "reference", "--label", "reference"], "same label"),
            (verifiers + ["--label", "a/b"], "'/'"),
        ] {
            let ended = try await CommandLine.assay(["run"] + arguments + vectors, environment: Self.environment)
            #expect(ended.code == 64)
            #expect(ended.talk.contains(words), "\(ended.talk)")
        }
    }
}
