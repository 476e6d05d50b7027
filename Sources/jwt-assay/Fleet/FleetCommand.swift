import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials

/// The implementations that the suite has adapters for: lists them, shows which are ready, and asks them all at once.
struct FleetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: "Installs, builds and tests the libraries that the suite has adapters for.",
        discussion: """
            From nothing to the matrix:

              jwt-assay fleet install core    system packages, and what is built on them
              jwt-assay fleet run core        the corpus over all of them
              jwt-assay fleet sign core       what they sign, and what they should have refused to

            Every step can be taken again and does only what isn't done. An implementation that can't be installed or \
            built doesn't stop the others. \(FleetSelection.names)
            """,
        subcommands: [
            FleetListCommand.self, FleetInstallCommand.self, FleetBuildCommand.self, FleetDoctorCommand.self,
            FleetRunCommand.self, FleetSignCommand.self,
        ]
    )
}

/// Which members of the fleet.
struct FleetSelection: ParsableArguments {
    static let names =
        "NAME is core (the default), extended, all, an adapter's name such as go-golang-jwt, or a glob such "
        + "as 'go-*'."

    @Argument(help: ArgumentHelp("The implementations; see above.", valueName: "name"))
    var names: [String] = []

    /// The members that are meant.
    func members() throws -> [FleetMember] { try Self.members(named: names) }

    /// The members that names mean, wherever a command line has them.
    static func members(named names: [String]) throws -> [FleetMember] {
        do throws(FleetError) {
            return try Fleet().members(named: names)
        } catch {
            throw Failure(.usage, "\(error)")
        }
    }
}
