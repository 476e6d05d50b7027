package import JWTConformance

/// The verdicts as comma-separated values (RFC 4180): a vector to a line, an implementation to a column.
package struct CSVReport {
    private let document: RunDocument

    /// Prepares the table.
    package init(_ document: RunDocument) {
        self.document = document
    }

    /// The table, its head first; a cell is empty where the vector isn't in the implementation's part of the run.
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
        return ([head] + rows).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A cell in quotation marks where it needs them; one that a spreadsheet would take for a formula has an apostrophe.
    private static func cell(_ text: String) -> String {
        // By scalars here too. The wide forms are formulas where East Asian text is usual.
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let text = isFormula ? "'" + text : text
        // A quotation mark with an accent behind it is one all the same.
        guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
