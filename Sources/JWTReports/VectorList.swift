package import JWTConformance

/// A list of vectors, for people and for programs.
package struct VectorList {
    private struct Document: Encodable {
        let schema = "jwt-assay/list/1"
        let vectors: [VectorRecord]
    }

    private let vectors: [VectorRecord]

    /// Prepares the list.
    package init(_ vectors: [VectorRecord]) {
        self.vectors = vectors
    }

    /// One vector a line: id, expectation, level, summary.
    package var text: String {
        let width = vectors.map(\.id.count).max() ?? 0
        return vectors.map { vector in
            let level = vector.level.rawValue.padded(to: 6)
            return "\(vector.id.padded(to: width))  \(vector.expect.padded(to: 6))  \(level)  \(vector.summary)\n"
        }.joined()
    }

    /// The list as JSON (`jwt-assay/list/1`).
    ///
    /// - Returns: JSON text with members in alphabetical order.
    /// - Throws: where a number has no spelling in JSON.
    package func json() throws -> String {
        try JSONText.of(Document(vectors: vectors), isPretty: true) + "\n"
    }
}
