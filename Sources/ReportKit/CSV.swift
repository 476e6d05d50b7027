import JWTConformance

/// Comma-separated values (RFC 4180).
package enum CSV {
    /// The rows, each ended by a carriage return and a line feed.
    package static func text(_ rows: [[String]]) -> String {
        rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A cell, in quotation marks if it needs them; one that a spreadsheet would take for a formula gets an apostrophe.
    private static func cell(_ text: String) -> String {
        // The wide forms are formulas where East Asian text is usual.
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let text = isFormula && Double(text) == nil ? "'" + text : text
        guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.spelling { $0 == "\"" ? "\"\"" : nil } + "\""
    }
}
