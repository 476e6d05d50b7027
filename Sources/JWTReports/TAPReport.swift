package import JWTConformance

/// The run in the Test Anything Protocol, version 14: a test point per implementation and vector.
///
/// What the baseline lists is `TODO` with its reason, what wasn't asked is `SKIP`.
package struct TAPReport {
    private let runs: [ReportedRun]
    private let isComplete: Bool
    private let changes: CorpusChanges?

    /// Prepares the report of a run.
    package init(_ document: RunDocument) {
        (runs, isComplete) = (document.reportedRuns, document.complete)
        changes = document.suite.corpusChanges
    }

    /// The stream, each line ended by a line feed.
    package var text: String {
        var lines = changes.map { ["# \(Self.line("\($0)"))"] } ?? []
        var number = 0
        for run in runs {
            lines.append("# \(Self.line(run.name))")
            for record in run.cases {
                number += 1
                lines += Self.point(number, "\(run.name): \(record.id)", record)
            }
            for deviation in run.withoutVector {
                number += 1
                lines += [
                    "not ok \(number) - \(Self.escaped("\(run.name): \(deviation.title)"))", "  ---",
                    "  message: \(Self.quoted("\(deviation)"))", "  severity: fail",
                    "  verdict: \(deviation.kind.rawValue)", "  ...",
                ]
            }
        }
        let head = ["TAP version 14", "1..\(number)" + (number == 0 ? " # SKIP nothing was asked" : "")]
        let end = isComplete ? [] : ["Bail out! the run was interrupted"]
        return (head + lines + end).map { $0 + "\n" }.joined()
    }

    private static func point(_ number: Int, _ title: String, _ record: ReportedCase) -> [String] {
        let title = escaped(title)
        let deviation = record.deviation
        if record.verdict == .skipped, deviation == nil {
            let why = record.feature.map { "needs \($0)" } ?? record.detail ?? ""
            return ["ok \(number) - \(title) # SKIP \(escaped(why))"]
        }
        if deviation == nil, record.verdict.isExpected { return ["ok \(number) - \(title)"] }
        var point = "not ok \(number) - \(title)"
        if deviation == nil, let known = record.known { point += " # TODO \(escaped(known))" }
        let kind = deviation.map { $0.kind == .unexpected ? record.sentence : $0.description }
        var lines = [point, "  ---", "  message: \(quoted(kind ?? record.sentence))"]
        lines.append("  severity: \(record.known == nil ? "fail" : "todo")")
        lines.append("  verdict: \(record.verdict.rawValue)")
        if let summary = record.summary { lines.append("  summary: \(quoted(summary))") }
        if let expect = record.expect { lines.append("  expected: \(quoted(expect))") }
        if let rule = record.refs.first { lines.append("  rule: \(quoted(rule))") }
        if let answered = record.answered { lines.append("  answered: \(quoted(answered))") }
        if let detail = record.detail { lines.append("  detail: \(quoted(detail))") }
        return lines + ["  ..."]
    }

    /// One line: control characters would end it.
    private static func line(_ text: String) -> String { text.bounded(to: 1024) }

    /// A description: `#` starts a directive, and `\` escapes.
    private static func escaped(_ text: String) -> String {
        line(text).spelling { $0 == "\\" || $0 == "#" ? "\\\($0)" : nil }
    }

    /// A double-quoted scalar of YAML.
    private static func quoted(_ text: String) -> String {
        "\"" + line(text).spelling { $0 == "\\" || $0 == "\"" ? "\\\($0)" : nil } + "\""
    }
}
