import ArgumentParser
import CommandLineKit
import JWTConformance

/// The command line of the conformance suite.
@main
struct JWTAssay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jwt-assay",
        abstract: "Checks JWT libraries against the RFCs, and tests whether they accept forged tokens.",
        discussion: guide,
        version: Suite.version,
        subcommands: [
            RunCommand.self, ListCommand.self, ExplainCommand.self, SmokeCommand.self, SignCommand.self,
            DoctorCommand.self, NewAdapterCommand.self, ReportCommand.self, CompareCommand.self,
            CoverageCommand.self, ProveCommand.self, ControlsCommand.self, HistoryCommand.self,
            ImportCommand.self, FleetCommand.self, InteropCommand.self, KeysCommand.self,
            HuntCommand.self, RoutesCommand.self, MergeCommand.self, SiteCommand.self,
        ]
    )

    static func main() async { await Program.run(Self.self) }
}
