package import JWTConformance
package import ReportKit

/// The forms that a report of a run can have; each is a pure function of the run document.
public enum ReportFormat: String, CaseIterable, Sendable {
    /// Text for a terminal.
    case human
    /// One file for a browser.
    case html
    /// A summary for a pull request or a step of continuous integration.
    case markdown
    /// The run document itself.
    case json
    /// An event to a line.
    case ndjson
    /// JUnit XML.
    case junit
    /// The Test Anything Protocol, version 14.
    case tap
    /// SARIF 2.1.0.
    case sarif
    /// At most ten annotations for GitHub Actions.
    case github
    /// The verdicts, a vector to a line.
    case csv
    /// An SVG image.
    case badge
    /// JSON for the endpoint of shields.io.
    case badgeJSON = "badge-json"

    /// What it's for, in a phrase.
    package var purpose: String {
        switch self {
        case .human: "text for a terminal"
        case .html: "one file for a browser"
        case .markdown: "a summary for a pull request or a CI step"
        case .json: "the run document itself"
        case .ndjson: "one event a line"
        case .junit: "JUnit XML"
        case .tap: "TAP 14"
        case .sarif: "SARIF 2.1.0"
        case .github: "at most ten annotations for GitHub Actions"
        case .csv: "the verdicts, one vector a line"
        case .badge: "an SVG"
        case .badgeJSON: "JSON for the endpoint of shields.io"
        }
    }

    /// Whether it shows who accepts whose tokens.
    package var showsInterop: Bool { self == .html }
    /// Whether it shows how clients fetch keys.
    package var showsKeys: Bool { self == .html || self == .markdown }

    /// The report of a run.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - interop: who accepts whose tokens; ``showsInterop`` says which formats show it.
    ///   - keys: how clients fetch keys; ``showsKeys`` says which formats show it.
    ///   - command: how commands that show a case again are spelt.
    ///   - style: how text for people is set.
    /// - Returns: the report, ended by a line feed.
    /// - Throws: an error if a number can't be represented in JSON.
    package func text(
        of document: RunDocument,
        interop: [InteropDocument] = [],
        keys: [KeyRunDocument] = [],
        command: ReproductionCommand = ReproductionCommand(),
        style: TextStyle = .plain
    ) throws -> String {
        switch self {
        case .human:
            HumanSummary(
                document,
                command: command,
                style: style,
                // For one or two, the summary says the same as the matrix.
                showsMatrix: document.implementations.count > 2
            ).text
        case .html: try HTMLReport(document, interop: interop, keys: keys).text()
        case .markdown:
            ([MarkdownReport(document, command: command).text] + keys.map { KeyRunReport($0).markdown })
                .joined(separator: "\n")
        case .json: try JSONReport.text(document)
        case .ndjson: try NDJSONReport.text(document)
        case .junit: JUnitReport(document).text
        case .tap: TAPReport(document).text
        case .sarif: try SARIFReport(document).text()
        case .github: GitHubReport(document).text
        case .csv: CSVReport(document).text
        case .badge: BadgeReport(document).svg
        case .badgeJSON: try BadgeReport(document).json()
        }
    }
}
