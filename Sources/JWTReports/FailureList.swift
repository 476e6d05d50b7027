import JWTConformance

/// The disagreements of a run, grouped by rule, one to a line, the worst first.
struct FailureList {
    private struct Row {
        let label: String
        let verdict: Verdict
        let id: String
        let name: String
        let sentence: String
        /// What a verbose list has below.
        let details: [String]
    }

    private let document: RunDocument
    private let style: TextStyle
    private let command: ReproductionCommand?

    /// - Parameters:
    ///   - document: the run.
    ///   - style: how it's set.
    ///   - command: how cases are shown again, where the list is verbose.
    init(_ document: RunDocument, style: TextStyle, verbose command: ReproductionCommand? = nil) {
        self.document = document
        self.style = style
        self.command = command
    }

    var text: String {
        let records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        var groups: [String: [Row]] = [:]
        for (run, name) in zip(document.implementations, document.implementations.distinctNames) {
            let cases = command == nil ? [:] : Dictionary(run.cases.map { ($0.id, $0) }) { first, _ in first }
            for disagreement in run.disagreements {
                let record = disagreement.id.flatMap { records[$0] }
                let details = disagreement.id.flatMap { cases[$0] }.map { self.details($0, record, run) }
                let row = row(disagreement, record, name, details: details ?? [])
                groups[heading(disagreement, record), default: []].append(row)
            }
        }
        let rows = groups.values.joined()
        let widths = (
            rows.map(\.label.columns).max() ?? 0, rows.map(\.id.columns).max() ?? 0, rows.map(\.name.columns).max() ?? 0
        )
        let widest = rows.map(\.sentence.columns).max() ?? 0
        // On a narrow terminal columns would only break the lines.
        let isWide = style.width.map { widths.0 + widths.1 + widths.2 + widest + 8 <= $0 } ?? true
        return groups.sorted(by: Self.precedes).map { rule, rows in
            let sorted = rows.sorted { ($0.verdict.rank, $0.id, $0.name) < ($1.verdict.rank, $1.id, $1.name) }
            return style.bold(rule) + "\n" + sorted.map { line($0, widths: isWide ? widths : nil) }.joined()
        }.joined()
    }

    private func line(_ row: Row, widths: (Int, Int, Int)?) -> String {
        var lines: [String]
        if let widths {
            let label = style.verdict(row.verdict, row.label.padded(to: widths.0))
            lines = ["  \(label)  \(row.id.padded(to: widths.1))  \(row.name.padded(to: widths.2))  \(row.sentence)"]
        } else {
            lines = [
                style.broken("  \(style.verdict(row.verdict, row.label)) \(row.id)", indent: 4),
                style.broken("    \(row.name): \(row.sentence)", indent: 4),
            ]
        }
        lines += row.details.map { style.broken("      " + $0, indent: 8) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What was expected and answered, and how to see it again.
    private func details(_ record: CaseRecord, _ vector: VectorRecord?, _ run: VerifierRun) -> [String] {
        var lines: [String] = []
        if let vector {
            lines.append(vector.summary)
            lines.append("expected \(vector.expect)" + (vector.reason.map { ", because of \($0.rawValue)" } ?? ""))
        }
        if let answer = record.answer { lines.append("answered \(answer)") }
        if let detail = record.detail { lines.append(detail) }
        for line in (record.answer?.standardError ?? "").split(separator: "\n").suffix(8) {
            lines.append("stderr: \(line)")
        }
        if let command { lines.append(style.faint(command.explain(record.id, verifier: run.label))) }
        return lines
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

    private func row(_ disagreement: Disagreement, _ record: VectorRecord?, _ name: String, details: [String]) -> Row {
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
            sentence: sentence,
            details: details
        )
    }
}
