import ArgumentParser
import CommandLineKit
import JWTConformance
import JWTReports
import ReportKit

/// Shows which requirements the vectors are about.
struct CoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Shows the requirements of the RFCs and how many vectors test each.",
        discussion: """
            Exits with 1 if a testable requirement has no vector, or a vector names an unknown requirement. A \
            requirement that lacks one kind of vector is shown, but isn't a failure. With --attacks it shows the classes \
            of attacks instead, and exits with 1 if one lacks its vectors.
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, json
    }

    @OptionGroup var corpusOptions: CorpusOptions

    @ArgumentParser.Flag(help: "Show the classes of attacks and the vectors that try each.")
    var attacks = false

    @Option(help: "The format of the table.")
    var format = Format.human

    @OptionGroup var appearance: AppearanceOptions

    func run() async throws {
        try await endingOnFailure {
            if attacks { return try showAttacks() }
            let coverage = Coverage(try corpusOptions.load())
            switch format {
            case .human: try Terminal.write(CoverageReport(coverage, style: Terminal.style(appearance.color)).text)
            case .json: try Terminal.write(CoverageDocument(coverage).json())
            }
            return coverage.isComplete ? .asExpected : .deviation
        }
    }

    private func showAttacks() throws -> ExitStatus {
        let coverage = AttackCoverage(try corpusOptions.load(), classes: try corpusOptions.loadAttackClasses())
        switch format {
        case .human: try Terminal.write(AttackCoverageReport(coverage, style: Terminal.style(appearance.color)).text)
        case .json: try Terminal.write(AttackCoverageDocument(coverage).json())
        }
        return coverage.isComplete ? .asExpected : .deviation
    }
}
