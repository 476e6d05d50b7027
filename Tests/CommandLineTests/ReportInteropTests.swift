import FoundationEssentials
import Testing

/// Who takes whose tokens is a section of the HTML report, and of no other.
@Suite(.timeLimit(.minutes(5))) struct ReportInteropTests {
    private let corpus: SmallCorpus

    init() throws {
        corpus = try SmallCorpus()
    }

    private func documents() async throws -> (run: String, interop: String) {
        let run = "\(corpus.path)/run"
        let interop = "\(corpus.path)/interop"
        let asked = try await CommandLine.assay(
            ["run", "reference", "--vectors", corpus.path, "--format", "json", "--output", run]
        )
        #expect(asked.code <= 1, "\(asked.talk)")
        let signed = try await CommandLine.assay(["interop", "reference", "--format", "json", "--output", interop])
        #expect(signed.code == 0, "\(signed.talk)")
        return (run, interop)
    }

    @Test func `an interop document becomes a section`() async throws {
        let (run, interop) = try await documents()
        let made = try await CommandLine.assay(["report", interop, run, "--format", "html"])
        #expect(made.code == 0, "\(made.talk)")
        #expect(made.output.contains(#"<section id="interop">"#))
        #expect(made.output.contains("<th scope=\"row\">reference 1</th><td class=\"clean\">✓"))
        let without = try await CommandLine.assay(["report", run, "--format", "html"])
        #expect(!without.output.contains(#"<section id="interop">"#))
    }

    @Test func `a format without interop results says so`() async throws {
        let (run, interop) = try await documents()
        let made = try await CommandLine.assay(["report", run, interop, "--format", "junit"])
        #expect(made.code == 64)
        #expect(made.talk.contains("junit doesn't show interop results; use --format html"))
        #expect(made.output.isEmpty)
    }

    @Test func `a truncated document is reported`() async throws {
        let (run, _) = try await documents()
        let file = try corpus.write("cut", #"{"schema":"jwt-assay/interop/1","rows":[]}"#)
        let made = try await CommandLine.assay(["report", run, file])
        #expect(made.code == 64)
        #expect(made.talk.contains("can't be read as interop results (written with interop --format json)"))
    }

    /// Whoever wrote the document: no escape sequence of theirs reaches a terminal or turns a page's text around.
    @Test func `text from outside is made printable`() async throws {
        let (run, _) = try await documents()
        let name = #""name" : "reference""#
        let text = corpus.read("interop")
        #expect(text.contains(name))
        let file = try corpus.write(
            "hostile",
            text.replacing(name, with: #""name" : "\u001b[2J\u202eowned\u0007""#)
        )
        let made = try await CommandLine.assay(["report", run, file])
        #expect(made.code == 0, "\(made.talk)")
        #expect(made.output.contains("owned"))
        for scalar: Unicode.Scalar in ["\u{1B}", "\u{202E}", "\u{7}"] {
            #expect(!made.output.unicodeScalars.contains(scalar), "\(scalar.value)")
        }
        let refused = try await CommandLine.assay([
            "report", run,
            corpus.write("bent", text.replacing(#""complete" : true"#, with: #""complete" : "\u001b[2J""#)),
        ])
        #expect(refused.code == 64)
        #expect(!refused.talk.unicodeScalars.contains("\u{1B}"))
    }

    /// A row that names nobody would be looked up all the same.
    @Test(arguments: [
        (
            #"{"algorithm":"HS256","signer":1,"isSkipped":true,"verifications":[]}"#,
            "signer 1, which isn't a participant"
        ),
        (
            #"{"algorithm":"HS256","signer":-1,"isSkipped":true,"verifications":[]}"#,
            "signer -1, which isn't a participant"
        ),
        (
            #"{"algorithm":"HS256","signer":0,"isSkipped":false,"verifications":[{"outcome":"accepted"},{"outcome":"error"}]}"#,
            "2 verifications; expected 1"
        ),
    ])
    func `an interop row without a participant is rejected`(_ row: String, _ reason: String) async throws {
        let (run, _) = try await documents()
        let file = try corpus.write(
            "stranger",
            """
            {"schema":"jwt-assay/interop/1","suite":{"version":"1","corpus":"c","started":"2026-01-01T00:00:00Z"},
             "complete":true,"participants":[{"label":"a"}],"rows":[\(row)]}
            """
        )
        let made = try await CommandLine.assay(["report", run, file])
        #expect(made.code == 64)
        #expect(made.talk.contains(reason), "\(made.talk)")
    }

    @Test func `interop results alone make no report`() async throws {
        let (_, interop) = try await documents()
        let made = try await CommandLine.assay(["report", interop])
        #expect(made.code == 64)
        #expect(made.talk.contains("no run was given"))
    }
}
