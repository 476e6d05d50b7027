package import JWTConformance

/// A run for people: what disagrees, grouped by rule, and a summary of at most twelve lines at the end.
package struct HumanSummary {
    private let document: RunDocument
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
        self.command = command
        self.document = document
        self.style = style
        self.isVerbose = isVerbose
        self.showsMatrix = showsMatrix
    }

    /// The disagreements, the matrix where it's wanted, and the summary, each line ended by a line feed.
    package var text: String {
        let explain = isVerbose ? command.explain : nil
        let failures = FailureList(document.reportedRuns, style: style, verbose: explain).text
        return (failures.isEmpty ? "" : failures + "\n") + closing
    }

    /// The text without the disagreements.
    package var closing: String {
        (showsMatrix ? MatrixTable(document, style: style).text + "\n" : "") + summary
    }

    /// The summary alone: at most twelve lines of the terminal, unless it's verbose.
    private var summary: String {
        let profile = document.profile == .standard ? "" : ", \(document.profile.rawValue) profile"
        let closing = RunClosing(
            runs: document.implementations,
            scope: "\(document.vectors.count.counted("vector"))\(profile), corpus \(document.suite.corpus)",
            isComplete: document.complete,
            style: style,
            isVerbose: isVerbose,
            command: command
        )
        return closing.text { run, isNarrow in
            let summary = run.summary
            var parts = [
                summary.must.words(isNarrow: isNarrow), summary.bypasses.counted("bypass", "bypasses"),
                summary.crashes.counted("crash or hang", "crashes or hangs"),
            ]
            if isNarrow { return parts }
            parts.append("\(summary.count(.skipped)) skipped")
            if summary.vacuous > 0 { parts.append("\(summary.vacuous) refused like their twins") }
            return parts
        }
    }
}
