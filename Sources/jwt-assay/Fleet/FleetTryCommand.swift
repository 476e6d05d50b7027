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
            the others. For each member the folder holds what every step said, the run documents, the baseline that was \
            drawn from them, the versions that were installed, and the logs. Send it to the project that the member \
            belongs to, also if a step failed. \(FleetSelection.names)

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
                    let version = LibraryRelease(of: member)?.version ?? "not built"
                    rows.append([member.id, version] + steps.map { "\($0.name) \($0.failure ?? "ok")" })
                }
                return (rows, failed)
            }
            let text = Self.summary(rows, failed: failed, folder: output)
            try OutputFile(path: "\(output)/README.txt").finish(text)
            try Terminal.write(text)
            return wasInterrupted ? .interrupted : failed == 0 ? .asExpected : .incomplete
        }
    }

    /// What became of each member, and what to do with the folder.
    private static func summary(_ rows: [[String]], failed: Int, folder: String) -> String {
        let suite = RunDescription.now(corpus: nil)
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        let failures =
            failed == 0
            ? ""
            : "A step failed for \(failed) of \(rows.count) members. Hand the folder back all the same: it says why.\n"
        return """
            jwt-assay \(suite.version), \(suite.started.prefix(10)), \(suite.machine?.system ?? "an unknown system")

            \(Table(rows: rows).text)
            \(failures)Hand back the whole folder \(name); to pack it: tar -czf \(name.shellQuoted).tar.gz \(folder.shellQuoted)
            Each member's folder has install.txt, doctor.txt, run.txt and sign.txt (what each step said), run.json and
            sign.json (the verdicts), baseline.json, release.json and the lock files (the versions), and the logs.

            """
    }
}
