import FoundationEssentials
import JWTConformance
import Testing

/// The signer's half of the command line: the list, the explanation, the run, its baseline and its reports.
@Suite struct SignCommandTests {
    private let corpus: SmallCorpus
    private let vectors = ["--vectors", CorpusLocation.sourceDirectory]
    private let adapter = CommandLine.adapter("signs-everything")

    init() throws {
        corpus = try SmallCorpus()
    }

    private func sign(_ arguments: String...) async throws -> Ended {
        try await CommandLine.assay(["sign"] + arguments + vectors)
    }

    @Test func `the list includes sign vectors`() async throws {
        let ended = try await CommandLine.assay(["list", "--select", "*/alg/none*"] + vectors)
        #expect(ended.output.contains("\nsign/header/alg/none"))
        #expect(ended.output.contains("  refuse  must    "))
        let without = try await CommandLine.assay(["list", "--skip", "sign"] + vectors)
        #expect(!without.output.contains("\nsign/"))
        let json = try await CommandLine.assay(["list", "--select", "sign", "--format", "json"] + vectors)
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.output.utf8))
        #expect(value["vectors"]?.arrayValue?.isEmpty == true)
        let all = try Corpus(directory: CorpusLocation.sourceDirectory).signVectors
        #expect(value["signVectors"]?.arrayValue?.count == all.count)
    }

    @Test func `a selection of the other kind is explained`() async throws {
        let run = try await CommandLine.assay(["run", "reference", "--select", "sign/header"] + vectors)
        #expect(run.code == 4)
        #expect(run.talk.contains("sign/header selects only vectors of `jwt-assay sign`"))
        let signed = try await sign("reference", "--select", "header/crit")
        #expect(signed.code == 4)
        #expect(signed.talk.contains("header/crit selects only vectors of `jwt-assay run`"))
    }

    @Test func `a sign vector is explained and its reproduction works`() async throws {
        let id = "sign/header/alg/unknown"
        let ended = try await CommandLine.assay(["explain", id, "reference", adapter] + vectors)
        #expect(ended.code == 0, "\(ended.talk)")
        for words in [
            "RFC 7515, section 4.1.1", "expected    a refusal: there must be no token", "reference 1  pass  refuse (",
            "Small 1.0    NONCONFORMANCE  a token of ", "compact JWS, 3 segments",
        ] {
            #expect(ended.output.contains(words), "\(words) in\n\(ended.output)")
        }
        let line = try #require(ended.output.split(separator: "\n").last { $0.contains("jwt-assay sign") })
        let command = try #require(line.firstRange(of: "jwt-assay "))
        let again = try await CommandLine.shell("\"$0\" \(line[command.upperBound...])")
        #expect(again.code == 1)
        #expect(again.output.contains("1 sign vector,"))
        let near = try await CommandLine.assay(["explain", "alg/none-mixed"] + vectors)
        #expect(near.code == 4)
        #expect(near.talk.contains("did you mean sign/header/alg/none-mixed?"))
        let absent = try await CommandLine.assay(["explain", id, CommandLine.adapter("absent")] + vectors)
        #expect(absent.code == 3)
    }

    @Test func `a long token is shown in full`() async throws {
        let ended = try await CommandLine.assay(["explain", "sign/payload/encoded/large", "reference"] + vectors)
        #expect(ended.output.contains("compact JWS, 3 segments"))
        #expect(!ended.output.contains("not base64url"))
    }

    @Test func `one file holds both halves`() async throws {
        let file = "\(corpus.path)/baseline.json"
        let own = ["--vectors", corpus.path]
        let options = ["--select", "sign/header/alg", "--select", "sign/algorithms"]
        func run(_ arguments: String...) async throws -> Ended {
            try await CommandLine.assay(["run", adapter] + own + arguments)
        }
        func sign(_ arguments: String...) async throws -> Ended {
            try await CommandLine.assay(["sign", adapter] + vectors + options + arguments)
        }
        #expect(try await run("--write-baseline", file).code == 0)
        // The half that isn't drawn up lists nothing.
        #expect(try await sign("--baseline", file).code == 1)
        let drawn = try await sign("--write-baseline", file)
        #expect(drawn.code == 0, "\(drawn.talk)")
        #expect(drawn.talk.contains("of signing for Small 1.0"))
        let held = try await sign("--baseline", file)
        #expect(held.code == 0, "\(held.output)\(held.talk)")
        #expect(held.output.contains("listed in the baseline"))
        #expect(try await run("--baseline", file).code == 0)
        let before = corpus.read("baseline.json")
        #expect(try await run("--write-baseline", file).code == 0)
        #expect(corpus.read("baseline.json") == before)
        // Strict both ways.
        let mended = before.replacing(#""verdict" : "unsafe""#, with: #""verdict" : "lenient""#)
        #expect(mended != before)
        try corpus.write("baseline.json", mended)
        let changed = try await sign("--baseline", file)
        #expect(changed.code == 1)
        #expect(changed.output.contains("CHANGED"))
        try corpus.write(
            "baseline.json",
            before.replacing(#""implementation" : "Small""#, with: #""implementation" : "Other""#)
        )
        #expect(try await sign("--baseline", file).talk.contains("is a baseline for Other"))
        let foreign = try await sign("--write-baseline", file)
        #expect(foreign.code == 64)
        #expect(foreign.talk.contains("is a baseline for Other"))
    }

    @Test func `a signer that signs nothing passes if its baseline says so`() async throws {
        let mute = CommandLine.adapter("good")
        let file = "\(corpus.path)/mute.json"
        #expect(try await sign(mute).code == 4)
        #expect(try await sign(mute, "--write-baseline", file).code == 0)
        #expect(corpus.read("mute.json").contains(#""feature" : "operation:sign""#))
        let held = try await sign(mute, "--baseline", file)
        #expect(held.code == 0, "\(held.output)\(held.talk)")
    }

    @Test(arguments: ["junit", "tap", "sarif", "html"])
    func `other parsers read each format`(_ format: String) async throws {
        let file = "\(corpus.path)/report"
        _ = try await sign(
            adapter,
            CommandLine.adapter("absent"),
            CommandLine.adapter("hostile"),
            "--format",
            format,
            "--output",
            file
        )
        let checked = try await CommandLine.check("check-reports.py", [format, file])
        #expect(checked.code == 0, "\(checked.talk)")
        #expect(!checked.output.isEmpty)
    }

    @Test func `what failed is asked again`() async throws {
        let file = "\(corpus.path)/run.json"
        let first = try await sign(adapter, "--select", "sign/header/alg", "--format", "json", "--output", file)
        // With the report in a file, people read the summary.
        #expect(first.output.contains("forger") || first.output.contains("nonconformance"), "\(first.output)")
        let again = try await sign(adapter, "--failed-in", file, "--quiet")
        #expect(again.code == 1)
        #expect(!again.output.contains("UNSAFE"))
        #expect(again.output.contains("must 0/"))
    }
}
