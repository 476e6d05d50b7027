package import JWTConformance
package import ReportKit

/// The result of a smoke test: the verifier's identity, and a line per algorithm.
package struct SmokeReport {
    private let sample: SmokeSample
    private let document: RunDocument
    private let style: TextStyle

    /// Prepares the text.
    package init(_ sample: SmokeSample, _ document: RunDocument, style: TextStyle = .plain) {
        self.sample = sample
        self.document = document
        self.style = style
    }

    /// The report, each line ended by a line feed.
    package var text: String {
        guard let run = document.implementations.first else { return "" }
        var lines = [style.bold(run.displayName) + (run.implementation.map { "  (\($0.language))" } ?? "")]
        let records = Dictionary(run.cases.map { ($0.id, $0) }) { first, _ in first }
        let width = sample.pairs.map(\.algorithm.count).max() ?? 0
        for pair in sample.pairs {
            for (what, vector) in [("accept", pair.accept), ("reject", pair.reject)] {
                let algorithm = pair.algorithm.padded(to: width)
                guard let vector, let record = records[vector.id] else {
                    lines.append("  \(algorithm)  \(what)  no vector")
                    continue
                }
                let verdict = style.verdict(record.verdict, record.verdict.label)
                lines.append("  \(algorithm)  \(what)  \(verdict)  \(vector.id)")
                if !record.verdict.isExpected { lines.append("    " + (record.answer?.description ?? "not asked")) }
            }
        }
        lines += run.incidentSentences.map { "  " + style.warning($0) }
        return lines.map { $0 + "\n" }.joined()
    }
}
