import JWTConformance
import ReportKit
import Testing

@Suite struct ReportKitTests {
    /// A quotation mark with an accent behind it is another character than a quotation mark.
    @Test func `signs are escaped whatever stands behind them`() {
        #expect(
            Escape.markup("\"\u{301}<\u{301}'\u{301}&\u{1B}\u{FFFE}") == "&quot;\u{301}&lt;\u{301}&#39;\u{301}&amp;"
        )
        #expect(Escape.markdown("|\u{301}*\n<") == "\\|\u{301}\\* &lt;")
        #expect(Escape.workflowCommand("a\r\n:,%", isProperty: true) == "a%0D%0A%3A%2C%25")
        #expect(Escape.workflowCommand("a:\u{301},") == "a:\u{301},")
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("\"\u{301}", "\"\"\"\u{301}\""), ("=1+1", "'=1+1"), ("-0.5", "-0.5"),
        ("-cmd", "'-cmd"), ("＝x", "'＝x"), ("a\r\nb", "\"a\r\nb\""),
    ])
    func `a cell is quoted where it needs it`(cell: String, text: String) {
        #expect(CSV.text([[cell]]) == text + "\r\n")
    }

    @Test func `a table is the same in every form`() {
        let table = Table(
            "t",
            [.left("名前"), .right("n"), .left("why")],
            rows: [["a|b", "1", "<x>"], ["long name", "no figure, for a longer reason"]]
        )
        #expect(table.lines == ["名前  n  why", "a|b   1  <x>", "long name  no figure, for a longer reason"])
        #expect(
            table.markdownLines == [
                "| 名前 | n | why |", "| --- | ---: | --- |", "| a\\|b | 1 | &lt;x&gt; |",
                "| long name | no figure, for a longer reason |  |",
            ]
        )
        #expect(table.html.contains("<td>a|b</td><td class=\"r\">1</td><td>&lt;x&gt;</td>"))
        #expect(table.html.contains("<td>long name</td><td colspan=\"2\">no figure, for a longer reason</td>"))
        #expect(Table(rows: [["a", "b"], ["ccc", "d"]]).text == "a    b\nccc  d\n")
    }
}
