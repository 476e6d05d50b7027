import ArgumentParser
import CommandLineKit
import JWTConformance
import JWTReports
import ReportKit

/// Shows the differences between two runs.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compares two saved runs: two versions of a library, two libraries, or two sets of vectors.",
        discussion: """
            If each run has one implementation, the two are compared. Otherwise implementations with the same command \
            are compared, then those with the same name. If the runs used different vectors, only common ones are \
            compared, and the report starts with the differences. Exits with \(ExitStatus.deviation.rawValue) if something \
            is newly failing or worse than before, otherwise with \(ExitStatus.incomplete.rawValue) if the newer run is \
            incomplete.

            \(ExitStatus.help)
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, markdown
    }

    @Argument(
        help: ArgumentHelp(
            "The older run, as `jwt-assay run` or `sign` writes it with --format json.",
            valueName: "old"
        )
    )
    var old: String

    @Argument(help: ArgumentHelp("The newer run.", valueName: "new"))
    var new: String

    @Option(help: "The format of the report.")
    var format = Format.human

    @Option(name: [.short, .long], help: ArgumentHelp("Write the report to a file.", valueName: "file"))
    var output: String?

    @OptionGroup var appearance: AppearanceOptions

    func run() async throws {
        try await endingOnFailure {
            let (older, newer) = (try RunDocument(atPath: old), try RunDocument(atPath: new))
            let comparison: RunComparison
            do throws(RunComparison.Failure) {
                comparison = try RunComparison(older, newer)
            } catch {
                throw Failure(.usage, "\(error)")
            }
            let file = try OutputFile(path: output, inputs: [old, new])
            let style = file.isFile ? .plain : Terminal.style(appearance.color)
            let report = ComparisonReport(comparison, style: style)
            try file.finish(format == .human ? report.text : report.markdown)
            if comparison.isRegression { return .deviation }
            return comparison.isNewerComplete ? .asExpected : .incomplete
        }
    }
}
