import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance
import JWTReports

/// Runs the sign vectors against members of the fleet and the reference.
struct FleetSignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Runs the sign vectors against members of the fleet, each with its own baseline.",
        discussion: """
            Known deviations are in the adapter's baseline.json, under `sign`. Only new ones, and listed ones that are \
            now fixed, count as deviations. \(FleetSelection.names)

            \(ExitStatus.help)
            """
    )

    @OptionGroup var fleet: FleetSelection
    @OptionGroup var options: RunOptions
    @OptionGroup var own: FleetBaselineOptions

    func run() async throws {
        try await endingOnFailure {
            try await own.run(options, fleet, .sign)
        }
    }
}
