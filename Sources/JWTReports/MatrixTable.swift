package import JWTConformance
package import ReportKit

/// The matrix of a run for a terminal: an implementation a line, a family of vectors a column.
package struct MatrixTable {
    private let matrix: VerdictMatrix
    /// All families in one column, for when they don't fit side by side.
    private let sums: VerdictMatrix
    /// The score of each row, in percent.
    private let scores: [String]
    /// What counts as a breach, and what else there is to say.
    private let (breach, closing): (String, [String])
    private let style: TextStyle

    /// Prepares the table of a run.
    package init(_ document: RunDocument, style: TextStyle = .plain) {
        let kinds = document.kinds
        // If there are signers alone, the first part of the ids says nothing.
        matrix = VerdictMatrix(document) {
            kinds == [.sign] ? VectorRecord.request(of: $0) : VectorRecord.family(of: $0)
        }
        sums = VerdictMatrix(document) { _ in "all" }
        scores = document.implementations.map(\.summary.must.percentage)
        breach = kinds.map { kind in
            kind == .sign
                ? "signed requests whose token lets an attacker in" : "accepted tokens that let an attacker in"
        }.joined(separator: "; ")
        let splits = Split.all(in: document)
        let alone = splits.filter { ["reject", "refuse"].contains($0.vector.expect) && $0.accepts.count == 1 }
        let verbs = kinds.map { $0 == .sign ? "signed" : "accepted" }.joined(separator: " or ")
        let due = kinds.map { $0 == .sign ? "refused" : "rejected" }.joined(separator: " or ")
        closing = [
            "\(splits.count) of \(document.vectors.count) vectors split the implementations; "
                + "\(alone.count) that must be \(due) are \(verbs) by only one"
        ]
        self.style = style
    }

    /// The table with its legend, each line ended by a line feed.
    ///
    /// If the families don't fit side by side, they share one column.
    package var text: String {
        let lines = self.lines(of: matrix)
        let columns = lines.first?.columns ?? 0
        let isTooWide = style.width.map { columns > $0 } ?? false
        let table = isTooWide ? self.lines(of: sums) : lines
        let legend = style.faint(
            "!n: n \(breach); x: breakdowns; ~: otherwise not as expected; ok: all that was asked; "
                + "·: all skipped"
                + (isTooWide ? "; all: every family of vectors, shown separately from \(columns) columns" : "")
        )
        return (table + ([legend] + closing).map { style.broken($0, indent: 2) }).map { $0 + "\n" }.joined()
    }

    private func lines(of matrix: VerdictMatrix) -> [String] {
        let cells = matrix.rows.map { row in row.cells.map { style.matrixMark(Self.words($0), $0.state) } }
        let widths = matrix.topics.indices.map { column in
            max(matrix.topics[column].count, cells.map { $0[column].columns }.max() ?? 0)
        }
        // As far as the other columns leave room for names.
        let room = style.width.map { max(12, $0 - widths.reduce(9) { $0 + $1 + 2 }) } ?? Int.max
        let names = matrix.rows.map(\.name).map { name in
            matrix.topics.count > 1 || name.columns <= room ? name : name.prefix(columns: room - 1) + "…"
        }
        let scores = self.scores.map { ($0.isEmpty ? "·" : $0).leftPadded(to: 7) }
        let topics = matrix.topics.map(Table.Column.right)
        let table = Table(
            "",
            [.left("implementation")] + topics + [.right("must")],
            rows: names.indices.map { [names[$0]] + cells[$0] + [scores[$0]] }
        )
        return [style.bold(table.lines[0])] + table.lines.dropFirst()
    }

    private static func words(_ cell: VerdictMatrix.Cell) -> String {
        let (breaches, broken) = (cell.breaches, cell.breakdowns)
        let parts = [
            breaches > 0 ? "!\(breaches)" : "", broken > 0 ? "x\(broken)" : "",
            cell.unexpected - breaches - broken > 0 ? "~\(cell.unexpected - breaches - broken)" : "",
        ]
        let text = parts.joined()
        return text.isEmpty ? (cell.asked > 0 ? "ok" : "·") : text
    }
}

extension TextStyle {
    fileprivate func matrixMark(_ text: String, _ state: VerdictMatrix.State) -> String {
        switch state {
        case .clean: verdict(.pass, text)
        case .unasked: faint(text)
        case .deviant: text
        case .broken, .breached: warning(text)
        }
    }
}
