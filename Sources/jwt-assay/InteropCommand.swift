import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTConformance
import JWTReports
import ReportKit

/// Has implementations verify each other's tokens.
struct InteropCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interop",
        abstract: "Lets every implementation verify the tokens that the others sign.",
        discussion: """
            The reference always takes part. An implementation that can't sign only verifies.

            \(ExitStatus.help)
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, json
    }

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifiers: [VerifierArgument] = []

    @Option(help: ArgumentHelp("Fleet members: core, extended, all, a name or a glob.", valueName: "name"))
    var fleet: [String] = []

    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var labels: LabelOptions

    @Option(help: "Implementations to run at the same time (default: one per processor).")
    var jobs: Int?

    @Option(help: "The format of the report.")
    var format = Format.human

    @Option(name: [.short, .long], help: ArgumentHelp("Write the report to a file.", valueName: "file"))
    var output: String?

    @OptionGroup var sharding: ShardOptions
    @OptionGroup var appearance: AppearanceOptions

    func validate() throws {
        try verifiers.checkDistinct()
        guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs must be at least 1") }
        try sharding.check(isJSON: format == .json)
        guard !verifiers.isEmpty || !fleet.isEmpty else {
            throw ValidationError("name at least one verifier, or use --fleet core")
        }
    }

    func run() async throws {
        try await endingOnFailure {
            let participants = try labels.applied(to: participants())
            let named = participants.map { $0.named(vectors: corpusOptions.vectors) }
            let subjects = InteropSubject.all(in: try corpusOptions.load().signVectors)
            let file = try OutputFile(path: output, isShared: sharding.shard != nil)
            let description = RunDescription.now(corpus: try corpusOptions.digest())
            let runner = InteropRunner(jobs: Terminal.jobs(jobs, for: participants), shard: sharding.shard)
            let progress = Terminal.canShowProgress ? Progress() : nil
            let (document, wasInterrupted) = try await Signals.interruptible {
                await runner.run(subjects, verifiers: named, description: description) { progress?.observe($0) }
            }
            progress?.clear()
            let style = file.isFile ? TextStyle.plain : Terminal.style(appearance.color)
            switch format {
            case .human: try file.finish(InteropReport(document, style: style).text)
            case .json: try file.finish(try JSONText.of(document, isPretty: true) + "\n")
            }
            if wasInterrupted { return .interrupted }
            if sharding.shard != nil { return document.isFinished ? .asExpected : .incomplete }
            return document.ending
        }
    }

    private func participants() throws -> [VerifierArgument] {
        let members = fleet.isEmpty ? [] : try FleetSelection.members(named: fleet)
        var all = try [VerifierArgument("reference")] + members.map(VerifierArgument.init)
        for verifier in verifiers where !all.contains(verifier) { all.append(verifier) }
        return all
    }
}

extension InteropDocument {
    /// How a program ends whose result this is.
    var ending: ExitStatus {
        if !isFinished { return .incomplete }
        return misunderstandings + failures + incidents == 0 ? .asExpected : .deviation
    }
}
