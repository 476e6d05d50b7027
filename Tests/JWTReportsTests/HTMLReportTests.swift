import FoundationEssentials
import JWTConformance
import JWTReports
import Testing

@Suite struct HTMLReportTests {
    private func data(_ document: RunDocument) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(try HTMLReport(document).data().utf8))
    }

    @Test func `the matrix and the lists stand in the file`() async throws {
        let html = try HTMLReport(await sampleRun()).text()
        #expect(html.contains("<h1>Scripted 1.0 against the JWT RFCs</h1>"))
        #expect(
            html.contains(
                "Asked 4 of 5: 1 unclassified bypass, 2 denials of service; 0 valid tokens rejected; 1 of 4 MUST vectors"
            )
        )
        #expect(html.contains(##"data-query="topic=a"><th scope="row"><a href="#q/topic=a">a</a>"##))
        #expect(html.contains(#"<td class="breached">✕1</td>"#))
        #expect(html.contains(##"<a href="#v/a/bypass"><b>a &lt;sample&gt;</b>"##))
        #expect(html.contains("accepted by</em> Scripted 1.0"))
        #expect(!html.contains("src=\"http"))
    }

    @Test func `the data have a letter and an answer for each vector`() async throws {
        let data = try data(await sampleRun())
        let implementation = try #require(data["implementations"]?.arrayValue?.first)
        #expect(implementation["verdicts"]?.stringValue == "pBCUs")
        let numbers = try #require(implementation["answers"]?.arrayValue)
        let answers = try #require(data["answers"]?.arrayValue)
        let last = try #require(numbers.last)
        guard case .integer(let position) = last else { throw CancellationError() }
        #expect(answers[Int(position)]["text"]?.stringValue == "(key:jwk-without-pem)")
        #expect(data["vectors"]?.arrayValue?.compactMap { $0["id"]?.stringValue } == Vector.samples.map(\.id))
    }

    @Test func `the verdicts are the rows of the table, the worst first`() async throws {
        let rows = try #require(data(await sampleRun())["verdicts"]?.arrayValue)
        let ofVerifiers = VerdictRow.all.map(\.verdict).filter { $0.isPossible(for: .verify) }
        #expect(rows.compactMap { $0["name"]?.stringValue } == ofVerifiers.map(\.rawValue))
        #expect(rows.map { $0["isWrong"] } == ofVerifiers.map { .bool($0.isWrong) })
        #expect(Set(rows.compactMap { $0["letter"]?.stringValue }).count == ofVerifiers.count)
    }

    @Test func `every verdict is in a number of an implementation's page, or as expected`() async throws {
        let filters = try #require(data(await sampleRun())["filters"]?.arrayValue)
        let counted = filters.filter { $0["tile"] != nil && $0["mark"] == nil }
        let names = counted.flatMap { $0["verdicts"]?.arrayValue ?? [] }.compactMap(\.stringValue)
        let due = Verdict.allCases.filter { $0.isPossible(for: .verify) && ($0.isWrong || $0.family == .unasked) }
        #expect(Set(names) == Set(due.map(\.rawValue)))
    }

    @Test func `every filter that a link names is in the data`() async throws {
        let html = try HTMLReport(await sampleRun()).text()
        let filters = try #require(data(await sampleRun())["filters"]?.arrayValue).compactMap {
            $0["name"]?.stringValue
        }
        #expect(Set(filters).count == filters.count)
        let named = html.components(of: "verdict=").dropFirst().map { $0.prefix { $0.isLetter || $0 == "-" } }
            .filter { !$0.isEmpty }
        #expect(named.count > 5)
        for name in named { #expect(filters.contains(String(name))) }
        let inScript = html.components(of: "verdict: '").dropFirst().map { $0.prefix { $0 != "'" } }
        #expect(inScript.count > 3)
        for name in inScript { #expect(filters.contains(String(name))) }
    }

    /// Among them a quotation mark and an angle bracket that are one character with the accent behind them.
    @Test(arguments: [
        "</script><script>alert(1)</script>", "<!--", "\"\u{301} onmouseover=alert(1) x=\"", "<\u{338}b>", "a'b&c",
    ])
    func `what a verifier says is never markup`(words: String) async throws {
        let html = try HTMLReport(await run(saying: words)).text()
        #expect(html.components(of: "<script").count == 3)
        #expect(html.components(of: "</script>").count == 3)
        #expect(!html.unicodeScalars.contains { $0 == "\u{301}" || $0 == "\u{338}" } || !html.holdsRaw(words))
    }

    @Test func `several runs of a corpus become one`() async throws {
        let one = await sampleRun([ScriptedVerifier()], vectors: Array(Vector.samples.prefix(3)))
        let candidate = NamedVerifier(label: "other", verifier: ScriptedVerifier(name: "Other"))
        let two = await Runner().run(
            Array(Vector.samples.suffix(3)),
            verifiers: [candidate],
            description: one.suite
        )
        let merged = try RunDocument(merging: [one, two])
        #expect(merged.vectors.map(\.id) == Vector.samples.map(\.id))
        let implementations = try data(merged)["implementations"]?.arrayValue
        #expect(implementations?.compactMap { $0["verdicts"]?.stringValue } == ["pBC..", "..CUs"])
        #expect(throws: RunMergeError.twice(label: "exec:./it 0")) { try RunDocument(merging: [one, one]) }
        #expect(throws: RunMergeError.nothing) { try RunDocument(merging: []) }
        let other = await Runner().run([.sample("a/b")], verifiers: [candidate])
        #expect(throws: RunMergeError.corpora(["", "fnv1a-128:0"])) { try RunDocument(merging: [one, other]) }
    }
}

extension String {
    fileprivate func components(of part: String) -> [Substring] {
        split(separator: part, omittingEmptySubsequences: false)
    }

    /// Whether the scalars stand in the text just so, and outside JSON.
    fileprivate func holdsRaw(_ words: String) -> Bool {
        let wanted = Array(words.unicodeScalars)
        let body = prefix(upTo: firstRange(of: #"id="data">"#)?.lowerBound ?? endIndex)
        return Array(body.unicodeScalars).firstRange(of: wanted) != nil
    }
}
