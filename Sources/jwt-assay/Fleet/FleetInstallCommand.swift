import ArgumentParser
import CommandLineKit
import Fleet

/// Installs what members of the fleet need, and builds them.
struct FleetInstallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Installs the Debian packages that fleet members need, and builds the adapters.",
        discussion: FleetSelection.names + " Run it as root, or with passwordless sudo.\n\n"
            + ExitStatus.help
    )

    @OptionGroup var fleet: FleetSelection
    @OptionGroup var building: FleetBuildCommand.Options

    func run() async throws {
        try await endingOnFailure {
            let members = try fleet.members()
            let workshop = FleetWorkshop()
            let (installed, wasInterrupted) = try await Signals.interruptible {
                await workshop.install(members) { Terminal.talk("fleet: \($0)\n") }
            }
            if wasInterrupted { return .interrupted }
            let ready = members.filter { installed[$0.id]?.failure == nil }
            return try await building.build(ready, after: installed, of: members)
        }
    }
}
