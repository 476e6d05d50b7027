import JWTConformance
import ReportKit

/// The end of a run's report for people: a line for each implementation, the skips, what it comes to, and where to look.
///
/// The same for verifiers and for signers.
struct RunClosing<Run: GradedRun> {
    /// How many lines of the terminal it has; implementations that don't fit are counted.
    private static var mostLines: Int { 12 }

    let runs: [Run]
    /// What was asked: how many vectors, of which corpus.
    let scope: String
    let isComplete: Bool
    let style: TextStyle
    let isVerbose: Bool
    let command: ReproductionCommand

    /// The lines, each ended by a line feed.
    ///
    /// - Parameter counts: what a line says of an implementation that was run, and whether that's to be little more than
    ///   what must never be left out.
    /// - Returns: at most twelve lines of the terminal, unless the report is verbose.
    func text(_ counts: (Run, _ isNarrow: Bool) -> [String]) -> String {
        let example = command.explainFirst(of: runs).map { style.faint("why: \($0)") }
        let end = [isNarrow ? nil : skips, conclusion, example].compactMap(\.self)
            .map { style.broken($0, indent: 2) }
        let names = runs.distinctNames
        let width = min(names.map(\.columns).max() ?? 0, 40)
        let lines = zip(runs, names).map { run, name in
            style.broken(line(run, style.bold(isNarrow ? name : name.padded(to: width)), counts), indent: 2)
        }
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

    private func line(_ run: Run, _ name: String, _ counts: (Run, Bool) -> [String]) -> String {
        let left = run.cases.count { $0.verdict == .notRun }
        if run.state == .unavailable, left == run.cases.count {
            return "\(name)  \(style.warning("COULD NOT BE RUN"))"
        }
        var parts = counts(run, isNarrow)
        let known = run.cases.count { $0.known != nil }
        if known > 0, !isNarrow { parts.append("\(known) as the baseline has it") }
        if left > 0 { parts.append(style.warning("\(left) NOT RUN")) }
        return "\(name)  \(parts.joined(separator: ", "))"
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
    ///
    /// - Parameter isNarrow: whether the share is left out.
    /// - Returns: passed and of how many, such as `must 3/4 (75.0 %)`.
    /// - Returns: how many of how many, and where there's room the share.
    func words(isNarrow: Bool = false) -> String {
        "must \(passed)/\(of)\(percentage.isEmpty || isNarrow ? "" : " (\(percentage))")"
    }
}
