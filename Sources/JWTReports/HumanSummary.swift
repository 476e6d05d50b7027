package import JWTConformance

/// A run for people: what disagrees, grouped by rule, and a summary of at most twelve lines at the end.
package struct HumanSummary {
    /// How many lines the summary has; implementations that don't fit are counted.
    private static let mostLines = 12

    private let document: RunDocument
    private let names: [String]
    private let command: ReproductionCommand
    private let style: TextStyle
    private let isVerbose: Bool
    private let showsMatrix: Bool

    /// Prepares the text.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - command: how commands that show a case again are spelt.
    ///   - style: how it's set.
    ///   - isVerbose: whether what was answered stands below each disagreement, and every implementation in the summary.
    ///   - showsMatrix: whether the matrix stands before the summary.
    package init(
        _ document: RunDocument,
        command: ReproductionCommand = ReproductionCommand(),
        style: TextStyle = .plain,
        isVerbose: Bool = false,
        showsMatrix: Bool = false
    ) {
        self.names = document.implementations.distinctNames
        self.command = command
        self.document = document
        self.style = style
        self.isVerbose = isVerbose
        self.showsMatrix = showsMatrix
    }

    /// The disagreements, the matrix where it's wanted, and the summary, each line ended by a line feed.
    package var text: String {
        let failures = FailureList(document, style: style, verbose: isVerbose ? command : nil).text
        return (failures.isEmpty ? "" : failures + "\n") + closing
    }

    /// The text without the disagreements.
    package var closing: String {
        (showsMatrix ? MatrixTable(document, style: style).text + "\n" : "") + summary
    }

    /// The summary alone: at most twelve lines of the terminal, unless it's verbose.
    private var summary: String {
        let end = [isNarrow ? nil : skips, conclusion, example.map { style.faint("why: \($0)") }].compactMap(\.self)
            .map { style.broken($0, indent: 2) }
        let lines = zip(document.implementations, names).map { style.broken(line($0, name: $1), indent: 2) }
        let room = Self.mostLines - end.reduce(0) { $0 + height($1) }
        let shown = isVerbose ? Set(lines.indices) : shown(heights: lines.map(height), room: room)
        var all = lines.indices.filter(shown.contains).map { lines[$0] }
        if shown.count < lines.count {
            all.append(
                "and \((lines.count - shown.count).counted(all.isEmpty ? "implementation" : "more implementation"))"
            )
        }
        return (all + end).map { $0 + "\n" }.joined()
    }

    /// Which implementations there's room for: those that need a look come first.
    private func shown(heights: [Int], room: Int) -> Set<Int> {
        if heights.reduce(0, +) <= room { return Set(heights.indices) }
        let runs = document.implementations
        func need(_ position: Int) -> Int {
            runs[position].state == .unavailable ? Int.max : runs[position].disagreements.count
        }
        var shown: Set<Int> = []
        // A line says how many are left out.
        var left = room - 1
        for position in heights.indices.sorted(by: { (need($1), $0) < (need($0), $1) }) {
            left -= heights[position]
            guard left >= 0 else { break }
            shown.insert(position)
        }
        return shown
    }

    /// How many lines of the terminal a text takes.
    private func height(_ text: String) -> Int {
        let lines = text.split(separator: "\n")
        guard let width = style.width else { return lines.count }
        // A word that's wider than the terminal goes on in the next line.
        return lines.reduce(0) { sum, line in sum + max(1, (String(line).columns + width - 1) / width) }
    }

    /// Whether lines are to hold little more than what must never be left out.
    private var isNarrow: Bool { !isVerbose && style.width.map { $0 < 72 } ?? false }

    private func line(_ run: VerifierRun, name: String) -> String {
        let width = names.map(\.columns).max() ?? 0
        let name = style.bold(isNarrow ? name : name.padded(to: min(width, 40)))
        if run.state == .unavailable, run.summary.count(.notRun) == run.summary.total {
            return "\(name)  \(style.warning("COULD NOT BE RUN"))"
        }
        let summary = run.summary
        let share = summary.must.percentage
        var parts = ["must \(summary.must.passed)/\(summary.must.of)\(share.isEmpty || isNarrow ? "" : " (\(share))")"]
        parts.append(summary.bypasses.counted("bypass", "bypasses"))
        parts.append(summary.crashes.counted("crash or hang", "crashes or hangs"))
        if !isNarrow {
            parts.append("\(summary.count(.skipped)) skipped")
            if summary.vacuous > 0 { parts.append("\(summary.vacuous) refused like their twins") }
            let known = run.cases.count { $0.known != nil }
            if known > 0 { parts.append("\(known) as the baseline has it") }
        }
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
        let asked = document.vectors.count.counted("vector")
        let profile = document.profile == .standard ? "" : ", \(document.profile.rawValue) profile"
        let scope = "\(asked)\(profile), corpus \(document.suite.corpus)"
        guard document.complete else {
            return style.warning("INCOMPLETE: interrupted.") + " \(count.counted("disagreement")) so far; \(scope)"
        }
        let unavailable = document.implementations.count { $0.state == .unavailable }
        if unavailable > 0 {
            let who = unavailable.counted("verifier")
            return style.warning("INCOMPLETE: \(who) could not be run.") + " \(count.counted("disagreement")); \(scope)"
        }
        let verdict = count == 0 ? style.verdict(.pass, "as expected") : style.warning(count.counted("disagreement"))
        return "\(verdict); \(scope)"
    }
}
