package import JWTConformance
package import ReportKit

/// A scenario as it's played to one client, step by step, with what went over the wire.
package struct KeyPlayText {
    private let style: TextStyle

    /// Prepares the text.
    package init(style: TextStyle = .plain) { self.style = style }

    /// What the scenario is about.
    package func heading(_ scenario: KeyScenario) -> String {
        let lines = [
            style.bold("\(scenario.id): \(scenario.title)"), "  If a client fails: \(scenario.loses).",
            "  See \(scenario.refs.joined(separator: "; ")).", "",
        ]
        return lines.map { style.broken($0, indent: 4) + "\n" }.joined()
    }

    /// One step.
    package func text(
        _ step: KeyScenario.Step,
        seen: KeyObservation,
        record: KeyRunDocument.StepRecord
    ) -> String {
        var lines = ["\(style.bold(step.id)): \(step.summary)"]
        if let wait = step.wait { lines.append("  wait for longer than the \(wait.rawValue)") }
        for (resource, answer) in (step.serve ?? [:]).sorted(by: { $0.key < $1.key }) {
            let text = (try? JSONText.of(answer)) ?? ""
            lines.append("  serve    \(resource): \(text.bounded(to: 200))")
        }
        let count = step.count.map { " × \($0)" } ?? ""
        lines.append("  ask      \(((try? JSONText.of(step.token)) ?? "").bounded(to: 160))\(count)")
        for request in seen.requests.prefix(12) {
            lines.append("  request  \(request.line(naming: request.path))")
        }
        if seen.requests.count > 12 { lines.append("  request  and \(seen.requests.count - 12) more") }
        let answers = record.answers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        lines.append("  answer   \(answers.joined(separator: ", "))\(seen.fault.map { "\($0)" } ?? "")")
        let bounds = (step.requests ?? [:]).sorted { $0.key < $1.key }.map { name, bound in
            ", \(bound.map(String.init).joined(separator: " to ")) requests for \(name)"
        }
        lines.append("  expected \(step.expect.rawValue)\(bounds.joined()) (\(step.level.rawValue))")
        let verdict = "  verdict  \(record.verdict.rawValue)\(record.detail.map { ": \($0)" } ?? "")"
        lines.append(record.verdict.isFailure ? style.warning(verdict) : verdict)
        return lines.map { style.broken($0, indent: 11) + "\n" }.joined()
    }
}
