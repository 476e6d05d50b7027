import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance

/// Runs the vectors against members of the fleet and the reference.
struct FleetRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the vectors against members of the fleet, each with its own baseline.",
        discussion: """
            What an implementation is known to get wrong stands in its adapter's baseline.json; only what isn't there, \
            or isn't so any more, is a deviation. \(FleetSelection.names)

            \(ExitStatus.help)
            """
    )

    @OptionGroup var fleet: FleetSelection
    @OptionGroup var options: RunOptions
    @OptionGroup var grading: ProfileOption

    @OptionGroup var own: FleetBaselineOptions

    func run() async throws {
        try await endingOnFailure {
            try await own.run(options, fleet, .verify, profile: grading.profile)
        }
    }
}
