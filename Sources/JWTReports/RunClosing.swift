import JWTConformance

/// The end of a run's report for people: a line for each implementation, the skips, what it comes to, and where to look.
///
/// The same for verifiers and for signers.
struct RunClosing<Run: GradedRun> {
    /// How many implementations are shown where the report isn't verbose; the rest is counted.
    private static var mostLines: Int { 8 }

    let runs: [Run]
    /// What was asked: how many vectors, of which corpus.
    let scope: String
    let isComplete: Bool
    let style: TextStyle
    let isVerbose: Bool
    let command: ReproductionCommand

    /// The lines, each ended by a line feed.
    ///
    /// - Parameter counts: what a line says of an implementation that was run.
    /// - Returns: at most twelve lines, unless the report is verbose.
    func text(_ counts: (Run) -> [String]) -> String {
        let most = isVerbose ? Int.max : Self.mostLines
        let names = runs.distinctNames
        let width = min(names.map(\.count).max() ?? 0, 40)
        var lines = zip(runs, names).prefix(most).map { run, name in
            line(run, style.bold(name.padded(to: width)), counts)
        }
        if runs.count > most { lines.append("and \(runs.count - most) more implementations") }
        if let skips { lines.append(skips) }
        lines.append(conclusion)
        if let example { lines.append(style.faint("why: \(example)")) }
        return lines.map { style.broken($0, indent: 2) + "\n" }.joined()
    }

    private func line(_ run: Run, _ name: String, _ counts: (Run) -> [String]) -> String {
        let left = run.cases.count { $0.verdict == .notRun }
        if run.state == .unavailable, left == run.cases.count {
            return "\(name)  \(style.warning("COULD NOT BE RUN"))"
        }
        var parts = counts(run)
        let known = run.cases.count { $0.known != nil }
        if known > 0 { parts.append("\(known) as the baseline has it") }
        if left > 0 { parts.append(style.warning("\(left) NOT RUN")) }
        return "\(name)  \(parts.joined(separator: ", "))"
    }

    /// How to see the first disagreement explained.
    private var example: String? {
        for run in runs {
            guard let id = run.disagreements.lazy.compactMap(\.id).first else { continue }
            return command.explain(id, verifier: run.label)
        }
        return nil
    }

    private var skips: String? {
        var counts: [String: Int] = [:]
        for record in runs.flatMap(\.cases) where record.verdict == .skipped {
            counts[record.feature ?? "unnamed", default: 0] += 1
        }
        guard !counts.isEmpty else { return nil }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = sorted.prefix(4).map { "\($0.key) (\($0.value))" }
        let rest = sorted.count > 4 ? " and \(sorted.count - 4) more" : ""
        return style.faint("skipped for want of \(shown.joined(separator: ", "))\(rest)")
    }

    private var conclusion: String {
        let count = runs.reduce(0) { $0 + $1.disagreements.count }
        let disagreements = count.counted("disagreement")
        guard isComplete else {
            return style.warning("INCOMPLETE: interrupted.") + " \(disagreements) so far; \(scope)"
        }
        let unavailable = runs.count { $0.state == .unavailable }
        if unavailable > 0 {
            let who = unavailable.counted("verifier")
            return style.warning("INCOMPLETE: \(who) could not be run.") + " \(disagreements); \(scope)"
        }
        let verdict = count == 0 ? style.verdict(.pass, "as expected") : style.warning(disagreements)
        return "\(verdict); \(scope)"
    }
}

extension RunSummary.Score {
    /// The score in words.
    var words: String { "must \(passed)/\(of)\(percentage.isEmpty ? "" : " (\(percentage))")" }
}
