import JWTConformance

/// The disagreements of a run, grouped by rule, one to a line, the worst first.
struct FailureList {
    private struct Row {
        let label: String
        let verdict: Verdict
        let id: String
        let name: String
        let sentence: String
    }

    private let document: RunDocument
    private let style: TextStyle

    init(_ document: RunDocument, style: TextStyle) {
        self.document = document
        self.style = style
    }

    var text: String {
        let records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        var groups: [String: [Row]] = [:]
        for (run, name) in zip(document.implementations, document.implementations.distinctNames) {
            for disagreement in run.disagreements {
                let record = disagreement.id.flatMap { records[$0] }
                groups[heading(disagreement, record), default: []].append(row(disagreement, record, name))
            }
        }
        let rows = groups.values.joined()
        let widths = (
            rows.map(\.label.count).max() ?? 0, rows.map(\.id.count).max() ?? 0, rows.map(\.name.count).max() ?? 0
        )
        return groups.sorted(by: Self.precedes).map { rule, rows in
            let lines = rows.sorted { ($0.verdict.rank, $0.id, $0.name) < ($1.verdict.rank, $1.id, $1.name) }.map {
                row in
                let label = style.verdict(row.verdict, row.label.padded(to: widths.0))
                return "  \(label)  \(row.id.padded(to: widths.1))  \(row.name.padded(to: widths.2))  \(row.sentence)\n"
            }
            return style.bold(rule) + "\n" + lines.joined()
        }.joined()
    }

    private static func precedes(_ one: (key: String, value: [Row]), _ two: (key: String, value: [Row])) -> Bool {
        let ranks = (one.value.map(\.verdict.rank).min() ?? 0, two.value.map(\.verdict.rank).min() ?? 0)
        return (ranks.0, one.key) < (ranks.1, two.key)
    }

    private func heading(_ disagreement: Disagreement, _ record: VectorRecord?) -> String {
        guard disagreement.kind != .stale else { return "Baseline" }
        guard let rule = record?.refs.first else { return "No rule" }
        return RuleReference(rule).words
    }

    private func row(_ disagreement: Disagreement, _ record: VectorRecord?, _ name: String) -> Row {
        let verdict = disagreement.verdict ?? .notRun
        let level = record.map { $0.level == .must ? "" : ", \($0.level.rawValue)" } ?? ""
        let rule = record?.refs.first.map { " (\($0)\(level))" } ?? ""
        let listed = disagreement.listed?.rawValue ?? ""
        let pattern = disagreement.pattern ?? ""
        let (label, sentence) =
            switch disagreement.kind {
            case .unexpected: (verdict.label, verdict.sentence + rule)
            case .unlistedSkip:
                ("UNLISTED SKIP", "skipped for want of \(disagreement.feature ?? "a feature"); list it in the baseline")
            case .mended:
                ("MENDED", "\(verdict.rawValue), but the baseline has \(listed) (\(pattern)); take the entry out")
            case .changed: ("CHANGED", "\(verdict.rawValue), but the baseline has \(listed) (\(pattern))")
            case .stale: ("STALE ENTRY", "names nothing that it could be about; take it out")
            }
        return Row(
            label: label,
            verdict: verdict,
            id: disagreement.id ?? pattern,
            name: name,
            sentence: sentence
        )
    }
}
