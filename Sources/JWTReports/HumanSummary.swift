package import JWTConformance

/// A run for people: what disagrees, grouped by rule, and a summary of at most twelve lines at the end.
package struct HumanSummary {
    private let document: RunDocument
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
        self.command = command
        self.document = document
        self.style = style
        self.isVerbose = isVerbose
    }

    /// The disagreements and the summary, each line ended by a line feed.
    package var text: String {
        let explain = isVerbose ? command.explain : nil
        let failures = FailureList(document.reportedRuns, style: style, verbose: explain).text
        return (failures.isEmpty ? "" : failures + "\n") + summary
    }

    /// The summary alone.
    package var summary: String {
        let profile = document.profile == .standard ? "" : ", \(document.profile.rawValue) profile"
        let closing = RunClosing(
            runs: document.implementations,
            scope: "\(document.vectors.count.counted("vector"))\(profile), corpus \(document.suite.corpus)",
            isComplete: document.complete,
            style: style,
            isVerbose: isVerbose,
            command: command
        )
        return closing.text { run in
            let summary = run.summary
            var parts = [
                summary.must.words, summary.bypasses.counted("bypass", "bypasses"),
                summary.crashes.counted("crash or hang", "crashes or hangs"), "\(summary.count(.skipped)) skipped",
            ]
            if summary.vacuous > 0 { parts.append("\(summary.vacuous) refused like their twins") }
            return parts
        }
    }
}
