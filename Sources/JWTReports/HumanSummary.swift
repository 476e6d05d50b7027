package import JWTConformance

/// A run for people: what disagrees, grouped by rule, and a summary of at most twelve lines at the end.
package struct HumanSummary {
    /// How many implementations the summary shows; the rest is counted.
    private static let mostLines = 8

    private let document: RunDocument
    private let names: [String]
    private let command: ReproductionCommand
    private let style: TextStyle
    private let isVerbose: Bool

    /// Prepares the text.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - command: how commands that show a case again are spelt.
    ///   - style: how it's set.
    ///   - isVerbose: whether what was answered stands below each disagreement, and every implementation in the summary.
    package init(
        _ document: RunDocument,
        command: ReproductionCommand = ReproductionCommand(),
        style: TextStyle = .plain,
        isVerbose: Bool = false
    ) {
        self.names = document.implementations.distinctNames
        self.command = command
        self.document = document
        self.style = style
        self.isVerbose = isVerbose
    }

    /// The disagreements and the summary, each line ended by a line feed.
    package var text: String {
        let failures = FailureList(document, style: style, verbose: isVerbose ? command : nil).text
        return (failures.isEmpty ? "" : failures + "\n") + summary
    }

    /// The summary alone.
    package var summary: String {
        let most = isVerbose ? Int.max : Self.mostLines
        var lines = zip(document.implementations, names).prefix(most).map(line)
        if document.implementations.count > most {
            lines.append("and \(document.implementations.count - most) more implementations")
        }
        if let skips { lines.append(skips) }
        lines.append(conclusion)
        if let example { lines.append(style.faint("why: \(example)")) }
        return lines.map { style.broken($0, indent: 2) + "\n" }.joined()
    }

    private func line(_ run: VerifierRun, name: String) -> String {
        let width = names.map(\.count).max() ?? 0
        let name = style.bold(name.padded(to: min(width, 40)))
        if run.state == .unavailable, run.summary.count(.notRun) == run.summary.total {
            return "\(name)  \(style.warning("COULD NOT BE RUN"))"
        }
        let summary = run.summary
        let share = summary.must.percentage
        var parts = ["must \(summary.must.passed)/\(summary.must.of)\(share.isEmpty ? "" : " (\(share))")"]
        parts.append(Self.count(summary.bypasses, "bypass", "bypasses"))
        parts.append(Self.count(summary.crashes, "crash or hang", "crashes or hangs"))
        parts.append("\(summary.count(.skipped)) skipped")
        if summary.vacuous > 0 { parts.append("\(summary.vacuous) refused like their twins") }
        let known = run.cases.count { $0.known != nil }
        if known > 0 { parts.append("\(known) as the baseline has it") }
        if summary.count(.notRun) > 0 { parts.append(style.warning("\(summary.count(.notRun)) NOT RUN")) }
        return "\(name)  \(parts.joined(separator: ", "))"
    }

    /// How to see the first disagreement explained.
    private var example: String? {
        for run in document.implementations {
            guard let id = run.disagreements.lazy.compactMap(\.id).first else { continue }
            return command.explain(id, verifier: run.label)
        }
        return nil
    }

    private var skips: String? {
        var counts: [String: Int] = [:]
        for run in document.implementations {
            counts.merge(run.summary.skippedFeatures) { $0 + $1 }
        }
        guard !counts.isEmpty else { return nil }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = sorted.prefix(4).map { "\($0.key) (\($0.value))" }
        let rest = sorted.count > 4 ? " and \(sorted.count - 4) more" : ""
        return style.faint("skipped for want of \(shown.joined(separator: ", "))\(rest)")
    }

    private var conclusion: String {
        let count = document.implementations.reduce(0) { $0 + $1.disagreements.count }
        let asked = Self.count(document.vectors.count, "vector", "vectors")
        let profile = document.profile == .standard ? "" : ", \(document.profile.rawValue) profile"
        let scope = "\(asked)\(profile), corpus \(document.suite.corpus)"
        guard document.complete else {
            return style.warning("INCOMPLETE: interrupted.") + " \(Self.disagreements(count)) so far; \(scope)"
        }
        let unavailable = document.implementations.count { $0.state == .unavailable }
        if unavailable > 0 {
            let who = Self.count(unavailable, "verifier", "verifiers")
            return style.warning("INCOMPLETE: \(who) could not be run.") + " \(Self.disagreements(count)); \(scope)"
        }
        let verdict = count == 0 ? style.verdict(.pass, "as expected") : style.warning(Self.disagreements(count))
        return "\(verdict); \(scope)"
    }

    private static func disagreements(_ count: Int) -> String {
        Self.count(count, "disagreement", "disagreements")
    }

    private static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }
}
