import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import ReportKit

/// Builds members of the fleet.
struct FleetBuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Builds fleet members: compiles adapters and creates Python environments.",
        discussion: FleetSelection.names + "\n\n" + ExitStatus.help
    )

    /// How to build.
    struct Options: ParsableArguments {
        @Option(help: "Builds to run at the same time.")
        var jobs = 2

        @Option(help: ArgumentHelp("The time limit for one build.", valueName: "seconds"))
        var buildLimit = 1200.0

        func validate() throws {
            guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
            guard buildLimit > 0 else { throw ValidationError("--build-limit must be more than 0") }
        }

        /// Builds members, and shows what became of them all.
        func build(
            _ members: [FleetMember],
            after installed: [FleetMember.ID: FleetWorkshop.Outcome] = [:],
            of all: [FleetMember]
        ) async throws -> ExitStatus {
            let (jobs, limit) = (jobs, buildLimit)
            let (built, wasInterrupted) = try await Signals.interruptible {
                await FleetWorkshop().build(members, jobs: jobs, seconds: limit) { member, outcome, seconds in
                    let tenths = Int(seconds * 10)
                    let took = "\(tenths / 10).\(tenths % 10) s"
                    Terminal.talk("fleet: \(member.id) \(outcome.failure == nil ? "ready" : "FAILED"), \(took)\n")
                }
            }
            let outcomes = installed.merging(built) { $1 }
            let rows = all.map { member in
                let failure = outcomes[member.id]?.failure
                return [failure == nil ? "ready" : "FAILED", member.id, member.manifest.language, failure ?? ""]
            }
            try Terminal.write(Table(rows: rows).text)
            if wasInterrupted { return .interrupted }
            let failed = all.count { outcomes[$0.id]?.failure != nil }
            try Terminal.write("\(all.count - failed) of \(all.count) are ready\n")
            return failed == 0 ? .asExpected : .incomplete
        }
    }

    @OptionGroup var fleet: FleetSelection
    @OptionGroup var options: Options

    func run() async throws {
        try await endingOnFailure {
            let members = try fleet.members()
            return try await options.build(members, of: members)
        }
    }
}
