/// Rows of text in columns that line up.
struct TextTable {
    /// How a column is aligned.
    enum Alignment: Hashable, Sendable { case left, right }

    private let alignments: [Alignment]
    private var rows: [[String]]

    init(_ columns: [(title: String, alignment: Alignment)]) {
        alignments = columns.map(\.alignment)
        rows = [columns.map(\.title)]
    }

    mutating func append(_ row: [String]) {
        rows.append(row)
    }

    /// The lines, the titles first; a row may have fewer cells than there are columns, and its last then runs free.
    var lines: [String] {
        let widths = alignments.indices.map { column in
            rows.filter { $0.count == alignments.count }.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                if row.count < alignments.count, column == row.count - 1 { return cell }
                let padding = String(repeating: " ", count: max(0, widths[column] - cell.count))
                return alignments[column] == .left ? cell + padding : padding + cell
            }
            let line = cells.joined(separator: "  ")
            return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
        }
    }
}
