import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTReports

/// Shows the members of the fleet.
struct FleetListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the fleet: releases found, their dates and sources, and what this machine lacks for each.",
        discussion: FleetSelection.names
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @OptionGroup var fleet: FleetSelection

    @Option(help: "The format of the list.")
    var format = Format.text

    @ArgumentParser.Flag(help: "Ask each source for the newest version.")
    var newest = false

    func run() async throws {
        try await endingOnFailure {
            let members = try fleet.members()
            let workshop = FleetWorkshop()
            let missing = await workshop.missingPackages(of: members)
            let versions = await workshop.packageVersions(of: members)
            let latest = newest ? await workshop.newestVersions(of: members) : [:]
            let rows = members.map { member in
                FleetListing.Row(
                    member,
                    missingPackages: missing[member.id] ?? [],
                    versions: versions.filter { member.packages.contains($0.key) },
                    newest: latest[member.id]
                )
            }
            switch format {
            case .text: try Terminal.write(FleetListing(rows: rows).text)
            case .json: try Terminal.write(FleetListing(rows: rows).json())
            }
            return .asExpected
        }
    }
}
