package import JWTConformance

/// A run of sign vectors for people: what disagrees, grouped by rule, and a summary of at most twelve lines at the end.
package struct SignSummary {
    private let document: SignRunDocument
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
        _ document: SignRunDocument,
        command: ReproductionCommand = ReproductionCommand(),
        style: TextStyle = .plain,
        isVerbose: Bool = false,
        showsMatrix: Bool = false
    ) {
        self.document = document
        self.command = command
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
        let vectors = document.implementations.first?.cases.count ?? 0
        let closing = RunClosing(
            runs: document.implementations,
            scope: "\(vectors.counted("sign vector")), corpus \(document.corpus)",
            isComplete: document.complete,
            style: style,
            isVerbose: isVerbose,
            command: command
        )
        return closing.text { run, isNarrow in
            var parts = [
                run.must.words(isNarrow: isNarrow), "\(run.count(.unsafe)) unsafe",
                run.count(.wrongToken).counted("wrong token"),
                (run.count(.crash) + run.count(.hang)).counted("crash or hang", "crashes or hangs"),
            ]
            if isNarrow { return parts }
            parts.append("\(run.count(.skipped)) skipped")
            let twice = run.cases.compactMap(\.repeated)
            if !twice.isEmpty {
                parts.append("\(twice.count { $0 }) of \(twice.count) tokens the same when asked for twice")
            }
            return parts
        }
    }
}
