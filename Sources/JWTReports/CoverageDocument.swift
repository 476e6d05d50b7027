package import JWTConformance
import ReportKit

/// The matrix of requirements and vectors as JSON (`jwt-assay/coverage/1`).
package struct CoverageDocument: Encodable {
    private struct Row: Encodable {
        let id: String
        let level: Requirement.Level
        let text: String
        let testable: [Requirement.Side]
        let reason: String?
        let state: Coverage.State
        let missing: [Requirement.Side]
        let vectors: [String: [String]]

        init(_ row: Coverage.Row) {
            id = row.requirement.id
            level = row.requirement.level
            text = row.requirement.text
            testable = row.requirement.testable
            reason = row.requirement.reason
            state = row.state
            missing = row.missing
            vectors = Dictionary(uniqueKeysWithValues: row.vectors.map { ($0.key.rawValue, $0.value) })
        }
    }

    private let schema = "jwt-assay/coverage/1"
    private let requirements: [Row]
    private let summaries: [Coverage.Summary]
    private let total: Coverage.Summary
    private let unknown: [String: [String]]

    /// Prepares the document.
    package init(_ coverage: Coverage) {
        requirements = coverage.rows.map(Row.init)
        summaries = coverage.summaries
        total = coverage.total
        unknown = coverage.unknown
    }

    /// The document as JSON text with members in alphabetical order.
    ///
    /// - Throws: an error if a value can't be represented in JSON.
    package func json() throws -> String {
        try JSONText.of(self, isPretty: true) + "\n"
    }
}
