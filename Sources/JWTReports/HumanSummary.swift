package import ReportKit

/// What a run has to have to be shown to people: of verifiers, or of signers.
package protocol SummarizedRun {
    /// The parts of the run, in its order.
    var reportedRuns: [ReportedRun] { get }

    /// The matrix of the run.
    func matrix(style: TextStyle) -> MatrixTable

    /// The end of the report, each line ended by a line feed; see ``RunClosing``.
    func closing(command: ReproductionCommand, style: TextStyle, isVerbose: Bool) -> String
}

/// A run for people: what disagrees, grouped by rule, and a summary of at most twelve lines at the end.
package struct HumanSummary<Document: SummarizedRun> {
    private let document: Document
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
        _ document: Document,
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
        (showsMatrix ? document.matrix(style: style).text + "\n" : "")
            + document.closing(command: command, style: style, isVerbose: isVerbose)
    }
}
