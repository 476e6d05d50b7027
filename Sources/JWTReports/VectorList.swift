package import JWTConformance
import ReportKit

/// A list of vectors, for people and for programs: those for verifiers, then those for signers.
package struct VectorList {
    private struct Document: Encodable {
        let schema = "jwt-assay/list/1"
        let vectors: [VectorRecord]
        let signVectors: [VectorRecord]
    }

    private let vectors: [VectorRecord]

    /// Prepares the list.
    ///
    /// - Parameter vectors: vectors of both kinds.
    package init(_ vectors: [VectorRecord]) {
        self.vectors = vectors.filter { $0.kind != .sign } + vectors.filter { $0.kind == .sign }
    }

    /// One vector a line: id, expectation, level, summary.
    ///
    /// The ids of requests to signers begin with `sign/`; the token is to be produced, or the request refused.
    package var text: String {
        let rows = vectors.map { ($0.id, $0.expect, $0.level, $0.summary) }
        let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
        return rows.map { id, expect, level, summary in
            let level = level.rawValue.padded(to: 6)
            return "\(id.padded(to: widths.0))  \(expect.padded(to: widths.1))  \(level)  \(summary)\n"
        }.joined()
    }

    /// The list as JSON (`jwt-assay/list/1`).
    ///
    /// - Returns: JSON text with members in alphabetical order.
    /// - Throws: an error if a number can't be represented in JSON.
    package func json() throws -> String {
        try JSONText.of(
            Document(
                vectors: vectors.filter { $0.kind != .sign },
                signVectors: vectors.filter { $0.kind == .sign }
            ),
            isPretty: true
        ) + "\n"
    }
}
