import FoundationEssentials
import JWTConformance
import Testing

/// Text from outside, wherever it enters, reaches no terminal and no log of a CI runner as it came.
@Suite(.timeLimit(.minutes(10))) struct HostileTextTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    /// A text that somebody hostile may have put somewhere.
    enum Hostile: String, CaseIterable {
        case escapes, c1Controls, bidirectional, workflowCommands, nul, long, accents, all

        /// As arguments and variables, of which there are many.
        static let together: [Hostile] = [.all, .long]

        var text: String {
            switch self {
            case .escapes: "\u{1B}[2J\u{1B}]0;owned\u{7}\r"
            case .c1Controls: "\u{9B}31m\u{85}\u{90}x"
            case .bidirectional: "\u{202E}evil\u{2066}\u{200F}\u{2028}"
            case .workflowCommands: "::error::a\n::add-mask::b\r\n  ::stop-commands::c\n##[error]d ##vso[task]e"
            case .nul: "a\0b"
            case .long: String(repeating: "long ", count: 2_000_000)
            case .all: Hostile.allCases.filter { $0 != .all && $0 != .long }.map(\.text).joined(separator: "\n")
            case .accents: "\"\u{301}><script>\u{301}'\u{301}|\u{301}#\u{301}`\u{301}"
            }
        }

        /// The text as an argument or a variable can have it, of which the system takes no NUL and no more than 128 KiB.
        var argument: String { String(text.filter { $0 != "\0" }.prefix(60_000)) }

        /// The text inside a string of JSON.
        var inJSON: String {
            let json = try? JSONEncoder().encode(text)
            return String(String(decoding: json ?? Data(), as: UTF8.self).dropFirst().dropLast())
        }
    }

    private func check(
        _ ended: Ended,
        _ what: String,
        isMarkup: Bool = false,
        location: SourceLocation = #_sourceLocation
    ) {
        for text in [ended.output, ended.talk] {
            let raw = text.unicodeScalars.filter { !$0.isPrintable && $0 != "\n" && $0 != "\t" }
            #expect(raw.isEmpty, "\(what): \(raw.map { String($0.value, radix: 16) })", sourceLocation: location)
            #expect(text.utf8.count < 1_000_000, "\(what): \(text.utf8.count) octets", sourceLocation: location)
            let lines = text.split(separator: "\n").map { String($0.trimmingPrefix(while: \.isWhitespace)) }
            let commands = lines.filter { $0.hasPrefix("::") || $0.contains("##[") || $0.contains("##vso[") }
            #expect(commands.isEmpty, "\(what): \(commands)", sourceLocation: location)
            #expect(!text.contains("NSCocoaErrorDomain"), "\(what)", sourceLocation: location)
            if isMarkup {
                // By scalars: to Swift a quotation mark with an accent is another character.
                let pieces = text.unicodeScalars.split(separator: "\u{301}").dropLast()
                #expect(pieces.allSatisfy { $0.last != "\"" && $0.last != "'" }, "\(what)", sourceLocation: location)
            }
        }
    }

    static let assayArguments = [
        "X", "run X", "run exec:X", "run reference --select X", "run reference --skip X", "run reference --format X",
        "run reference --baseline X", "run reference --failed-in X", "run reference --vectors X", "run gateway:X",
        "run reference --output X/X", "list --select X", "explain X", "explain X reference", "smoke X", "smoke exec:X",
        "sign X", "sign reference --select X", "doctor -- X", "doctor exec:X", "report X", "compare X X", "interop X",
        "interop --fleet X", "coverage --vectors X", "prove --vectors X", "controls plan X",
        "controls plan --controls X", "import wycheproof X --output X", "routes --policy X", "routes --algorithms X",
        "new-adapter X", "fleet list X", "fleet run X", "fleet X", "run reference --X",
    ]

    static let benchArguments = [
        "X", "report X", "compare X X", "check X --limit HS256=1", "check X --limit X", "run --algorithms X",
        "run --resume X/X", "size --algorithms HS256 --output X/X", "fleet X", "fleet --algorithms X",
        "run --variants X", "size --format X", "shares --algorithms X", "latency --loads X",
        "fleet --command X --algorithms HS256 --rounds 1 --slice 1 --tokens 16",
    ]

    private func words(_ line: String, _ hostile: Hostile) -> [String] {
        line.split(separator: " ").map { String($0).replacing("X", with: hostile.argument) }
    }

    @Test(arguments: assayArguments, Hostile.together)
    func `an argument of jwt-assay is said in printable text`(line: String, hostile: Hostile) async throws {
        let environment = ["JWT_ASSAY_VECTORS": corpus.path]
        check(try await CommandLine.assay(words(line, hostile), environment: environment), line)
    }

    @Test(arguments: benchArguments, Hostile.together)
    func `an argument of jwt-bench is said in printable text`(line: String, hostile: Hostile) async throws {
        check(try await CommandLine.bench(words(line, hostile)), line)
    }

    @Test(arguments: ["JWT_ASSAY_VECTORS", "JWT_ASSAY_ADAPTERS", "JWT_ASSAY_ENVIRONMENTS"], Hostile.together)
    func `a variable is said in printable text`(name: String, hostile: Hostile) async throws {
        for arguments in [["list"], ["fleet", "list"], ["run", "fleet:none"]] {
            check(try await CommandLine.assay(arguments, environment: [name: hostile.argument]), "\(name) \(arguments)")
        }
    }

    @Test(arguments: Hostile.allCases)
    func `what an adapter says is printable in every report`(hostile: Hostile) async throws {
        let adapter =
            "exec:python3 '\(CommandLine.testProgram("parrot.py"))' '\(try corpus.write("words", hostile.text))'"
        let vectors = ["--vectors", corpus.path]
        let document = "\(corpus.path)/run.json"
        check(try await CommandLine.assay(["run", adapter, "--format", "json", "--output", document] + vectors), "run")
        for format in ["human", "markdown", "json", "ndjson", "junit", "tap", "sarif", "badge", "html"] {
            let ended = try await CommandLine.assay(["report", document, "--format", format])
            check(ended, "report \(format)", isMarkup: ["html", "junit", "badge"].contains(format))
        }
        for command in ["smoke", "doctor", "sign"] {
            check(try await CommandLine.assay([command, adapter] + vectors), command)
        }
        check(try await CommandLine.assay(["explain", "hmac/hs256/valid", adapter] + vectors), "explain")
        check(try await CommandLine.assay(["interop", adapter] + vectors), "interop")
        check(try await CommandLine.assay(["interop", adapter, "--format", "json"] + vectors), "interop json")
        check(try await CommandLine.assay(["compare", document, document]), "compare")
    }

    @Test(arguments: Hostile.allCases)
    func `what an adapter says is printable in a benchmark`(hostile: Hostile) async throws {
        let file = try corpus.write("words", hostile.text)
        let program = try corpus.write(
            "adapter",
            "#!/bin/sh\nexec python3 '\(CommandLine.testProgram("parrot.py"))' '\(file)'\n"
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        for format in ["human", "markdown", "html", "json"] {
            let ended = try await CommandLine.bench([
                "fleet", "--command", program, "--algorithms", "HS256", "--rounds", "1", "--slice", "1", "--tokens",
                "16", "--format", format,
            ])
            check(ended, "fleet \(format)", isMarkup: format == "html")
            #expect(ended.code == 0, "\(ended.talk)")
        }
    }

    @Test(arguments: Hostile.allCases)
    func `a document that anybody wrote is shown in printable text`(hostile: Hostile) async throws {
        let run = "\(corpus.path)/run.json"
        let made = try await CommandLine.assay([
            "run", CommandLine.adapter("good"), "--vectors", corpus.path, "--format", "json", "--output", run,
        ])
        #expect(made.code == 0)
        let foreign = try corpus.write("foreign.json", corpus.read("run.json").replacing("Small", with: hostile.inJSON))
        for format in ["human", "markdown", "html", "junit"] {
            check(
                try await CommandLine.assay(["report", foreign, "--format", format]),
                format,
                isMarkup: format == "html"
            )
        }
        check(try await CommandLine.assay(["compare", run, foreign]), "compare")

        let bench = "\(corpus.path)/bench.json"
        #expect(try await CommandLine.bench(["size", "--algorithms", "HS256", "--resume", bench]).code == 0)
        let altered = corpus.read("bench.json").replacing("256 bits", with: hostile.inJSON)
            .replacing(/"processor":"[^"]*"/, with: "\"processor\":\"\(hostile.inJSON)\"")
        let other = try corpus.write("other.json", altered)
        for format in ["human", "markdown", "html"] {
            let ended = try await CommandLine.bench(["report", other, "--format", format])
            #expect(ended.code == ([.nul, .all].contains(hostile) ? ended.code : 0), "\(ended.talk)")
            check(ended, "bench \(format)", isMarkup: format == "html")
        }
        check(try await CommandLine.bench(["compare", bench, other]), "bench compare")
        check(try await CommandLine.bench(["run", "--resume", other]), "bench run --resume")
    }

    @Test(arguments: Hostile.allCases)
    func `a baseline and a corpus that anybody wrote are said in printable text`(hostile: Hostile) async throws {
        let entry = #"{"pattern":"hmac/hs256/\#(hostile.inJSON)","verdict":"bypass","reason":"\#(hostile.inJSON)"}"#
        let baseline = try corpus.write(
            "known.json",
            #"{"schema":"jwt-assay/baseline/1","implementation":"\#(hostile.inJSON)","entries":[\#(entry)]}"#
        )
        let run = ["run", CommandLine.adapter("good"), "--vectors", corpus.path]
        check(try await CommandLine.assay(run + ["--baseline", baseline]), "baseline")
        let other = try corpus.write("other.json", #"{"schema":"\#(hostile.inJSON)"}"#)
        check(try await CommandLine.assay(run + ["--baseline", other]), "another schema")
        let vectors = corpus.read("hmac/small.json")
        for (old, new) in [
            ("a forged one", hostile.inJSON), ("hs256/forged", hostile.inJSON), ("RFC7515#5.2", hostile.inJSON),
        ] {
            try corpus.write("hmac/small.json", vectors.replacing(old, with: new))
            check(try await CommandLine.assay(["list", "--vectors", corpus.path]), "list with \(old)")
            check(try await CommandLine.assay(run), "run with \(old)")
        }
    }
}
