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
            To test the core libraries:

              jwt-assay fleet install core    install packages and build the adapters
              jwt-assay fleet run core        run the vectors
              jwt-assay fleet sign core       run the sign vectors

            Every step can be repeated and does only what is missing. If an implementation can't be installed or built, \
            the others go on. \(FleetSelection.names)
            """,
        subcommands: [
            FleetListCommand.self, FleetInstallCommand.self, FleetBuildCommand.self, FleetDoctorCommand.self,
            FleetRunCommand.self, FleetSignCommand.self, FleetTryCommand.self,
        ]
    )
}

/// Which members of the fleet.
struct FleetSelection: ParsableArguments {
    static let names =
        "NAME is core (the default), extended, all, untried, an adapter's name such as go-golang-jwt, or a glob such "
        + "as 'go-*'. NAME@RELEASE is another release than the newest: python-pyjwt@2.9.0, ruby-jwt@bookworm, "
        + "'*@bookworm'."

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
