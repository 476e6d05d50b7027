import FoundationEssentials
import JWTConformance
import JWTReports
import Testing

/// The parts of the page below the matrix: attacks, sequences, interop, coverage.
@Suite struct HTMLSectionTests {
    /// A run with requirements and classes of attacks, some of which it asks nothing about.
    private func document() async throws -> RunDocument {
        let requirements = [
            try Requirement(id: "RFC7515#5.2-1", level: .must, text: "It <b>refuses</b>.", testable: [.reject]),
            try Requirement(id: "RFC7515#5.2-2", level: .must, text: "It signs.", testable: [.sign]),
            try Requirement(
                id: "RFC7517#9-1",
                level: .must,
                text: "It keeps keys.",
                testable: [.none],
                reason: "Nobody sees it."
            ),
            try Requirement(id: "RFC7519#4-1", level: .should, text: "It reads claims.", testable: [.accept]),
        ]
        let classes = [
            try AttackClass(
                id: "forms/bypass",
                title: "a <forged> token",
                sources: ["RFC8725#3.2", "CVE-2015-9235", "GHSA-88q6-jcjg-hvmw"],
                vectors: [VectorPattern("a/bypass"), VectorPattern("a/pass")],
                note: "the rest of it"
            ),
            try AttackClass(
                id: "forms/time",
                title: "how long it takes",
                sources: ["RFC8725#3.2"],
                notTestable: "a clock <outside>"
            ),
        ]
        let vectors = [Vector.sample("a/pass", ref: "RFC7515#5.2-1"), .sample("a/bypass", ref: "RFC7515#5.2-1")]
        let corpus = try Corpus(vectors: vectors, requirements: requirements)
        return await sampleRun(vectors: vectors)
            .citing(requirements, attacks: AttackCoverage(corpus, classes: classes))
    }

    private func data(_ document: RunDocument) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(try HTMLReport(document).data().utf8))
    }

    @Test func `attack classes say whom they get through`() async throws {
        let document = try await document()
        let html = try HTMLReport(document).text()
        #expect(html.contains(##"data-query="attack=forms/bypass"><th scope="row"><a href="#a/forms/bypass">"##))
        #expect(
            html.contains(
                "a &lt;forged&gt; token</a></th><td class=\"n\"><small>2</small></td><td class=\"breached\">✕1"
            )
        )
        #expect(html.contains("how long it takes: a clock &lt;outside&gt;"))
        let attack = try #require(data(document)["attacks"]?.arrayValue?.first)
        #expect(attack["vectors"]?.arrayValue == [.integer(0), .integer(1)])
        #expect(
            attack["sources"]?.arrayValue?.last?["address"]?.stringValue
                == "https://github.com/advisories/GHSA-88q6-jcjg-hvmw"
        )
    }

    @Test func `requirements without a vector say why`() async throws {
        let html = try HTMLReport(try await document()).text()
        #expect(
            html.contains(
                "1 of 4 requirements have vectors in this run; "
                    + "1 are about signing, which a run doesn&#39;t test; 1 "
            )
        )
        #expect(html.contains("It &lt;b&gt;refuses&lt;/b&gt;."))
        #expect(html.contains("<small>for signers</small>"))
        #expect(html.contains("Not testable: Nobody sees it."))
        #expect(html.contains("<small>not asked</small>"))
        #expect(html.contains(##"<a href="#q/rule=RFC7515#5.2-1&amp;verdict=wrong">1 of 1</a>"##))
    }

    @Test func `a run without attacks or sequences has no section for them`() async throws {
        let html = try HTMLReport(await sampleRun()).text()
        for section in ["attacks", "sequences", "interop"] { #expect(!html.contains("<section id=\"\(section)\">")) }
    }

    @Test func `each sequence has a row`() async throws {
        let one = Vector.sample("s/one/pass", sequence: "s/<row>")
        let two = Vector.sample("s/two/bypass", sequence: "s/<row>", after: [one.question])
        let capabilities = Capabilities(algorithms: ["HS256"], policy: ["algorithms"], sequences: true)
        let verifier = ScriptedVerifier(capabilities: capabilities)
        let html = try HTMLReport(await sampleRun([verifier], vectors: [one, two])).text()
        #expect(html.contains(##"data-query="sequence=s/&lt;row&gt;"><th scope="row"><a href="#s/s/&lt;row&gt;">"##))
        #expect(html.contains("<small>2</small></td><td class=\"breached\">✕1"))
    }

    private func interop(_ name: String) throws -> InteropDocument {
        let name = String(decoding: try JSONEncoder().encode(name), as: UTF8.self)
        let text = """
            {"schema":"jwt-assay/interop/1","complete":false,
             "suite":{"version":"1","corpus":"fnv1a-128:0","started":""},
             "participants":[
              {"label":"reference","implementation":{"name":"reference","version":"1","language":"Swift"}},
              {"label":"exec:it","implementation":{"name":\(name),"version":"2","language":"C"}},
              {"label":"exec:gone","detail":"no such file"}],
             "rows":[
              {"algorithm":"HS256","signer":0,"token":"e.e.s","isSkipped":false,"verifications":[
               {"outcome":"accepted"},{"outcome":"refused","detail":"it's <odd>"},{"outcome":"skipped"}]},
              {"algorithm":"ES256","signer":0,"token":"f.f.s","isSkipped":false,"verifications":[
               {"outcome":"accepted"},{"outcome":"accepted"},{"outcome":"skipped"}]},
              {"algorithm":"HS256","signer":1,"isSkipped":false,"detail":"no key","verifications":[]},
              {"algorithm":"ES256","signer":1,"isSkipped":true,"verifications":[]}]}
            """
        return try JSONDecoder().decode(InteropDocument.self, from: Data(text.utf8))
    }

    @Test func `interop is a matrix of signers and verifiers`() async throws {
        let interop = try interop("It")
        let html = try HTMLReport(await sampleRun(), interop: [interop]).text()
        let row = #"<th scope="row">reference 1</th><td class="clean">✓2</td>"#
        #expect(
            html.contains(
                row + ##"<td class="deviant"><a href="#interop-1">△1/2</a></td><td class="unasked">–</td>"##
            )
        )
        #expect(html.contains(#"id="interop-1""#))
        #expect(html.contains("it&#39;s &lt;odd&gt;"))
        #expect(html.contains("<b>It 2</b> signed no token with <b>HS256</b>: no key"))
        #expect(html.contains("exec:gone could not be run: no such file"))
        #expect(html.contains("The run was interrupted"))
        #expect(html.contains("jwt-assay interop exec:it exec:gone"))
        let matrix = InteropMatrix(interop)
        #expect(matrix.cells[0].map(\.accepted) == [2, 1, 0])
        #expect(matrix.failures.map(\.signer) == [1])
    }

    /// Each of several documents has a section, and no place in one has the name of a place in another.
    @Test func `each interop document has a section`() async throws {
        let interop = try interop("It")
        let html = try HTMLReport(await sampleRun(), interop: [interop, interop]).text()
        for anchor in ["interop", "interop-1", "interop.2", "interop.2-1"] {
            #expect(html.ranges(of: "id=\"\(anchor)\"").count == 1, "\(anchor)")
        }
        for anchor in ["interop-1", "interop.2-1"] {
            #expect(html.ranges(of: "<a href=\"#\(anchor)\">").count == 1, "\(anchor)")
        }
    }

    /// What a terminal would obey, or what turns the words around, is spelled out; the token isn't touched.
    @Test func `what cannot be printed is escaped`() throws {
        let text = #"""
            {"schema":"jwt-assay/interop/1","complete":true,"suite":{"version":"1","corpus":"","started":""},
             "participants":[{"label":"a\u202eb","detail":"\u001b[2J"}],
             "rows":[{"algorithm":"HS\u0007","signer":0,"token":"e.\u202e.s","isSkipped":false,"verifications":[]}]}
            """#
        let document = try InteropDocument(json: Array(text.utf8))
        #expect(document.participants[0].label == #"a\u{202E}b"#)
        #expect(document.participants[0].detail == #"\u{1B}[2J"#)
        #expect(document.rows[0].algorithm == #"HS\u{7}"#)
        #expect(document.rows[0].token == "e.\u{202E}.s")
    }

    @Test(arguments: ["</script><script>alert(1)</script>", "\"\u{301} onmouseover=alert(1) x=\"", "<\u{338}b>"])
    func `what a signer says is never markup`(name: String) async throws {
        let html = try HTMLReport(await sampleRun(), interop: [try interop(name)]).text()
        let plain = try HTMLReport(await sampleRun(), interop: [try interop("It")]).text()
        func tags(_ text: String) -> Int { text.unicodeScalars.count { $0 == "<" } }
        func quotes(_ text: String) -> Int { text.unicodeScalars.count { $0 == "\"" } }
        #expect(tags(html) == tags(plain))
        #expect(quotes(html) == quotes(plain))
    }

    /// A position that isn't there is passed over: documents come from files.
    @Test func `a position without a participant is ignored`() throws {
        let text = """
            {"schema":"jwt-assay/interop/1","complete":true,
             "suite":{"version":"1","corpus":"","started":""},"participants":[{"label":"a"}],
             "rows":[{"algorithm":"HS256","signer":7,"token":"e.e.s","isSkipped":false,"verifications":[{"outcome":"accepted"}]},
              {"algorithm":"HS256","signer":-1,"isSkipped":false,"verifications":[]}]}
            """
        let matrix = InteropMatrix(try JSONDecoder().decode(InteropDocument.self, from: Data(text.utf8)))
        #expect(matrix.cells.map { $0.map(\.asked) } == [[0]])
        #expect(matrix.failures.isEmpty)
    }
}
