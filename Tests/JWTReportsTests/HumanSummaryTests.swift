import FoundationEssentials
import JWTConformance
import JWTReports
import ReportKit
import Testing

@Suite struct HumanSummaryTests {
    @Test func `failures are grouped by rule the worst first`() async {
        let text = HumanSummary(await sampleRun()).text
        #expect(
            text == """
                RFC 7515, section 5.2
                  BYPASS   a/bypass  Scripted 1.0  accepted, must reject (RFC7515#5.2)
                  UNCLEAN  b/error   Scripted 1.0  an exception instead of a rejection (RFC7515#5.2)
                RFC 7515, section 4.1.11
                  CRASH    b/crash   Scripted 1.0  the program ended instead of answering (RFC7515#4.1.11)

                Scripted 1.0  asked 4 of 5, 1 unclassified bypass, 2 denials of service, must 1/4 (25.0 %), 1 breakdown, 0 valid tokens rejected, 1 skipped
                skipped: needs key:jwk-without-pem (1)
                3 deviations; 5 vectors, corpus fnv1a-128:0
                why: jwt-assay explain a/bypass 'exec:./it 0'

                """
        )
    }

    /// A name is one word of the shell, whatever stands behind a quotation mark in it.
    @Test(arguments: ["a'; b", "a'\u{301}; b", "'", "''\u{308}"])
    func `a name is one word of a shell`(name: String) async throws {
        let text = HumanSummary(await run(saying: name)).text
        let command = try #require(text.split(separator: "\n").last { $0.hasPrefix("why: ") })
        let words = try #require(command.utf8.split(separator: UInt8(ascii: " "), maxSplits: 4).last)
        let quoted = name.utf8.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false)
            .map { Array($0) }.joined(separator: #"'\''"#.utf8)
        #expect(Array(words) == Array("'".utf8) + quoted + Array("'".utf8))
    }

    /// Documents come from files, and may have any number.
    @Test(arguments: [(Int.max, 1), (Int.max, Int.max), (Int.min, 3), (0, Int.max)])
    func `any number has a share`(passed: Int, of: Int) async throws {
        let data = try JSONEncoder().encode(await sampleRun())
        guard case .object(var document) = try JSONDecoder().decode(JSONValue.self, from: data),
            case .object(var run)? = document["implementations"]?.arrayValue?.first,
            case .object(var summary)? = run["summary"]
        else {
            Issue.record("a run is an object")
            return
        }
        summary["must"] = ["passed": .integer(Int64(passed)), "of": .integer(Int64(of)), "skipped": .integer(0)]
        run["summary"] = .object(summary)
        document["implementations"] = .array([.object(run)])
        let hostile = try RunDocument(json: Array(JSONEncoder().encode(JSONValue.object(document))))
        let share = passed >= of ? "100.0 %" : "0.0 %"
        #expect(HumanSummary(hostile, showsMatrix: true).text.contains("must \(passed)/\(of) (\(share))"))
    }

    @Test func `the summary is at most twelve lines`() async {
        let many = (0..<30).map { ScriptedVerifier(name: "Implementation\($0)") }
        let summary = HumanSummary(await sampleRun(many)).closing
        #expect(summary.split(separator: "\n").count <= 12)
        #expect(summary.contains("and 22 more implementations"))
    }

    /// Whatever the terminal's width, and whatever the names: the last twelve lines of it answer the question.
    @Test(arguments: [40, 56, 72, 80, 100, 132, 200], [1, 2, 9, 35])
    func `the summary is at most twelve lines of the terminal`(width: Int, count: Int) async {
        let verifiers = (0..<count).map { ScriptedVerifier(name: "日本語の図書館 number \($0) of the e\u{301}chelon") }
        let style = TextStyle(isColoured: true, width: width)
        let document = await sampleRun(verifiers)
        let text = HumanSummary(document, style: style, showsMatrix: true).text
        let summary = text.split(separator: "\n\n").last ?? ""
        let heights = summary.split(separator: "\n").map { (String($0).columns + width - 1) / width }
        #expect(heights.reduce(0, +) <= 12, "\(summary)")
        #expect(summary.contains("deviations"))
        #expect(summary.contains("why: "))
        #expect(count < 35 || summary.contains(/\d+( more)? implementations/))
    }

    @Test func `who needs a look is in the summary`() async {
        var verifiers = (0..<30).map { ScriptedVerifier(name: "Fine\($0)") }
        verifiers.append(ScriptedVerifier(name: "Deviant"))
        verifiers.append(ScriptedVerifier(name: "absent"))
        let entries = [
            Baseline.Entry(pattern: VectorPattern("a/bypass"), verdict: .bypass, reason: "by design"),
            Baseline.Entry(pattern: VectorPattern("b/crash"), verdict: .crash, reason: "by design"),
            Baseline.Entry(pattern: VectorPattern("b/error"), verdict: .unclean, reason: "by design"),
            Baseline.Entry(
                pattern: VectorPattern("b/odd"),
                verdict: .skipped,
                feature: "key:jwk-without-pem",
                reason: "none"
            ),
        ]
        let baselines = (0..<30).map { Baseline(implementation: "Fine\($0)", entries: entries) }
        let summary = HumanSummary(await sampleRun(verifiers).judged(by: baselines, corpus: [])).closing
        #expect(summary.contains("Deviant 1.0"))
        #expect(summary.contains("COULD NOT BE RUN"))
        #expect(summary.split(separator: "\n").count <= 12)
    }

    /// The families stand beside each other where they fit, and no line of the matrix is ever broken.
    @Test(arguments: [40, 60, 200]) func `the matrix fits`(width: Int) async {
        let verifiers = (0..<3).map { ScriptedVerifier(name: "日本語の図書館で作られた実装 \($0)") }
        let text = MatrixTable(await sampleRun(verifiers), style: TextStyle(isColoured: false, width: width)).text
        #expect(text.split(separator: "\n").allSatisfy { String($0).columns <= width }, "\(text)")
        let unbroken = text.replacing("\n  ", with: " ")
        #expect(unbroken.contains("every family of vectors") == (width < 60), "\(text)")
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("José", 4), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("ｗｉｄｅ", 8), ("…", 1), ("·✕△", 3),
        ("\u{1F511}", 2), ("\u{1B}[1;31mBYPASS\u{1B}[0m", 6), ("\u{200B}", 0), ("〒", 2), ("é", 1),
    ])
    func `columns are counted`(text: String, columns: Int) {
        #expect(text.columns == columns)
        #expect(text.prefix(columns: max(0, columns - 1)).columns <= max(0, columns - 1))
    }

    @Test func `colour only repeats the words`() async {
        let document = await sampleRun()
        let coloured = HumanSummary(document, style: TextStyle(isColoured: true)).text
        #expect(coloured.contains("\u{1B}[1;31mBYPASS"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == HumanSummary(document).text)
    }

    @Test func `implementations of the same name are distinguished`() async {
        let text = HumanSummary(await sampleRun([ScriptedVerifier(), ScriptedVerifier()])).text
        #expect(text.contains("Scripted 1.0 [exec:./it 0]"))
        #expect(text.contains("Scripted 1.0 [exec:./it 1]"))
    }

    @Test func `a verifier that could not be run is no pass`() async {
        let text = HumanSummary(await sampleRun([ScriptedVerifier(name: "absent")])).text
        #expect(text.contains("exec:./it 0  COULD NOT BE RUN"))
        #expect(text.contains("INCOMPLETE: 1 implementation could not be run to the end."))
        #expect(!text.contains("as expected"))
    }

    @Test func `listed deviations are counted and stale entries are shown`() async {
        let baseline = Baseline(entries: [
            Baseline.Entry(pattern: VectorPattern("a/bypass"), verdict: .bypass, reason: "by design"),
            Baseline.Entry(pattern: VectorPattern("a/pass"), verdict: .bypass, reason: "was so"),
            Baseline.Entry(pattern: VectorPattern("b/crash"), verdict: .hang, reason: "was so"),
            Baseline.Entry(pattern: VectorPattern("gone"), verdict: .hang, reason: "was so"),
        ])
        let text = HumanSummary(await sampleRun().judged(by: [baseline], corpus: [])).text
        for words in [
            "1 listed in the baseline", "FIXED", "CHANGED", "STALE ENTRY", "UNLISTED SKIP", "UNCLEAN",
            "pass, but the baseline lists bypass (a/pass); remove the entry",
        ] {
            #expect(text.contains(words), "\(words) in\n\(text)")
        }
        #expect(!text.contains("BYPASS"))
    }

    @Test(arguments: [
        ("RFC7515#4.1.11", "RFC 7515, section 4.1.11", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11"),
        ("RFC7515#A.1", "RFC 7515, appendix A.1", "https://www.rfc-editor.org/rfc/rfc7515#appendix-A.1"),
        ("RFC8725", "RFC 8725", "https://www.rfc-editor.org/rfc/rfc8725"),
        ("CVE-2022-21449", "CVE-2022-21449", nil),
        ("RFCx#1", "RFCx#1", nil),
        ("", "", nil),
    ])
    func `rules have addresses`(text: String, words: String, address: String?) {
        #expect(RuleReference(text).words == words)
        #expect(RuleReference(text).address == address)
    }
}
