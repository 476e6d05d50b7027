import FoundationEssentials
import JWTConformance
import Testing

/// What a user types, and gets in one go.
@Suite struct ConvenienceTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    private func assay(_ command: String, _ arguments: [String]) async throws -> Ended {
        try await CommandLine.assay([command, "--vectors", corpus.path] + arguments)
    }

    private let everything = CommandLine.adapter("accepts-everything")

    @Test func `one run writes several reports`() async throws {
        let (json, junit) = ("\(corpus.path)/run.json", "\(corpus.path)/junit.xml")
        let outputs = [
            "--format", "json", "--output", json, "--format", "junit", "-o", junit, "--format", "csv", "-o", "-",
        ]
        let ended = try await assay("run", [everything] + outputs)
        #expect(ended.code == 1)
        #expect(try RunDocument(json: Array(corpus.read("run.json").utf8)).vectors.count == 4)
        #expect(corpus.read("junit.xml").hasPrefix("<?xml"))
        #expect(ended.output.hasPrefix("vector,topic,"))
        let files = [
            "--format", "html", "--output", "\(corpus.path)/a.html", "--format", "tap", "-o", "\(corpus.path)/a.tap",
        ]
        let report = try await CommandLine.assay(["report", json] + files)
        #expect(report.code == 0)
        #expect(corpus.read("a.html").hasPrefix("<!") && corpus.read("a.tap").hasPrefix("TAP version 14"))
        // With all of them in files, people read the summary.
        let quiet = try await assay("run", [everything] + Array(outputs.dropLast(4)))
        #expect(quiet.output.contains("unclassified bypass"))
    }

    @Test(arguments: [
        ["--format", "json", "--format", "csv"], ["--format", "json", "--format", "csv", "-o", "a"],
        ["-o", "a", "-o", "b"], ["--format", "json", "-o", "a", "--format", "csv", "-o", "a"], ["--max-fail", "0"],
        ["--fail-on", "bypass"],
    ])
    func `what can't be meant is refused`(_ options: [String]) async throws {
        #expect(try await assay("run", ["reference"] + options).code == 64)
    }

    @Test func `a run ends after as many deviations as are wanted, and those that a baseline lists don't count`()
        async throws
    {
        let options = ["--window", "1", "--max-fail", "1"]
        let ended = try await assay("run", [everything] + options)
        #expect(ended.code == 1)
        #expect(ended.talk.contains("--max-fail"))
        #expect(
            ended.output.contains("BYPASS  hmac/hs256/forged") && !ended.output.contains("hs256/short"),
            "\(ended.output)"
        )
        #expect(ended.output.contains("INCOMPLETE"))
        let entry = #"{"pattern":"hmac/hs256/forged","verdict":"bypass","reason":"known"}"#
        let baseline = try corpus.write("baseline.json", #"{"schema":"jwt-assay/baseline/1","entries":[\#(entry)]}"#)
        let second = try await assay("run", [everything, "--baseline", baseline] + options)
        #expect(second.output.contains(/BYPASS +hmac\/hs256\/short/), "\(second.output)")
        #expect(try await assay("run", [CommandLine.adapter("good"), "--max-fail", "1"]).code == 0)
    }

    @Test func `a run fails only on faults as grave as is wanted`() async throws {
        for (severity, code) in [("forgery", Int32(0)), ("misuse", 0), ("nonconformance", 1)] {
            let options = ["--select", "header/alg/missing", "--fail-on", severity]
            let own = ["--vectors", CorpusLocation.sourceDirectory]
            let ended = try await CommandLine.assay(["run", CommandLine.adapter("accepts-everything")] + options + own)
            #expect(ended.code == code, "\(severity)")
            #expect(ended.output.contains("NONCONFORMANCE"), "everything is reported")
        }
        #expect(try await assay("run", [everything, "--fail-on", "forgery"]).code == 1, "it may be one")
    }

    @Test func `answers of which either is legal are shown on request`() async throws {
        let own = ["run", "reference", "--select", "header/crit/empty", "--vectors", CorpusLocation.sourceDirectory]
        #expect(try await !CommandLine.assay(own).output.contains("recorded"))
        let ended = try await CommandLine.assay(own + ["--recorded"])
        #expect(ended.output.contains("recorded  header/crit/empty  reference 1  reject (crit)"), "\(ended.output)")
    }

    @Test func `every vector that a pattern selects is explained, and what failed in a run with its answers`()
        async throws
    {
        let all = try await assay("explain", ["hmac/hs256"])
        for id in ["valid", "forged", "short"] { #expect(all.output.contains("hmac/hs256/\(id)\n")) }
        let start = try await assay("explain", ["hmac/hs256/f", everything])
        #expect(start.output.hasPrefix("hmac/hs256/forged\n") && !start.output.contains("hmac/hs256/short\n"))
        let run = "\(corpus.path)/run.json"
        _ = try await assay("run", [everything, "--format", "json", "--output", run])
        let failed = try await assay("explain", ["--failed-in", run])
        #expect(failed.code == 0)
        for words in ["hmac/hs256/forged\n", "hmac/hs256/short\n", "Small 1.0  BYPASS  accept"] {
            #expect(failed.output.contains(words), "\(words) in \(failed.output)")
        }
        #expect(!failed.output.contains("hmac/hs256/valid\n"))
        let again = try await assay("explain", ["--failed-in", run, "hmac/hs256/s", CommandLine.adapter("good")])
        #expect(again.output.contains("hmac/hs256/short\n") && again.output.contains("Small 1.0  pass"))
        for (arguments, code) in [([], 64), (["reference"], 64), (["nothing"], 4), (["hmac", "exec:"], 64)] {
            #expect(try await assay("explain", arguments).code == code, "\(arguments)")
        }
    }

    @Test(arguments: [
        (["run", "refrence"], "did you mean 'reference'?"),
        (["run", "python-pyjwt"], "did you mean 'fleet:python-pyjwt'?"),
        (["run", "flet:python-pyjwt"], "did you mean 'fleet:python-pyjwt'?"),
        (["run", "reference", "--format", "jsn"], "Did you mean 'json'?"),
        (["run", "reference", "--profile", "strikt"], "Did you mean 'strict'?"),
        (["run", "reference", "--color", "alway"], "Did you mean 'always'?"),
        (["run", "reference", "--select", "hmac/hs265"], "did you mean hmac/hs256?"),
        (["new-adapter", "pyton"], "did you mean python?"), (["routes", "--policy", "isuer"], "did you mean issuer?"),
        (["import", "wycheprof", "x", "--output", "y"], "Did you mean 'wycheproof'?"),
    ])
    func `what was meant is suggested`(_ arguments: [String], _ words: String) async throws {
        let ended = try await CommandLine.assay(arguments, environment: ["JWT_ASSAY_VECTORS": corpus.path])
        #expect([4, 64].contains(ended.code))
        #expect(ended.talk.contains(words), "\(ended.talk)")
    }

    @Test func `a folder of vectors in the environment that can't be read is the user's mistake`() async throws {
        for command in [["list"], ["run", "reference"], ["coverage"], ["prove"]] {
            let ended = try await CommandLine.assay(command, environment: ["JWT_ASSAY_VECTORS": "/nonexistent"])
            #expect(ended.code == 64, "\(command)")
            #expect(ended.talk.contains("/nonexistent"))
        }
    }

    @Test func `a member that no vector file has is named`() async throws {
        let text = corpus.read("hmac/small.json").replacing(
            "\"algorithms\":[\"HS512\"]",
            with: "\"algorithms\":[\"HS512\"],\"maxAge\":3"
        )
        try corpus.write("hmac/small.json", text)
        let ended = try await assay("list", [])
        #expect(ended.code == 64)
        #expect(ended.talk.contains("hmac/small.json: groups[hmac/hs512].policy.maxAge isn't allowed"), "\(ended.talk)")
    }

    @Test func `a changed corpus is said in every format that has a place for it`() async throws {
        let folder = corpus.path + "-changed"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.copyItem(atPath: CorpusLocation.sourceDirectory, toPath: folder)
        try FileManager.default.removeItem(atPath: folder + "/signature/rsa.json")
        var outputs: [String] = []
        let formats = ["human", "html", "markdown", "json", "ndjson", "junit", "tap", "sarif", "github"]
        for format in formats { outputs += ["--format", format, "--output", "\(corpus.path)/c.\(format)"] }
        let options = ["run", "reference", "--select", "header/typ", "--vectors", folder]
        let ended = try await CommandLine.assay(options + outputs)
        #expect(ended.code == 0)
        for format in formats { #expect(corpus.read("c.\(format)").contains("signature/rsa.json"), "\(format)") }
        #expect(try await CommandLine.assay(options).output.contains("missing signature/rsa.json"))
        // Neither the suite's own vectors nor a corpus of one's own are called changed.
        let own = try await CommandLine.assay(["run", "reference", "--select", "header/typ", "--format", "json"])
        #expect(!own.output.contains("corpusChanges"))
        #expect(try await assay("run", [CommandLine.adapter("good")]).output.contains("aren't the suite's own"))
    }

    @Test func `what a library does wrong is known to the doctor if a baseline lists it`() async throws {
        let options = ["doctor", "--vectors", corpus.path, everything]
        let red = try await CommandLine.assay(options)
        #expect(red.output.contains("FIX     it accepts a valid token"), "\(red.output)")
        let baseline = "\(corpus.path)/baseline.json"
        _ = try await assay("run", [everything, "--write-baseline", baseline])
        let known = try await CommandLine.assay(options + ["--baseline", baseline])
        #expect(known.output.contains("known   it accepts a valid token"), "\(known.output)")
        #expect(known.output.contains("Nothing: the baseline lists this."))
    }
}
