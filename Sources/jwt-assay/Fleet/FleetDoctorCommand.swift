import ArgumentParser
import CommandLineKit
import Doctor
import Fleet
import JWTConformance
import ReportKit

/// Checks the adapters of the fleet against the protocol.
struct FleetDoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks the adapters of the fleet and says which are ready.",
        discussion: """
            Prints one line per adapter; `jwt-assay doctor fleet:NAME` shows its findings in full. \(FleetSelection.names)

            \(ExitStatus.help)
            """
    )

    @OptionGroup var fleet: FleetSelection
    @OptionGroup var corpusOptions: CorpusOptions

    func run() async throws {
        try await endingOnFailure {
            let members = try fleet.members()
            let corpus = try corpusOptions.load()
            let schema = try corpusOptions.replySchema()
            let ((rows, ending, examined), wasInterrupted) = try await Signals.interruptible {
                var rows: [[String]] = []
                var ending = ExitStatus.asExpected
                var examined = 0
                for member in members where !Task.isCancelled {
                    Terminal.talk("fleet: \(member.id)\n")
                    let examination = await Doctor(
                        command: member.runCommand,
                        label: "fleet:\(member.id)",
                        known: try member.baseline.map { try NamedBaseline(path: $0).baseline },
                        corpus: corpus,
                        replySchema: schema
                    ).examine()
                    rows.append(Self.row(member, examination))
                    guard examination.state != .interrupted else { break }
                    examined += 1
                    if examination.state == .unavailable { ending = .incomplete }
                    if !examination.isHealthy, ending == .asExpected { ending = .deviation }
                }
                return (rows, ending, examined)
            }
            try Terminal.write(Table(rows: rows).text)
            if wasInterrupted {
                Terminal.complain("INCOMPLETE: interrupted after \(examined) of \(members.count)")
            }
            return wasInterrupted ? .interrupted : ending
        }
    }

    private static func row(_ member: FleetMember, _ examination: Examination) -> [String] {
        let must = examination.findings(.mustFix)
        let word =
            switch examination.state {
            case .unavailable: "CAN'T BE RUN"
            case .interrupted: "INTERRUPTED"
            case .complete where must.isEmpty: "healthy"
            case .complete: "MUST BE FIXED"
            }
        let advice = examination.findings(.advice).count
        return [word, member.id, "\(must.count) to fix, \(advice) to consider", must.first?.what ?? ""]
    }
}
