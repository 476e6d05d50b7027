import FoundationEssentials
import Testing

/// How clients fetch keys is a section of the reports in HTML and Markdown, and a report on its own.
@Suite(.timeLimit(.minutes(5))) struct ReportKeysTests {
    private static let document = #"""
        {"schema":"jwt-assay/key-run/1","version":"1","started":"2026-11-30T00:00:00Z","complete":true,
         "scenarios":[{"id":"keys/cache/a","title":"One","loses":"all","refs":["RFC 9111"],"steps":[
           {"id":"first","summary":"the first","token":{"key":"a"},"expect":"accept","level":"must"}]}],
         "clients":[{"label":"exec:a","options":"default",
           "implementation":{"name":"A","version":"1","language":"C"},"steps":[
             {"id":"keys/cache/a/first","verdict":"outage","answers":{"reject":1},"requests":{"jwks":1}}]}]}
        """#
    private let corpus: SmallCorpus
    private let keys: String

    init() throws {
        corpus = try SmallCorpus()
        keys = try corpus.write("keys", Self.document)
    }

    private func run() async throws -> String {
        let file = "\(corpus.path)/run"
        let arguments = ["run", "reference", "--vectors", corpus.path, "--format", "json", "--output", file]
        #expect(try await CommandLine.assay(arguments).code <= 1)
        return file
    }

    @Test(arguments: [("html", #"<section id="keys">"#), ("markdown", "## Keys over HTTP")])
    func `a document becomes a section, or a report on its own`(_ format: String, _ mark: String) async throws {
        let run = try await run()
        for paths in [[run, keys], [keys, run], [keys]] {
            let made = try await CommandLine.assay(["report"] + paths + ["--format", format])
            #expect(made.code == 0, "\(made.talk)")
            #expect(made.output.contains(mark))
        }
        #expect(!(try await CommandLine.assay(["report", run, "--format", format]).output.contains(mark)))
    }

    @Test(arguments: ["junit", "csv", "badge", "claims"])
    func `a format without such a section says so`(_ format: String) async throws {
        let run = try await run()
        for paths in [[run, keys], [keys]] {
            let made = try await CommandLine.assay(["report"] + paths + ["--format", format])
            #expect(made.code == 64)
            #expect(made.talk.contains("\(format) doesn't show how clients fetch keys; use --format html"))
        }
    }

    @Test(arguments: [
        ("\"clients\":[", "\"clients\":7,\"x\":["), ("\"jwks\":1", "\"jwks\":-1"), ("\"outage\"", "\"\\u001b[31m\""),
    ])
    func `a document that can't be true is reported`(_ old: String, _ new: String) async throws {
        let file = try corpus.write("odd", Self.document.replacing(old, with: new))
        let made = try await CommandLine.assay(["report", file])
        #expect(made.code == 64)
        #expect(made.talk.contains("can't be read as the document of a run of `jwt-assay keys --format json`"))
        #expect(!made.talk.contains("\u{1B}"))
    }
}
