import ArgumentParser
import CommandLineKit
import JWTConformance
import JWTReports
import ReportKit

/// Where a report goes, and what is printed in addition.
struct PresentationOptions: ParsableArguments {
    @OptionGroup var outputs: OutputOptions<ReportFormat>

    @OptionGroup var appearance: AppearanceOptions

    @ArgumentParser.Flag(
        name: [.short, .long],
        help: "Leave out progress and the list of deviations; keep the summary."
    )
    var quiet = false

    @ArgumentParser.Flag(
        name: [.short, .long],
        help: "Show below each deviation what was expected and answered, and every implementation in the summary."
    )
    var verbose = false

    @ArgumentParser.Flag(help: "Also list the vectors for which either answer is legal, with the answer.")
    var recorded = false

    func validate() throws {
        guard !quiet || !verbose else { throw ValidationError("use --quiet or --verbose, not both") }
    }

    /// What shows how far a run is, if anybody wants to see it.
    var progress: Progress? { !quiet && Terminal.canShowProgress ? Progress() : nil }

    /// Writes the reports, and the summary for the terminal if all of them go to files.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - targets: which reports, and where they go.
    ///   - command: how commands that show a case again are spelt.
    ///   - showsMatrix: whether text for people has the matrix.
    /// - Throws: an error if something can't be written.
    func write(
        _ document: RunDocument,
        to targets: [OutputOptions<ReportFormat>.Target],
        command: ReproductionCommand,
        showsMatrix: Bool
    ) throws {
        func human(_ style: TextStyle, _ command: ReproductionCommand) -> String {
            let summary = HumanSummary(
                document,
                command: command,
                style: style,
                isVerbose: verbose,
                showsMatrix: showsMatrix,
                showsRecorded: recorded
            )
            return quiet ? summary.closing : summary.text
        }
        let style = Terminal.style(appearance.color)
        for target in targets {
            let text =
                switch target.format {
                case .human: target.file.isFile ? human(.plain, command.forDocuments) : human(style, command)
                // Of a stream, the rest was written as it happened.
                case .ndjson: try NDJSONReport.closing(document)
                default: try target.format.text(of: document, command: command.forDocuments)
                }
            try target.file.write(text)
            try target.file.finish()
        }
        if targets.allSatisfy({ $0.file.isFile && $0.format != .human }) { try Terminal.write(human(style, command)) }
    }
}
