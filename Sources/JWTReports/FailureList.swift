import JWTConformance
import ReportKit

/// The deviations of a run, grouped by rule, one to a line, the worst first.
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

    private let runs: [ReportedRun]
    private let style: TextStyle
    private let command: ((_ id: String, _ verifier: String) -> String)?
    private let showsRecorded: Bool

    /// - Parameters:
    ///   - runs: the parts of the run.
    ///   - style: how it's set.
    ///   - command: how a case is shown again, if the list is verbose.
    ///   - showsRecorded: whether cases are listed too for which either answer is legal.
    init(
        _ runs: [ReportedRun],
        style: TextStyle,
        verbose command: ((_ id: String, _ verifier: String) -> String)? = nil,
        showsRecorded: Bool = false
    ) {
        self.runs = runs
        self.showsRecorded = showsRecorded
        self.style = style
        self.command = command
    }

    var text: String {
        var groups: [String: [Row]] = [:]
        for run in runs {
            for record in run.cases {
                let heading = record.refs.first.map { RuleReference($0).words } ?? "No requirement"
                if let deviation = record.deviation {
                    groups[heading, default: []].append(row(deviation, record, run))
                } else if showsRecorded, record.verdict == .recorded {
                    groups[heading, default: []].append(row(recorded: record, run))
                }
            }
            for deviation in run.withoutVector {
                groups[deviation.heading, default: []].append(row(deviation, nil, run))
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
    private func details(_ record: ReportedCase, _ run: ReportedRun) -> [String] {
        guard let command else { return [] }
        var lines: [String] = []
        if let summary = record.summary { lines.append(summary) }
        if let expect = record.expect {
            lines.append("expected \(expect)" + (record.reason.map { " (\($0.rawValue))" } ?? ""))
        }
        if let answered = record.answered { lines.append("answered \(answered)") }
        if let detail = record.detail { lines.append(detail) }
        lines += ExplanationLayout.standardError(record.standardError)
        lines.append(style.faint(command(record.id, run.label)))
        return lines
    }

    private static func precedes(_ one: (key: String, value: [Row]), _ two: (key: String, value: [Row])) -> Bool {
        let ranks = (one.value.map(\.verdict.rank).min() ?? 0, two.value.map(\.verdict.rank).min() ?? 0)
        return (ranks.0, one.key) < (ranks.1, two.key)
    }

    private func row(recorded record: ReportedCase, _ run: ReportedRun) -> Row {
        Row(
            label: record.verdict.label,
            verdict: record.verdict,
            id: record.id,
            name: run.name,
            sentence: "\(record.answered ?? "no answer"); \(record.sentence)",
            details: details(record, run)
        )
    }

    private func row(_ deviation: Deviation, _ record: ReportedCase?, _ run: ReportedRun) -> Row {
        let verdict = deviation.verdict ?? .notRun
        let level = record?.level.map { $0 == .must ? "" : ", \($0.rawValue)" } ?? ""
        let rule = record?.refs.first.map { " (\($0)\(level))" } ?? ""
        let listed = deviation.listed?.rawValue ?? ""
        let pattern = deviation.pattern ?? ""
        let (label, sentence) =
            switch deviation.kind {
            case .unexpected: (verdict.label, (record?.sentence ?? "") + rule)
            case .unlistedSkip:
                ("UNLISTED SKIP", "skipped: needs \(deviation.feature ?? "a feature"); list it in the baseline")
            case .mended:
                ("FIXED", "\(verdict.rawValue), but the baseline lists \(listed) (\(pattern)); remove the entry")
            case .changed: ("CHANGED", "\(verdict.rawValue), but the baseline lists \(listed) (\(pattern))")
            case .incident: ("PROGRAM FAULT", deviation.detail ?? "")
            case .stale: ("STALE ENTRY", "names nothing that it could be about; remove it")
            case .unasked: ("NOT ASKED", "\(deviation)")
            }
        return Row(
            label: label,
            verdict: verdict,
            id: deviation.id ?? deviation.subject,
            name: run.name,
            sentence: sentence,
            details: record.map { details($0, run) } ?? []
        )
    }
}

extension Deviation {
    /// What a deviation without a vector is about.
    var subject: String { pattern ?? feature ?? detail ?? "all vectors" }

    /// The same as a title.
    var title: String {
        switch kind {
        case .stale: "baseline entry \(subject)"
        case .incident: "the program itself"
        default: "asked: \(subject)"
        }
    }

    /// Under which heading a deviation without a vector stands.
    var heading: String {
        switch kind {
        case .stale: "Baseline"
        case .incident: "The program itself"
        default: "Capabilities"
        }
    }
}
