import ArgumentParser
import CommandLineKit
import JWTConformance
import JWTReports
import ReportKit

/// Where a report goes, and what is printed in addition.
struct PresentationOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Write the report to a file, which is replaced once the run is over.", valueName: "file")
    )
    var output: String?

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

    func validate() throws {
        guard !quiet || !verbose else { throw ValidationError("use --quiet or --verbose, not both") }
    }

    /// What shows how far a run is, if anybody wants to see it.
    var progress: Progress? { !quiet && Terminal.canShowProgress ? Progress() : nil }

    /// Writes a report, and the summary for the terminal if the report goes to a file.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - report: where it goes.
    ///   - isHuman: whether the report itself is text for people.
    ///   - command: how commands that show a case again are spelt.
    ///   - showsMatrix: whether text for people has the matrix.
    ///   - rendered: the report if its format is for programs.
    /// - Throws: an error if something can't be written.
    func write(
        _ document: RunDocument,
        to report: OutputFile,
        isHuman: Bool,
        command: ReproductionCommand,
        showsMatrix: Bool,
        rendered: () throws -> String
    ) throws {
        func human(_ style: TextStyle, _ command: ReproductionCommand) -> String {
            let summary = HumanSummary(
                document,
                command: command,
                style: style,
                isVerbose: verbose,
                showsMatrix: showsMatrix
            )
            return quiet ? summary.closing : summary.text
        }
        let style = Terminal.style(appearance.color)
        if isHuman {
            try report.write(report.isFile ? human(.plain, command.forDocuments) : human(style, command))
        } else {
            try report.write(try rendered())
        }
        try report.finish()
        if report.isFile, !isHuman { try Terminal.write(human(style, command)) }
    }
}
