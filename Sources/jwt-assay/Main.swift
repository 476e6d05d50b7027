import ArgumentParser
import Console
import JWTConformance

/// The command line of the conformance suite.
@main
struct JWTAssay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jwt-assay",
        abstract: "Says, token by token, whether a JWT implementation keeps the RFCs.",
        discussion: guide,
        version: Suite.version,
        subcommands: [
            RunCommand.self, ListCommand.self, ExplainCommand.self, SmokeCommand.self, SignCommand.self,
            DoctorCommand.self, NewAdapterCommand.self, ReportCommand.self, CompareCommand.self,
            CoverageCommand.self, ProveCommand.self, ControlsCommand.self,
            ImportCommand.self, FleetCommand.self, InteropCommand.self, RoutesCommand.self,
        ]
    )

    static func main() async {
        Console.openClosedStreams()
        // A reader that goes away is seen as a failed write, not as the end of this program; the same for adapters.
        EndingSignals.ignoreBrokenPipes()
        await main(nil)
    }
}
