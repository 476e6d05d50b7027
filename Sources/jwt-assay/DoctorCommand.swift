import ArgumentParser
import CommandLineKit
import Doctor
import Fleet
import FoundationEssentials
import JWTAdapters
import JWTConformance
import JWTReports
import ReportKit

/// Looks an adapter over before it's believed.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks an adapter and says what to fix.",
        discussion: """
            Starts the program, talks to it, and checks the protocol, its capabilities and its speed. It doesn't judge \
            the library: `jwt-assay run` does.

              jwt-assay doctor -- python3 my-adapter.py --fast
              jwt-assay doctor 'exec:./my-adapter'

            Exits with 1 if something must be fixed, and with 0 if there is only advice. What the library itself does wrong \
            isn't the adapter's fault: list it in a baseline, and it counts as known. For 'fleet:NAME', the adapter's own \
            baseline counts.

            \(ExitStatus.help)
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, json
    }

    @Argument(help: "The program and its arguments, or a single argument 'exec:COMMAND' or 'fleet:NAME'.")
    var command: [String]

    @OptionGroup var corpusOptions: CorpusOptions

    @Option(
        help: ArgumentHelp(
            "The library's known deviations, as `jwt-assay run --write-baseline` lists them.",
            valueName: "file"
        )
    )
    var baseline: String?

    @Option(help: ArgumentHelp("What the report calls the program.", valueName: "text"))
    var label: String?

    @Option(help: "How long the program may take to start, in seconds.")
    var startUp = 20.0

    @Option(help: "How long everything may take, in seconds.")
    var timeLimit = 600.0

    @Option(help: "The format of the report.")
    var format = Format.human

    @OptionGroup var appearance: AppearanceOptions

    /// The verifier, if the command line names it as `jwt-assay run` takes it.
    private var verifier: VerifierArgument? {
        get throws {
            guard command.count == 1, VerifierArgument.isVerifier(command[0]) else { return nil }
            do throws(VerifierArgumentError) {
                return try VerifierArgument(command[0])
            } catch {
                throw ValidationError("\(error)")
            }
        }
    }

    /// The program and its arguments.
    private var words: [String] {
        get throws {
            guard let verifier = try verifier else { return command }
            if let words = verifier.command { return words }
            throw ValidationError("doctor checks programs, and the reference isn't one; name an adapter")
        }
    }

    /// What is known of the library.
    private var known: Baseline? {
        get throws {
            let own =
                try verifier?.text.hasPrefix("fleet:") == true
                ? FleetSelection.members(named: [String(command[0].dropFirst("fleet:".count))]).first?.baseline : nil
            return try (baseline ?? own).map { try NamedBaseline(path: $0).baseline }
        }
    }

    func validate() throws {
        let words = try words
        PrivateWords.remember(words)
    }

    func run() async throws {
        try await endingOnFailure {
            let doctor = Doctor(
                command: try words,
                label: try label?.bounded(to: 128) ?? verifier?.label ?? VerifierArgument.label(of: command),
                known: try known,
                corpus: try corpusOptions.load(),
                replySchema: try corpusOptions.replySchema(),
                limits: .init(startUpSeconds: startUp),
                timeLimit: timeLimit
            )
            let (examination, wasInterrupted) = try await Signals.interruptible { await doctor.examine() }
            switch format {
            case .human: try Terminal.write(DoctorReport(examination, style: Terminal.style(appearance.color)).text)
            case .json: try Terminal.write(DoctorReport(examination).json())
            }
            if wasInterrupted { return .interrupted }
            if examination.state == .unavailable { return .incomplete }
            return examination.isHealthy ? .asExpected : .deviation
        }
    }
}

extension CorpusOptions {
    /// The schema of what adapters write: the corpus's own, or the suite's where a corpus has none.
    func replySchema() throws -> JSONSchema {
        let own = "\(directory)/schema"
        let folder = FileManager.default.fileExists(atPath: own) ? own : "\(CorpusLocation.own)/schema"
        do throws(JSONSchema.Unusable) {
            return try JSONSchema.adapterReply(in: folder)
        } catch {
            throw Failure(.suiteDefect, "\(error)")
        }
    }
}
