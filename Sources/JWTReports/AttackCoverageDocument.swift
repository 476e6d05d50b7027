package import JWTConformance
import ReportKit

/// The classes of attacks with their vectors as JSON (`jwt-assay/attack-coverage/1`).
package struct AttackCoverageDocument: Encodable {
    private struct Row: Encodable {
        let id: String
        let title: String
        let sources: [String]
        let vectors: [String]
        let unmatched: [VectorPattern]
        let note: String?
        let notTestable: String?

        init(_ row: AttackCoverage.Row) {
            id = row.attack.id
            title = row.attack.title
            sources = row.attack.sources
            vectors = row.vectors
            unmatched = row.unmatched
            note = row.attack.note
            notTestable = row.attack.notTestable
        }
    }

    private let schema = "jwt-assay/attack-coverage/1"
    private let classes: [Row]

    /// Prepares the document.
    package init(_ coverage: AttackCoverage) {
        classes = coverage.rows.map(Row.init)
    }

    /// The document as JSON text with members in alphabetical order.
    ///
    /// - Throws: an error if a value can't be represented in JSON.
    package func json() throws -> String {
        try JSONText.of(self, isPretty: true) + "\n"
    }
}
