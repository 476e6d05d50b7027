package import ReportKit

/// The forms that a benchmark's document can be shown in.
package enum ReportFormat: String, CaseIterable, Sendable {
    case human, markdown, csv, html, json

    /// The report of a document.
    ///
    /// - Parameters:
    ///   - document: the measurements.
    ///   - price: of one processor for one hour.
    ///   - style: how text for people is set.
    /// - Returns: the report, ended by a line feed.
    /// - Throws: an error if a number can't be represented in JSON.
    package func text(
        of document: some ReportedDocument,
        price: Double = 0.04,
        style: TextStyle = .plain
    ) throws -> String {
        switch self {
        case .human: document.report(price: price).text(style)
        case .markdown: document.report(price: price).markdown
        case .csv: CSV.text(document.csvRows)
        case .html: document.report(price: price).html
        case .json: try document.json()
        }
    }
}

/// What reports are made of: a run's document, or a comparison's.
package protocol ReportedDocument: Codable, Sendable {
    /// What there is to show.
    ///
    /// - Parameter price: of one processor for one hour.
    /// - Returns: tables, plots and what they mean.
    func report(price: Double) -> BenchmarkReport

    /// The figures, the names of the columns first.
    var csvRows: [[String]] { get }
}

extension ReportedDocument {
    /// The document as JSON, its members in the order of their names, ended by a line feed.
    ///
    /// - Throws: `EncodingError`, which a document made of measurements doesn't give cause for.
    package func json() throws -> String { try JSONText.of(self) + "\n" }
}
