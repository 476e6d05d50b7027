package import JWTConformance
package import ReportKit

/// The forms that a report of a run of sign vectors can have; each is a pure function of the run document.
package enum SignReportFormat: String, CaseIterable, Sendable {
    case human, markdown, json, junit, tap

    /// What it's for, in a phrase.
    package var purpose: String {
        let format: ReportFormat =
            switch self {
            case .human: .human
            case .markdown: .markdown
            case .json: .json
            case .junit: .junit
            case .tap: .tap
            }
        return format.purpose
    }

    /// The report of a run.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - command: how commands that show a case again are spelt.
    ///   - style: how text for people is set.
    /// - Returns: the report, ended by a line feed.
    /// - Throws: where a number has no spelling in JSON.
    package func text(
        of document: SignRunDocument,
        command: ReproductionCommand = ReproductionCommand(),
        style: TextStyle = .plain
    ) throws -> String {
        switch self {
        case .human: HumanSummary(document, command: command, style: style).text
        case .markdown: SignMarkdownReport(document, command: command).text
        case .json: try JSONReport.text(document)
        case .junit: JUnitReport(document).text
        case .tap: TAPReport(document).text
        }
    }
}
