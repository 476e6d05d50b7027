/// A table of a report, whatever the report is written in.
package struct Table: Hashable, Sendable {
    /// How a column is aligned.
    package enum Alignment: Hashable, Sendable { case left, right }

    /// A column's title and how it's aligned.
    package struct Column: Hashable, Sendable {
        package let title: String
        let alignment: Alignment

        package static func left(_ title: String) -> Column { Column(title: title, alignment: .left) }
        package static func right(_ title: String) -> Column { Column(title: title, alignment: .right) }
    }

    /// What the table shows.
    package let title: String
    /// The columns; a table without titles has no head.
    package let columns: [Column]
    /// The cells, in the columns' order; a row with fewer ends with the reason.
    package var rows: [[String]]
    /// What the table means.
    package var notes: [String] = []

    /// A table.
    package init(_ title: String, _ columns: [Column], rows: [[String]] = []) {
        self.title = title
        self.columns = columns
        self.rows = rows
    }

    /// Rows without a head, all columns to the left.
    package init(rows: [[String]]) {
        self.init("", Array(repeating: .left(""), count: rows.map(\.count).max() ?? 0), rows: rows)
    }

    private var titles: [String] { columns.map(\.title) }
    private var hasHead: Bool { columns.contains { !$0.title.isEmpty } }

    /// The table for a terminal in columns that line up, the titles first.
    ///
    /// Cells may have escape sequences for colour.
    package var lines: [String] {
        let all = (hasHead ? [titles] : []) + rows
        let widths = columns.indices.map { column in
            all.filter { $0.count == columns.count }.map { $0[column].columns }.max() ?? 0
        }
        return all.map { row in
            let cells = row.enumerated().map { column, cell in
                // The last cell of a short row runs free.
                if row.count < columns.count, column == row.count - 1 { return cell }
                return columns[column].alignment == .left
                    ? cell.padded(to: widths[column]) : cell.leftPadded(to: widths[column])
            }
            let line = cells.joined(separator: "  ")
            return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
        }
    }

    /// The lines, each ended by a line feed.
    package var text: String { lines.map { $0 + "\n" }.joined() }

    /// The table in GitHub's Markdown.
    package var markdownLines: [String] {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        let padded = rows.map { $0 + Array(repeating: "", count: columns.count - $0.count) }
        return [line(titles.map(Escape.markdown)), line(columns.map { $0.alignment == .left ? "---" : "---:" })]
            + padded.map { line($0.map(Escape.markdown)) }
    }

    /// The table in HTML; a column to the right has the class `r`.
    package var html: String {
        func cell(_ name: String, _ column: Int, _ text: String, span: Int = 1) -> String {
            let alignment = columns[column].alignment == .right && span == 1 ? " class=\"r\"" : ""
            return "<\(name)\(alignment)\(span > 1 ? " colspan=\"\(span)\"" : "")>\(Escape.markup(text))</\(name)>"
        }
        let body = rows.map { row in
            let cells = row.enumerated().map { column, text in
                cell("td", column, text, span: column == row.count - 1 ? columns.count - column : 1)
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        let head = titles.enumerated().map { cell("th", $0, $1) }.joined()
        return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(body.joined())</tbody>\n</table>"
    }
}
