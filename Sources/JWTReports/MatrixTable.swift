package import JWTConformance

/// The matrix of a run for a terminal: an implementation a line, a family of vectors a column.
package struct MatrixTable {
    private let matrix: VerdictMatrix
    /// The score of each row, in percent.
    private let scores: [String]
    /// What counts as a breach, and what else there is to say.
    private let (breach, closing): (String, [String])
    private let style: TextStyle

    /// Prepares the table of a run.
    package init(_ document: RunDocument, style: TextStyle = .plain) {
        matrix = VerdictMatrix(document, topic: VectorRecord.family(of:))
        scores = document.implementations.map(\.summary.must.percentage)
        let splits = Split.all(in: document)
        let alone = splits.filter { $0.vector.expect == "reject" && $0.accepts.count == 1 }
        breach = "accepted that must be refused, or another payload handed back"
        closing = [
            "\(splits.count) of \(document.vectors.count) vectors split the implementations; "
                + "\(alone.count) that have to be refused are accepted by a single one"
        ]
        self.style = style
    }

    /// Prepares the table of a run of sign vectors.
    package init(_ document: SignRunDocument, style: TextStyle = .plain) {
        matrix = VerdictMatrix(document)
        scores = document.implementations.map(\.must.percentage)
        breach = "signed that must be refused, or another token made than was asked for"
        closing = []
        self.style = style
    }

    /// The table with its legend, each line ended by a line feed.
    package var text: String {
        let names = matrix.rows.map(\.name)
        let width = max(names.map(\.count).max() ?? 0, "implementation".count)
        let cells = matrix.rows.map { $0.cells.map(Self.words) }
        let widths = matrix.topics.indices.map { column in
            max(matrix.topics[column].count, cells.map { $0[column].count }.max() ?? 0)
        }
        let header = zip(matrix.topics, widths).map { $0.leftPadded(to: $1) }
        var lines = [style.bold((["implementation".padded(to: width)] + header + ["  must"]).joined(separator: "  "))]
        for (position, row) in matrix.rows.enumerated() {
            let marks = row.cells.indices.map { column in
                style.matrixMark(cells[position][column].leftPadded(to: widths[column]), row.cells[column].state)
            }
            let score = scores[position].isEmpty ? "·" : scores[position]
            lines.append(([row.name.padded(to: width)] + marks + [score.leftPadded(to: 6)]).joined(separator: "  "))
        }
        lines.append(
            style.faint(
                "!n: n \(breach); x: crashes or hangs; ~: otherwise not as expected; ok: all that was asked; "
                    + "·: nothing was asked"
            )
        )
        return (lines + closing).map { $0 + "\n" }.joined()
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
