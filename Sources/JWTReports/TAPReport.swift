package import JWTConformance

/// The run in the Test Anything Protocol, version 14: a test point per implementation and vector.
///
/// What the baseline lists is `TODO` with its reason, what wasn't asked is `SKIP`.
package struct TAPReport {
    private let document: RunDocument

    /// Prepares the report.
    package init(_ document: RunDocument) {
        self.document = document
    }

    /// The stream, each line ended by a line feed.
    package var text: String {
        var lines: [String] = []
        var number = 0
        let records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        for (run, name) in zip(document.implementations, document.implementations.distinctNames) {
            lines.append("# \(Self.line(name))")
            let disagreements = Dictionary(
                run.disagreements.compactMap { disagreement in disagreement.id.map { ($0, disagreement) } }
            ) { first, _ in first }
            for record in run.cases {
                number += 1
                lines += Self.point(
                    number,
                    "\(name): \(record.id)",
                    record,
                    disagreements[record.id],
                    records[record.id]
                )
            }
            for disagreement in run.disagreements where disagreement.kind == .stale {
                number += 1
                let entry = "baseline entry \(disagreement.pattern ?? "")"
                lines += [
                    "not ok \(number) - \(Self.escaped("\(name): \(entry)"))", "  ---",
                    "  message: \(Self.quoted("\(disagreement)"))", "  severity: fail",
                    "  verdict: \(disagreement.kind.rawValue)", "  ...",
                ]
            }
        }
        let head = ["TAP version 14", "1..\(number)" + (number == 0 ? " # SKIP nothing was asked" : "")]
        let end = document.complete ? [] : ["Bail out! the run was interrupted"]
        return (head + lines + end).map { $0 + "\n" }.joined()
    }

    private static func point(
        _ number: Int,
        _ title: String,
        _ record: CaseRecord,
        _ disagreement: Disagreement?,
        _ vector: VectorRecord?
    ) -> [String] {
        let title = escaped(title)
        if record.verdict == .skipped, disagreement == nil {
            let why = record.feature.map { "for want of \($0)" } ?? record.detail ?? ""
            return ["ok \(number) - \(title) # SKIP \(escaped(why))"]
        }
        if disagreement == nil, record.verdict.isExpected { return ["ok \(number) - \(title)"] }
        var point = "not ok \(number) - \(title)"
        if disagreement == nil, let known = record.known { point += " # TODO \(escaped(known))" }
        let kind = disagreement.map { $0.kind == .unexpected ? record.verdict.sentence : $0.description }
        var lines = [point, "  ---", "  message: \(quoted(kind ?? record.verdict.sentence))"]
        lines.append("  severity: \(record.known == nil ? "fail" : "todo")")
        lines.append("  verdict: \(record.verdict.rawValue)")
        if let vector {
            lines.append("  summary: \(quoted(vector.summary))")
            lines.append("  expected: \(quoted(vector.expect))")
            if let rule = vector.refs.first { lines.append("  rule: \(quoted(rule))") }
        }
        if let answer = record.answer { lines.append("  answered: \(quoted("\(answer)"))") }
        if let detail = record.detail { lines.append("  detail: \(quoted(detail))") }
        return lines + ["  ..."]
    }

    /// One line: control characters would end it.
    private static func line(_ text: String) -> String { text.bounded(to: 1024) }

    /// A description: `#` starts a directive, and `\` escapes.
    private static func escaped(_ text: String) -> String {
        line(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }

    /// A double-quoted scalar of YAML.
    private static func quoted(_ text: String) -> String {
        var yaml = "\""
        for scalar in line(text).unicodeScalars {
            if scalar == "\"" || scalar == "\\" { yaml += "\\" }
            yaml.unicodeScalars.append(scalar)
        }
        return yaml + "\""
    }
}
