import FoundationEssentials
import JWTConformance
import JWTReports
import ReportKit
import Testing

@Suite struct MarkdownReportTests {
    @Test func `the table says coverage faults and score`() async {
        let text = MarkdownReport(await sampleRun()).text
        #expect(
            text.contains(
                "| Scripted 1.0 | 4 of 5 | ✕ 1 unclassified bypass, 2 denials of service | 1/4 \\(25.0 %\\) | \\! 1 | 0 | 0 | 3 |"
            )
        )
        #expect(text.contains("| a/bypass | a &lt;sample&gt; | [RFC 7515, section 5.2](https://www.rfc-editor.org"))
        #expect(text.contains("Why: `jwt-assay explain a/bypass 'exec:./it 0'`"))
    }

    @Test(arguments: ["a|b", "[x](javascript:1)", "`c`", "<b>", "@team", "line\nbreak"])
    func `what a verifier says is never markup`(words: String) async {
        let row = MarkdownReport(await run(saying: words)).text.split(separator: "\n").first { $0.contains(" 1 | ") }
        let plain = String(row ?? "").replacing(#/\\./#, with: "")
        #expect(plain.count { $0 == "|" } == 9, "\(row ?? "")")
        #expect(!plain.contains("`") && !plain.contains("<") && !plain.contains("[") && !plain.contains("@"))
    }

    /// A code span ends with the sign that it began with, though Swift sees another character where an accent follows.
    @Test(arguments: ["`", "`\u{301}"])
    func `a command stays in its code span`(words: String) async {
        #expect(!MarkdownReport(await run(saying: words)).text.contains("Why:"))
    }

    @Test func `it fits a step summary whatever was found`() async {
        let vectors = (0..<500).map { Vector.sample("a/b/\($0)/bypass") }
        let many = (0..<30).map { ScriptedVerifier(name: "Implementation\($0)") }
        let text = MarkdownReport(await sampleRun(many, vectors: vectors)).text
        #expect(text.contains("And 460 more."))
        #expect(text.utf8.count < 40_000)
    }
}

@Suite struct SmallReportTests {
    @Test func `annotations are at most ten`() async {
        let vectors = (1...30).map { Vector.sample("a/\($0)/bypass", ref: "RFC7519#4.\($0)-1") }
        let lines = GitHubReport(await sampleRun(vectors: vectors)).text.split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines.allSatisfy { $0.hasPrefix("::error title=") })
        #expect(lines.last?.contains("21 more requirements") == true)
        #expect(GitHubReport(await sampleRun(vectors: [.sample("a/pass")])).text.isEmpty)
    }

    /// That something is missing comes first, and is one of the ten.
    @Test func `annotations say what is missing`() async {
        let vectors = (0..<30).map { Vector.sample("a/\($0)/bypass", ref: "RFC7515#\($0)") }
        let verifiers = [ScriptedVerifier(), ScriptedVerifier(name: "absent")]
        let lines = GitHubReport(await sampleRun(verifiers, vectors: vectors)).text.split(separator: "\n")
        #expect(lines.count == 10)
        #expect(
            lines.first
                == "::error title=1 implementation could not be run::exec:./it 1: could not be run: no such file"
        )
        #expect(lines.last?.contains("22 more requirements") ?? false, "\(lines)")
    }

    /// A forgery that got in weighs more than any number of misspelt tokens.
    @Test func `the worst annotations come first`() async {
        let misspelt = (0..<5).map {
            Vector.sample("a/\($0)/bypass", ref: "RFC7515#2", reason: .base64, attacker: .holder, gain: .respell)
        }
        let vectors = misspelt + [.sample("b/bypass", ref: "RFC7515#5.2", attacker: .anyone, gain: .forge)]
        let lines = GitHubReport(await sampleRun(vectors: vectors)).text.split(separator: "\n")
        #expect(lines.first?.contains("section 5.2") ?? false, "\(lines)")
    }

    @Test func `annotations escape what would end them`() async {
        let text = GitHubReport(await run(saying: "100%,:x")).text
        #expect(text.split(separator: "\n").count == 1)
        #expect(text.contains("100%25,:x"))
        #expect(text.contains("title=RFC 7515%2C section 5.2%3A unclean::"))
    }

    @Test func `values are separated by commas`() async {
        let text = CSVReport(await sampleRun()).text
        #expect(
            text.hasPrefix("vector,topic,expected,level,rule,Scripted 1.0\r\na/pass,a,reject,must,RFC7515#5.2,pass\r\n")
        )
        let odd = CSVReport(await run(saying: "=cmd \"x\",1")).text
        #expect(odd.contains(#","'=cmd ""x"",1 1""#))
    }

    /// What a spreadsheet would run, also where the sign has an accent or is a wide one.
    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "=\u{301}1", "=\"x\"&A1"])
    func `no cell is a formula`(name: String) async {
        let head = CSVReport(await run(saying: name)).text.prefix { $0 != "\r\n" }
        let cell = head.split(separator: ",").last ?? ""
        #expect(cell.drop { $0 == "\"" }.first == "'", "\(head)")
    }

    @Test func `more than twenty implementations share a run of SARIF`() async throws {
        for count in [1, 20, 21, 35] {
            let verifiers = (0..<count).map { ScriptedVerifier(name: "Implementation\($0)") }
            let text = try SARIFReport(await sampleRun(verifiers)).text()
            let runs = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))["runs"]?.arrayValue ?? []
            #expect(runs.count == (count <= 20 ? count : 1))
            #expect(runs.reduce(0) { $0 + ($1["results"]?.arrayValue?.count ?? 0) } == 3 * count)
        }
    }

    @Test func `a message of SARIF has no link`() async throws {
        let text = try SARIFReport(await run(saying: "[click](http://example.com) {0}")).text()
        #expect(text.contains(#"\\[click\\](http://example.com) {{0}}"#), "\(text)")
    }

    @Test func `the badge says the faults and the score`() async throws {
        let badge = BadgeReport(await sampleRun())
        #expect(
            badge.svg.contains(#"aria-label="JWT conformance: 1 unclassified bypass, 1 breakdown, 1/4 (asked 4 of 5)""#)
        )
        #expect(try badge.json().contains(#""color" : "red""#))
        let clean = BadgeReport(await sampleRun(vectors: [.sample("a/pass")]))
        #expect(try clean.json().contains(#""message" : "nobody gets in, 1/1""#))
        #expect(try clean.json().contains("brightgreen"))
        let none = BadgeReport(await sampleRun([ScriptedVerifier(name: "absent")]))
        #expect(try none.json().contains("not run"))
    }

    @Test func `test points are numbered`() async {
        let baseline = Baseline(entries: [
            Baseline.Entry(pattern: VectorPattern("a/bypass"), verdict: .bypass, reason: "by #design"),
            Baseline.Entry(pattern: VectorPattern("b/odd"), verdict: .skipped, reason: "none"),
        ])
        let lines = TAPReport(await sampleRun().judged(by: [baseline], corpus: [])).text.split(separator: "\n")
        #expect(lines.prefix(2) == ["TAP version 14", "1..5"])
        #expect(lines.contains("ok 1 - Scripted 1.0: a/pass"))
        #expect(lines.contains(##"not ok 2 - Scripted 1.0: a/bypass # TODO by \#design"##))
        #expect(lines.contains("not ok 3 - Scripted 1.0: b/crash"))
        #expect(lines.contains("ok 5 - Scripted 1.0: b/odd # SKIP needs key:jwk-without-pem"))
    }

    @Test func `every format is made of the document alone`() async throws {
        let document = await sampleRun()
        let again = try JSONDecoder().decode(RunDocument.self, from: Data(try JSONReport.text(document).utf8))
        for format in ReportFormat.allCases {
            #expect(try format.text(of: again) == format.text(of: document), "\(format)")
            #expect(try format.text(of: document).utf8.last == UInt8(ascii: "\n"), "\(format)")
        }
    }

    @Test func `events of a document are those of its run`() async throws {
        let document = await sampleRun()
        let text = try NDJSONReport.text(document)
        #expect(text.split(separator: "\n").count == 12)
        #expect(EarlierRun.failedIDs(Array(text.utf8)) == document.unexpectedIDs)
    }
}

@Suite struct ReportCardTests {
    @Test func `nothing is averaged away`() async throws {
        let card = try #require(ReportCard.all(in: await sampleRun()).first)
        #expect((card.must.passed, card.must.of, card.must.apart) == (1, 4, 1))
        #expect(card.must.percentage == "25.0 %")
        #expect((card.bypasses, card.breakdowns) == (["a/bypass"], ["b/crash"]))
        #expect((card.overStrict, card[Verdict.unclean], card.skipped) == ([], ["b/error"], ["b/odd"]))
    }

    @Test(arguments: [(999, 1000, "99.9 %"), (1999, 2000, "99.9 %"), (7, 7, "100.0 %"), (0, 0, "")])
    func `only a full score is full`(passed: Int, of: Int, text: String) {
        #expect(ReportCard.Score(level: .must, passed: passed, of: of, apart: 0).percentage == text)
    }
}

@Suite struct NarrowTerminalTests {
    @Test(arguments: [40, 60, 80])
    func `lines are broken at spaces`(width: Int) async {
        let style = TextStyle(isColoured: true, width: width)
        let text = HumanSummary(await sampleRun(), style: style, isVerbose: true).text
        let plain = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(plain.split(separator: "\n").allSatisfy { $0.count <= width }, "\(plain)")
        let flowing = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flowing.contains("answered accept with a payload of 1 octets"))
        let words = HumanSummary(await sampleRun(), isVerbose: true).text.split(whereSeparator: \.isWhitespace)
        for word in Set(words) where !word.contains(":") { #expect(plain.contains(word)) }
    }
}
