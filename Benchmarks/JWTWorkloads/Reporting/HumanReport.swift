/// The document as tables for a terminal.
package enum HumanReport {
    /// The tables, what they mean, and what to be wary of.
    ///
    /// - Parameters:
    ///   - document: what was measured.
    ///   - price: of one processor for one hour.
    ///   - isBold: whether titles may be set in bold by escape sequences.
    /// - Returns: lines.
    package static func text(_ document: BenchmarkDocument, price: Double = 0.04, isBold: Bool = false) -> String {
        func bold(_ text: String) -> String { isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
        var lines = ReportTables.machine(document)
        for table in ReportTables.all(document, price: price) {
            let body = table.lines
            lines += ["", bold(table.title), bold(body[0])] + body.dropFirst()
            if !table.notes.isEmpty { lines += [""] + table.notes }
        }
        lines += ReportTables.warnings(document)
        return lines.joined(separator: "\n") + "\n"
    }
}
