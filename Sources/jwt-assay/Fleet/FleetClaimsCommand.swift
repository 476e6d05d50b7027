import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance
import JWTReports

/// Holds what libraries say of themselves against a run.
struct FleetClaimsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "Compares what libraries say of themselves with a saved run, and prints what doesn't hold.",
        discussion: """
            What a library's documentation says is in its adapter.json, with a link: the algorithms that it lists, the \
            claims that it says it validates, and the serializations.

            \(ExitStatus.help)
            """
    )

    @Argument(help: ArgumentHelp("A document of `fleet run`, written with --format json.", valueName: "run"))
    var runs: [String]

    func run() async throws {
        try await endingOnFailure {
            let members = try FleetSelection.members(named: ["all"])
            let report = DocumentedClaimsReport(try RunDocument(atPaths: runs), members: members)
            try Terminal.write(report.text)
            return report.holds ? .asExpected : .deviation
        }
    }
}
