package import JWTConformance
import ReportKit

/// Annotations for GitHub Actions: at most ten, since a step's others aren't shown, and so a rule to each.
package struct GitHubReport {
    private let document: RunDocument

    /// Prepares the commands.
    package init(_ document: RunDocument) {
        self.document = document
    }

    private static let most = 10

    private struct Group {
        let rule: String
        var ids: [String] = []
        var names: [String] = []
        var worst = Verdict.lenient
        /// Whose the worst is.
        var vectorKind = VectorKind.verify

        /// The worst first.
        var weight: (Int, Int, String) { (worst.rank, -ids.count, rule) }
    }

    /// The workflow commands, each ended by a line feed; nothing if nothing is wrong.
    package var text: String {
        let groups = self.groups
        let notices = self.notices
        let room = Self.most - notices.count
        var lines = notices + groups.prefix(groups.count > room ? room - 1 : room).map(Self.line)
        if groups.count > room {
            let rest = groups.dropFirst(room - 1)
            let cases = rest.reduce(0) { $0 + $1.ids.count }
            lines.append(
                Self.command(
                    rest.contains { Self.isError($0.worst) } ? "error" : "warning",
                    title: "\(rest.count) more requirements",
                    "\(cases) more vectors; the other report formats show all of them"
                )
            )
        }
        return lines.joined()
    }

    /// What has to be known before the rest: that there's less of it than there ought to be.
    private var notices: [String] {
        var notices: [String] = []
        let absent = document.implementations.filter { $0.state == .unavailable }
        if !absent.isEmpty {
            let shown = absent.prefix(3).map { "\($0.displayName): \($0.detail ?? "no output")" }
            let rest = absent.count > 3 ? ["and \(absent.count - 3) more"] : []
            notices.append(
                Self.command(
                    "error",
                    title: "\(absent.count.counted("implementation")) could not be run",
                    (shown + rest).joined(separator: "\n")
                )
            )
        }
        if let changes = document.suite.corpusChanges {
            notices.append(Self.command(changes.isForeign ? "notice" : "warning", title: "vectors", "\(changes)"))
        }
        if !document.complete {
            notices.append(Self.command("notice", title: "incomplete", "the run was interrupted"))
        }
        return notices
    }

    private var groups: [Group] {
        let records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        var groups: [String: Group] = [:]
        for (run, name) in zip(document.implementations, document.implementations.distinctNames) {
            for deviation in run.deviations {
                let rule =
                    deviation.id == nil
                    ? deviation.heading
                    : deviation.id.flatMap { records[$0]?.refs.first }.map { RuleReference($0).words }
                        ?? "No requirement"
                var group = groups[rule] ?? Group(rule: rule)
                group.ids.append(deviation.id ?? deviation.subject)
                if !group.names.contains(name) { group.names.append(name) }
                let verdict = deviation.verdict ?? .notRun
                if verdict.rank < group.worst.rank {
                    group.worst = verdict
                    group.vectorKind = deviation.id.flatMap { records[$0]?.kind } ?? .verify
                }
                groups[rule] = group
            }
        }
        return groups.values.sorted { $0.weight < $1.weight }
    }

    private static func line(_ group: Group) -> String {
        let shown = group.ids.prefix(3).joined(separator: ", ")
        let rest = group.ids.count > 3 ? " and \(group.ids.count - 3) more" : ""
        let names = group.names.prefix(3).joined(separator: ", ")
        let others = group.names.count > 3 ? " and \(group.names.count - 3) more" : ""
        return command(
            isError(group.worst) ? "error" : "warning",
            title: "\(group.rule): \(group.worst.rawValue)",
            "\(names)\(others): \(group.worst.sentence(for: group.vectorKind))\n\(shown)\(rest)"
        )
    }

    private static func isError(_ verdict: Verdict) -> Bool {
        verdict.row.level == .error
    }

    private static func command(_ kind: String, title: String, _ message: String) -> String {
        "::\(kind) title=\(Escape.workflowCommand(title, isProperty: true))::\(Escape.workflowCommand(message))\n"
    }
}
