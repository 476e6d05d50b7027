import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTConformance
import JWTReports
import ReportKit

/// Does everything for a member of the fleet that nobody has run yet, and leaves a folder to hand back.
struct FleetTryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Installs, builds, checks and runs fleet members, and leaves a folder to hand back.",
        discussion: """
            For members that were written without the library at hand. One that can't be installed or run doesn't stop \
            the others. The folder has for each member what every step said, the run documents, and the baseline that was \
            drawn from them; send it to the project that the member belongs to. \(FleetSelection.names)

            \(ExitStatus.help)
            """
    )

    @OptionGroup var fleet: FleetSelection

    @Option(help: ArgumentHelp("The folder to hand back.", valueName: "dir"))
    var output = "jwt-assay-trial"

    @Option(help: ArgumentHelp("The folder of the vectors.", valueName: "dir"))
    var vectors: String?

    func run() async throws {
        try await endingOnFailure {
            let members = try fleet.members()
            let ((rows, failed), wasInterrupted) = try await Signals.interruptible {
                var rows: [[String]] = []
                var failed = 0
                for member in members where !Task.isCancelled {
                    let trial = FleetTrial(member, folder: "\(output)/\(member.id)", vectors: vectors)
                    let steps = await trial.run { Terminal.talk("fleet: \(member.id): \($0)\n") }
                    if steps.contains(where: { $0.failure != nil }) { failed += 1 }
                    rows.append([member.id] + steps.map { "\($0.name) \($0.failure ?? "ok")" })
                }
                return (rows, failed)
            }
            let table = Table(rows: rows).text
            try OutputFile(path: "\(output)/summary.txt").finish(table)
            try Terminal.write(table + "the folder to hand back is \(output)\n")
            return wasInterrupted ? .interrupted : failed == 0 ? .asExpected : .incomplete
        }
    }
}
