import FoundationEssentials
import JWTConformance
import JWTReports
import Testing

/// The report on clients that fetch keys.
struct KeyRunReportTests {
    private static let document = #"""
        {"schema":"jwt-assay/key-run/1","version":"1","started":"2026-11-30T00:00:00Z","complete":true,
         "scenarios":[{"id":"keys/cache/a","title":"One <fetch>","loses":"all & everything","refs":["RFC 9111"],"steps":[
           {"id":"first","summary":"the first","token":{"key":"a"},"expect":"accept","requests":{"jwks":[1,1]},"level":"must"},
           {"id":"second","summary":"the second","token":{"key":"a"},"expect":"accept","level":"info"}]}],
         "clients":[
           {"label":"exec:a","options":"default","implementation":{"name":"A<b>","version":"1","language":"C"},"steps":[
             {"id":"keys/cache/a/first","verdict":"flood","detail":"7 requests for jwks; expected at most 1","answers":{"accept":1},"requests":{"jwks":7},"wire":["https GET jwks → 200, 41 octets"]},
             {"id":"keys/cache/a/second","verdict":"recorded","answers":{"reject":1},"requests":{}}]},
           {"label":"exec:a","options":"recommended","implementation":{"name":"A<b>","version":"1","language":"C"},"steps":[
             {"id":"keys/cache/a/first","verdict":"pass","answers":{"accept":1},"requests":{"jwks":1}},
             {"id":"keys/cache/a/second","verdict":"skipped","detail":"needs policy:keyElapsed","answers":{},"requests":{}}]},
           {"label":"exec:none","options":"default","detail":"it can't be started","steps":[]}]}
        """#

    private let run: KeyRunDocument

    init() throws {
        run = try KeyRunDocument(json: Array(Self.document.utf8))
    }

    @Test func `the text lists each failing step and counts the verdicts`() {
        let text = KeyRunReport(run).text()
        #expect(text.contains("flood  keys/cache/a/first: 7 requests for jwks; expected at most 1"))
        #expect(text.contains("A<b> 1, recommended"))
        #expect(text.contains("could not be run: it can't be started"))
        #expect(text.contains("1 scenarios, 2 steps"))
        #expect(!text.contains("keys/cache/a/second"))
        #expect(!KeyRunReport(run).text(isQuiet: true).contains("keys/cache/a/first"))
    }

    @Test func `what a baseline lists isn't listed again`() throws {
        var run = run
        run.clients[0].steps[0].listed = true
        #expect(!KeyRunReport(run).text().contains("keys/cache/a/first"))
    }

    @Test func `Markdown has a row for each client, with requests`() {
        let rows = KeyRunReport(run).markdown.split(separator: "\n")
        #expect(rows.contains { $0.contains("1/2 7f") && $0.hasPrefix("| A") })
        #expect(rows.contains { $0.contains("0/1 1f") })
    }

    /// The page on its own, and the section of a report.
    private func pages() async throws -> [String] {
        [KeyRunPage([run]).html, try HTMLReport(await sampleRun(), keys: [run]).text()]
    }

    @Test func `pages show each step with its requests, and escape what they're given`() async throws {
        for html in try await pages() {
            #expect(html.contains("A&lt;b&gt; 1, recommended"))
            #expect(html.contains("One &lt;fetch&gt;"))
            #expect(html.contains("all &amp; everything"))
            #expect(html.contains("id=\"keys/cache/a\""))
            #expect(html.contains("<code>https GET jwks → 200, 41 octets</code>"))
            #expect(html.contains("<small>6 more</small>"))
            #expect(!html.contains("A<b>"))
        }
    }

    @Test func `each finding has its severity, its clients and what is lost`() async throws {
        for html in try await pages() {
            #expect(html.contains("△ flood</span> more requests than there should be <small>1 step</small>"))
            #expect(html.contains("exec:none could not be run: it can&#39;t be started."))
        }
    }

    @Test func `links to a scenario have a target`() async throws {
        for html in try await pages() {
            for anchor in html.matches(of: #/href="#(keys[^"]*)"/#).map(\.output.1) {
                #expect(html.contains("id=\"\(anchor)\""), "\(anchor)")
            }
        }
    }

    @Test func `two documents have their own anchors`() {
        let html = KeyRunPage([run, run]).html
        #expect(html.contains("id=\"keys/cache/a\"") && html.contains("id=\"keys/cache/a.2\""))
    }

    @Test func `a summary for a pull request ends with the clients that fetch keys`() async throws {
        let text = try ReportFormat.markdown.text(of: await sampleRun(), keys: [run])
        #expect(text.contains("## Keys over HTTP"))
    }

    @Test(arguments: [
        ("key-run/1", "key-run/2"), ("\"jwks\":7", "\"jwks\":-1"), ("\"jwks\":7", "\"jwks\":9223372036854775807"),
        ("\"accept\":1", "\"accept\":9223372036854775807"),
    ])
    func `a document of another kind, or with counts that can't be true, is an error`(_ old: String, _ new: String) {
        #expect(throws: KeyRunError.self) {
            try KeyRunDocument(json: Array(Self.document.replacing(old, with: new).utf8))
        }
    }
}
