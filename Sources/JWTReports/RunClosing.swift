import JWTConformance
import ReportKit

/// The end of a run's report for people: a line for each implementation, the skips, the conclusion, and where to look.
struct RunClosing {
    /// How many lines of the terminal it has; implementations that don't fit are counted.
    private static let mostLines = 12

    private let document: RunDocument
    private let style: TextStyle
    private let isVerbose: Bool
    private let command: ReproductionCommand
    private let kinds: [VectorKind]

    init(_ document: RunDocument, style: TextStyle, isVerbose: Bool, command: ReproductionCommand) {
        self.document = document
        self.style = style
        self.isVerbose = isVerbose
        self.command = command
        kinds = document.kinds
    }

    private var runs: [ImplementationRun] { document.implementations }

    /// The lines, each ended by a line feed: at most twelve lines of the terminal, unless the report is verbose.
    var text: String {
        let example = command.explainFirst(of: runs).map { style.faint("why: \($0)") }
        let end = [isNarrow ? nil : skips, conclusion, changes, example].compactMap(\.self)
            .map { style.broken($0, indent: 2) }
        let names = runs.distinctNames
        let width = min(names.map(\.columns).max() ?? 0, 40)
        let lines = zip(runs, names).map { run, name in
            style.broken(line(run, style.bold(isNarrow ? name : name.padded(to: width))), indent: 2)
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
            runs[position].state == .unavailable ? Int.max : runs[position].deviations.count
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
        // A word that's wider than the terminal continues on the next line.
        return lines.reduce(0) { sum, line in sum + max(1, (String(line).columns + width - 1) / width) }
    }

    /// Whether lines are to hold little more than what must never be left out.
    private var isNarrow: Bool { !isVerbose && style.width.map { $0 < 72 } ?? false }

    private func line(_ run: ImplementationRun, _ name: String) -> String {
        let left = run.summary.count(.notRun)
        if run.state == .unavailable, left == run.cases.count {
            return "\(name)  \(style.warning("COULD NOT BE RUN"))"
        }
        let card = ReportCard(run, name: name, in: document)
        var parts = [card.coverage, card.faults.counted, run.summary.must.words(isNarrow: isNarrow)]
        parts.append(run.cases.count { $0.verdict.family == .breakdown }.counted("breakdown"))
        if !isNarrow {
            parts.append("\(card.overStrict.count.counted("valid token")) rejected")
            parts.append("\(run.summary.count(.skipped)) skipped")
            if run.summary.vacuous > 0 { parts.append("\(run.summary.vacuous) rejected like their twins") }
            let twice = run.cases.compactMap { $0.answer?.repeated }
            if !twice.isEmpty {
                parts.append("\(twice.count { $0 }) of \(twice.count) tokens are the same when requested twice")
            }
            let known = run.cases.count { $0.known != nil }
            if known > 0 { parts.append("\(known) listed in the baseline") }
        }
        if isVerbose || runs.count == 1, let age = run.release?.age(on: document.suite.started) { parts.append(age) }
        if let incidents = run.incidents?.count {
            parts.append(style.warning(incidents.counted("PROGRAM FAULT")))
        }
        if left > 0 { parts.append(style.warning("\(left) NOT RUN")) }
        return "\(name)  \(parts.joined(separator: ", "))"
    }

    /// What was asked: how many vectors, by which profile, of which corpus.
    private var scope: String {
        let vectors = kinds.map { kind in
            let count = document.vectors.count { ($0.kind ?? .verify) == kind }
            return count.counted(kind == .sign ? "sign vector" : "vector")
        }
        let profile = document.profile == .standard ? "" : ", \(document.profile.rawValue) profile"
        let part = document.shard?.shard.map { "shard \($0), " } ?? ""
        return "\(part)\(vectors.joined(separator: ", "))\(profile), corpus \(document.suite.corpus.shortDigest)"
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
        return style.faint("skipped: needs \(shown.joined(separator: ", "))\(rest)")
    }

    /// That the questions were others than the suite's.
    private var changes: String? {
        document.suite.corpusChanges.map { $0.isForeign ? style.faint("\($0)") : style.warning("\($0)") }
    }

    private var conclusion: String {
        let count = runs.reduce(0) { $0 + $1.deviations.count }
        let deviations = count.counted("deviation")
        guard document.complete else {
            return style.warning("INCOMPLETE: interrupted.") + " \(deviations) so far; \(scope)"
        }
        let unavailable = runs.count { $0.state == .unavailable }
        if unavailable > 0 {
            let who = unavailable.counted("implementation")
            return style.warning("INCOMPLETE: \(who) could not be run to the end.") + " \(deviations); \(scope)"
        }
        let verdict = count == 0 ? style.verdict(.pass, "as expected") : style.warning(deviations)
        return "\(verdict); \(scope)"
    }
}

extension RunSummary.Score {
    /// The score in words.
    ///
    /// - Parameter isNarrow: whether the share is left out.
    /// - Returns: passed and of how many, such as `must 3/4 (75.0 %)`.
    /// - Returns: how many of how many, and the share if there's room.
    func words(isNarrow: Bool = false) -> String {
        "must \(passed)/\(of)\(percentage.isEmpty || isNarrow ? "" : " (\(percentage))")"
    }
}
