import ReportKit
import Statistics
import Testing

@testable import JWTWorkloads

@Suite struct ReportTests {
    @Test func `the table has a row for each scenario, and says why there is no figure`() throws {
        let text = try SampleDocument.document().report().text()
        #expect(
            text.contains("HS256      256 bits  verify           1  1,234,567        810   5,000     5,000    2.125")
        )
        #expect(text.contains("ES256      P-256     sign       no figure: its own token 3 was refused"))
        #expect(text.contains("commit 0123456789ab"))
        #expect(!text.contains("WARNING"))
        #expect(!text.contains("INCOMPLETE"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `an interrupted run is marked`() throws {
        var document = try SampleDocument.document()
        document.isComplete = false
        #expect(document.report().text().contains("INCOMPLETE"))
        #expect(document.report().html.contains("INCOMPLETE"))
    }

    @Test func `a control that strays is a warning with a remedy`() throws {
        let document = try SampleDocument.document(control: [0.9, 1.1, 1, 0.92, 1.08, 1.1, 0.9])
        #expect(NoiseWarning.lines(document).joined().contains("--rounds 101"))
        #expect(NoiseWarning.lines(try SampleDocument.document()).isEmpty)
    }

    @Test func `fields with quotes are quoted, and every line has all columns`() throws {
        let lines = CSV.text(try SampleDocument.document().csvRows).split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[1].split(separator: ",", omittingEmptySubsequences: false).count == 23)
        #expect(lines[1].hasPrefix("toy,HS256,256 bits,verify,usual,dispatch,1,1,31,4096,400,1234567.0,"))
        #expect(lines[2].hasSuffix(#","its own token 3 was refused: ""signature""""#))
    }

    @Test func `the document is read back as it was written`() throws {
        let document = try SampleDocument.whole()
        let again = try BenchmarkDocument(json: Array(document.json().utf8))
        #expect(again.schema == "jwt-assay/bench/2")
        #expect(again.isComplete)
        #expect(again.results.map(\.scenario) == document.results.map(\.scenario))
        #expect(again.results[0].figures?.slices == document.results[0].figures?.slices)
        #expect(again.latencies == document.latencies)
        #expect(again.shares == document.shares)
        #expect(again.sizes == document.sizes)
        #expect(again.instructions == document.instructions)
        #expect(again.sessions == document.sessions)
        #expect(try again.json() == document.json())
    }

    @Test(
        arguments: [
            ("[]", "it isn't a JSON object"), ("{}", "its schema is not named"),
            (#"{"schema":"jwt-assay/bench/1"}"#, "its schema is jwt-assay/bench/1"),
            (#"{"schema":"jwt-assay/bench/2"}"#, "it isn't as its schema has it"),
        ]
    )
    func `something else is no document, and why`(json: String, reason: String) {
        let error = #expect(throws: WorkloadError.self) { try BenchmarkDocument(json: Array(json.utf8)) }
        #expect(error?.description.hasPrefix(reason) == true, "\(error?.description ?? "")")
    }

    @Test func `every part of a document has its table, in every report`() throws {
        let document = try SampleDocument.whole()
        let titles = ReportTables.all(document, price: 0.1).map(\.title)
        #expect(
            titles == [
                "toy, every token verified before it was timed", "Scaling", "Cost of a million", "Break-even",
                "Latency under load", "Where a verification's time goes", "Size on the wire",
                "Instructions per operation", "Checking a request by token or by session",
            ]
        )
        let (human, markdown, html) = (
            document.report(price: 0.1).text(), document.report(price: 0.1).markdown, document.report(price: 0.1).html
        )
        for title in titles {
            #expect(human.contains(title))
            #expect(markdown.contains("### \(Escape.markdown(title))"))
            #expect(html.contains("<h2>\(Escape.markup(title))</h2>"))
        }
        for text in [human, markdown, html] {
            #expect(text.contains("saturated"))
            #expect(text.contains("no figure: nobody answers"))
            #expect(text.contains("bad-signature"))
        }
    }

    @Test func `each row of a Markdown table has all columns`() throws {
        let lines = try SampleDocument.whole().report().markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
        var columns = 0
        for line in lines {
            let count = line.count(where: { $0 == "|" })
            if line.contains("---") { #expect(count == columns) }
            columns = line.contains("---") || columns == 0 || count != columns ? count : columns
        }
        #expect(lines.count > 30)
    }

    @Test func `the page needs nothing else and shows every plot`() throws {
        let html = try SampleDocument.whole().report().html
        for title in [
            "Throughput by algorithm", "Size against time", "Scaling", "Latency by percentile",
            "Latency under load: HS256 verify", "Token or session",
        ] {
            #expect(html.contains("<h2>\(title)</h2>"), "\(title)")
        }
        for foreign in ["http://", "https://", "<script", "<link", "@import", "NaN", "inf", "nan"] {
            #expect(!html.contains(foreign), "\(foreign)")
        }
        #expect(html.count { $0 == "<" } == html.count { $0 == ">" })
    }

    @Test func `a fit needs four points, and without it there are points`() throws {
        var document = try SampleDocument.whole()
        let curve = try #require(ReportTables.curves(document).first)
        #expect(curve.points.map(\.workers) == [1, 2, 3, 4])
        #expect(curve.fit != nil)
        document.results.removeLast()
        #expect(try #require(ReportTables.curves(document).first).fit == nil)
        #expect(document.report().text().contains("points only"))
    }
}
