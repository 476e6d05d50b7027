import FoundationEssentials
import JWTConformance
import JWTReports
import Testing

@Suite struct HTMLReportTests {
    private func data(_ document: RunDocument) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(try HTMLReport(document).data().utf8))
    }

    @Test func theMatrixAndTheListsStandInTheFile() async throws {
        let html = try HTMLReport(await sampleRun()).text()
        #expect(html.contains("<h1>Scripted 1.0 against the JWT RFCs</h1>"))
        #expect(
            html.contains(
                "1 of 4 vectors about a MUST are as the RFCs have it, with 1 bypass (1 on signature, algorithm or key) and"
            )
        )
        #expect(html.contains(##"data-query="topic=a"><th scope="row"><a href="#q/topic=a">a</a>"##))
        #expect(html.contains(#"<td class="breached">✕1</td>"#))
        #expect(html.contains(##"<a href="#v/a/bypass"><b>a &lt;sample&gt;</b>"##))
        #expect(html.contains("let in by</em> Scripted 1.0"))
        #expect(!html.contains("src=\"http"))
    }

    @Test func theDataHasALetterAndAnAnswerForEachVector() async throws {
        let data = try data(await sampleRun())
        let implementation = try #require(data["implementations"]?.arrayValue?.first)
        #expect(implementation["v"]?.stringValue == "pBCUs")
        let numbers = try #require(implementation["a"]?.arrayValue)
        let answers = try #require(data["answers"]?.arrayValue)
        let last = try #require(numbers.last)
        guard case .integer(let position) = last else { throw CancellationError() }
        #expect(answers[Int(position)].arrayValue?.last?.stringValue == "(key:odd)")
        #expect(data["vectors"]?.arrayValue?.count == 5)
    }

    /// Among them a quotation mark and an angle bracket that are one character with the accent behind them.
    @Test(arguments: [
        "</script><script>alert(1)</script>", "<!--", "\"\u{301} onmouseover=alert(1) x=\"", "<\u{338}b>", "a'b&c",
    ])
    func whatAVerifierSaysIsNeverMarkup(words: String) async throws {
        let html = try HTMLReport(await run(saying: words)).text()
        #expect(html.components(of: "<script").count == 3)
        #expect(html.components(of: "</script>").count == 3)
        #expect(!html.unicodeScalars.contains { $0 == "\u{301}" || $0 == "\u{338}" } || !html.holdsRaw(words))
    }

    @Test func severalRunsOfACorpusBecomeOne() async throws {
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
        #expect(implementations?.compactMap { $0["v"]?.stringValue } == ["pBC..", "..CUs"])
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
