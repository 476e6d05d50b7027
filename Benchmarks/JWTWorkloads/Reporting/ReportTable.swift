/// A table of a report, whatever the report is written in.
package struct ReportTable: Hashable, Sendable {
    /// A column's title and how it's aligned.
    struct Column: Hashable, Sendable {
        let title: String
        let alignment: TextTable.Alignment

        static func left(_ title: String) -> Column { Column(title: title, alignment: .left) }
        static func right(_ title: String) -> Column { Column(title: title, alignment: .right) }
    }

    let title: String
    let columns: [Column]
    /// The cells, in the columns' order; a row with fewer ends with words on why there are no more.
    var rows: [[String]] = []
    /// What the table means.
    var notes: [String] = []

    init(_ title: String, _ columns: [Column]) {
        self.title = title
        self.columns = columns
    }

    /// The table for a terminal, without its title.
    var lines: [String] {
        var table = TextTable(columns.map { ($0.title, $0.alignment) })
        for row in rows { table.append(row) }
        return table.lines
    }

    /// The table in Markdown, without its title.
    var markdownLines: [String] {
        func line(_ cells: [String]) -> String {
            "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        let padded = rows.map { $0 + Array(repeating: "", count: columns.count - $0.count) }
        return [line(columns.map(\.title)), line(columns.map { $0.alignment == .left ? "---" : "---:" })]
            + padded.map(line)
    }
}
