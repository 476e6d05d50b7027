package import JWTConformance
import ReportKit

/// The verdicts as comma-separated values (RFC 4180): a vector to a line, an implementation to a column.
package struct CSVReport {
    private let document: RunDocument

    /// Prepares the table.
    package init(_ document: RunDocument) {
        self.document = document
    }

    /// The table, its head first; a cell is empty if the vector isn't in the implementation's part of the run.
    package var text: String {
        let runs = document.implementations
        let verdicts = runs.map { run in
            Dictionary(run.cases.map { ($0.id, $0.verdict.rawValue) }) { first, _ in first }
        }
        let head = ["vector", "topic", "expected", "level", "rule"] + runs.distinctNames
        let rows = document.vectors.map { vector in
            [vector.id, vector.topic, vector.expect, vector.level.rawValue, vector.refs.first ?? ""]
                + verdicts.map { $0[vector.id] ?? "" }
        }
        return CSV.text([head] + rows)
    }
}
