/// The document as Markdown.
package enum MarkdownReport {
    /// The tables, what they mean, and what to be wary of.
    ///
    /// - Parameters:
    ///   - document: what was measured.
    ///   - price: of one processor for one hour.
    /// - Returns: lines.
    package static func text(_ document: BenchmarkDocument, price: Double = 0.04) -> String {
        var lines = ReportTables.machine(document).map { $0 + "  " }
        for table in ReportTables.all(document, price: price) {
            lines += ["", "### \(table.title)", ""] + table.markdownLines
            if !table.notes.isEmpty { lines += [""] + table.notes }
        }
        let warnings = ReportTables.warnings(document)
        if !warnings.isEmpty { lines += [""] + warnings.map { "> \($0)" } }
        return lines.joined(separator: "\n") + "\n"
    }
}
