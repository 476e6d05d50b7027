package import JWTConformance
package import ReportKit

/// A run for people: the deviations, grouped by rule, and a summary of at most twelve lines at the end.
package struct HumanSummary {
    private let document: RunDocument
    private let command: ReproductionCommand
    private let style: TextStyle
    private let isVerbose: Bool
    private let showsMatrix: Bool
    private let showsRecorded: Bool

    /// Prepares the text.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - command: how commands that show a case again are spelt.
    ///   - style: how it's set.
    ///   - isVerbose: whether what was answered stands below each deviation, and every implementation in the summary.
    ///   - showsMatrix: whether the matrix stands before the summary.
    ///   - showsRecorded: whether vectors are listed for which either answer is legal.
    package init(
        _ document: RunDocument,
        command: ReproductionCommand = ReproductionCommand(),
        style: TextStyle = .plain,
        isVerbose: Bool = false,
        showsMatrix: Bool = false,
        showsRecorded: Bool = false
    ) {
        self.command = command
        self.document = document
        self.style = style
        self.isVerbose = isVerbose
        self.showsMatrix = showsMatrix
        self.showsRecorded = showsRecorded
    }

    /// The deviations, the matrix if requested, and the summary, each line ended by a line feed.
    package var text: String {
        let explain = isVerbose ? command.explain : nil
        let runs = document.reportedRuns
        let failures = FailureList(runs, style: style, verbose: explain, showsRecorded: showsRecorded).text
        return (failures.isEmpty ? "" : failures + "\n") + closing
    }

    /// The text without the deviations.
    package var closing: String {
        (showsMatrix ? MatrixTable(document, style: style).text + "\n" : "")
            + RunClosing(document, style: style, isVerbose: isVerbose, command: command).text
    }
}
