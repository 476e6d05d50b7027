import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import Hunt
import JWTAdapters
import JWTConformance
import ReportKit

/// Looks for tokens that split verifiers and that no vector shows.
struct HuntCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hunt",
        abstract: "Looks for forged or odd tokens that verifiers treat differently, and that no vector shows yet.",
        discussion: """
              jwt-assay hunt fleet:python-pyjwt --seconds 600
              jwt-assay hunt fleet:c-cjose fleet:go-golang-jwt --judge fleet:python-jwcrypto --resume hunts/1
              jwt-assay hunt 'exec:./adapter' --tokens 100000 --seed 7 --format json --output hunt.json

            It changes accepted vectors as an attacker or an issuer could, signs again where that party can, and compares \
            each verifier's answer with the reference's. First it runs the vectors: what they show already isn't reported \
            again. Each new difference is reduced to a short token and grouped with its like.

            The same --seed and the same answers find the same. With --resume, the hunt keeps its state in a folder and \
            goes on there; finds/hunted.json in it holds the finds as vectors, for \
            --vectors FOLDER, and recipes.json is what vector-forge adopt takes.

            \(ExitStatus.help)
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, json
    }

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifiers: [VerifierArgument] = []

    @Option(
        help: ArgumentHelp(
            "A verifier that is known to be good: where it sides with a verifier under test, the find is marked as "
                + "contested. May be repeated.",
            valueName: "verifier"
        ),
        transform: VerifierArgument.init(_:)
    )
    var judge: [VerifierArgument] = []

    @Option(help: ArgumentHelp("How long to hunt (default: 60, unless --tokens is given).", valueName: "seconds"))
    var seconds: Double?

    @Option(help: ArgumentHelp("How many candidates to look at, over all parts of the hunt.", valueName: "number"))
    var tokens: Int?

    @Option(help: "The number that makes this hunt another than the next (default: 1, or that of the resumed hunt).")
    var seed: UInt64?

    @Option(help: ArgumentHelp("The folder where the hunt keeps its state, and goes on.", valueName: "folder"))
    var resume: String?

    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var selection: SelectionOptions

    @Option(
        help: ArgumentHelp(
            "Hold these vectors back, and say how many of the faults that they alone show are found again. May be repeated.",
            valueName: "pattern"
        )
    )
    var withhold: [String] = []

    @Option(help: "Requests sent before waiting for replies.")
    var window = 32

    @OptionGroup var outputs: OutputOptions<Format>
    @OptionGroup var labels: LabelOptions
    @OptionGroup var appearance: AppearanceOptions

    @ArgumentParser.Flag(name: [.short, .long], help: "Leave out progress and the list of finds; keep the summary.")
    var quiet = false

    @ArgumentParser.Flag(
        help: ArgumentHelp(
            "Hunt each mutant of the reference for --seconds, and exit with 1 below 90 %. --resume keeps the results.",
            visibility: .hidden
        )
    )
    var mutants = false

    @ArgumentParser.Flag(
        help: ArgumentHelp(
            "Measure how fast tokens are made and judged, and how fast each verifier answers in a bare loop and in a hunt.",
            visibility: .hidden
        )
    )
    var rate = false

    @Option(help: ArgumentHelp("Mutants to hunt at a time.", visibility: .hidden))
    var jobs = 2

    func validate() throws {
        try (verifiers + judge).checkDistinct()
        guard rate || mutants != !verifiers.isEmpty else { throw ValidationError("name at least one verifier") }
        guard window >= 1, window <= 4096 else { throw ValidationError("--window must be between 1 and 4096") }
        guard tokens ?? 1 >= 1 else { throw ValidationError("--tokens must be at least 1") }
        guard seconds ?? 1 > 0, seconds ?? 1 < 1e9 else { throw ValidationError("--seconds must be more than 0") }
        guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
    }

    func run() async throws {
        try await endingOnFailure {
            let corpus = try corpusOptions.load()
            let selected = try selection.picked(from: corpus.vectors, others: corpus.signVectors.map(\.id), of: "sign")
            let patterns = withhold.map(VectorPattern.init)
            let vectors = selected.filter { vector in !patterns.contains { $0.matches(vector.id) } }
            let withheld = selected.filter { vector in patterns.contains { $0.matches(vector.id) } }
            guard withhold.isEmpty || !withheld.isEmpty else {
                throw Failure(.nothingSelected, "no vector is called \(withhold[0].bounded(to: 128))")
            }
            let keys = try corpusOptions.keyRecords()
            if rate { return try await measureRates(vectors, keys) }
            if mutants { return try await huntMutants(vectors, keys) }
            let arguments = try labels.applied(to: verifiers + judge)
            let named = arguments.map { $0.named(vectors: corpusOptions.vectors) }
            let folder = try resume.map { try HuntFolder($0) }
            let targets = try outputs.open(usual: .human)
            let known = KnownFaults()
            let digest = try Campaign.digest(of: vectors, in: corpusOptions.digest())
            let settings = self
            let window = window
            let (document, wasInterrupted) = try await Signals.interruptible {
                let respondents = named.map { VerifierRespondent($0, window: window) }
                let count = settings.verifiers.count
                let campaign = Campaign(
                    vectors,
                    keys: keys,
                    respondents: Array(respondents.prefix(count)),
                    judges: Array(respondents.dropFirst(count)),
                    known: known
                )
                do {
                    let document = try await settings.hunt(
                        campaign,
                        vectors,
                        withheld,
                        known,
                        Array(named.prefix(count)),
                        digest,
                        folder
                    )
                    await campaign.finish()
                    return document
                } catch {
                    await campaign.finish()
                    throw error
                }
            }
            try folder?.finish(document)
            try write(document, targets, arguments)
            return ending(document, wasInterrupted: wasInterrupted)
        }
    }

    private func hunt(
        _ campaign: Campaign,
        _ vectors: [Vector],
        _ withheld: [Vector],
        _ known: KnownFaults,
        _ named: [NamedVerifier],
        _ digest: String,
        _ folder: HuntFolder?
    ) async throws -> HuntDocument {
        guard campaign.seedCount > 0 else {
            throw Failure(
                .nothingSelected,
                "none of the selected vectors is accepted, so the hunt has nowhere to begin"
            )
        }
        let progress = quiet ? nil : HuntProgress()
        defer { progress?.clear() }
        progress?.show("running the vectors, to know what they show already")
        // What the corpus shows: on its own processes, since these are asked much else.
        var options = Runner.Options()
        options.window = window
        options.jobs = Terminal.jobs(nil, for: verifiers)
        _ = await Runner(options: options).run(vectors, verifiers: named) { known.observe($0) }
        let hidden = KnownFaults(countsRoom: false)
        if !withheld.isEmpty {
            _ = await Runner(options: options).run(withheld, verifiers: named) { hidden.observe($0) }
        }
        var document = await campaign.document(corpus: digest, seed: seed ?? folder?.document?.seed ?? 1)
        if let earlier = folder?.document {
            // Programs that were ended don't say who they are.
            if Task.isCancelled { return earlier }
            if let why = earlier.obstacle(
                version: Suite.version,
                corpus: digest,
                seed: seed,
                verifiers: document.verifiers
            ) {
                throw Failure(.usage, "the hunt in \(resume ?? "") can't be resumed: \(why); name another folder")
            }
            document = earlier
        }
        var limits = Campaign.Limits()
        limits.seconds = seconds ?? (tokens == nil ? 60 : nil)
        limits.candidates = tokens
        await campaign.hunt(&document, until: limits) {
            folder?.keep($0)
        } observe: {
            progress?.observe($0)
        }
        if !withheld.isEmpty { document.withheld = hidden.rediscovery(in: document, besides: known) }
        return document
    }

    private func write(
        _ document: HuntDocument,
        _ targets: [OutputOptions<Format>.Target],
        _ arguments: [VerifierArgument]
    ) throws {
        for target in targets {
            let text =
                switch target.format {
                case .json: try JSONText.of(document, isPretty: true) + "\n"
                case .human:
                    HuntReport(
                        document,
                        spellings: arguments.spellings,
                        folder: resume,
                        style: target.file.isFile ? .plain : Terminal.style(appearance.color)
                    ).text(isQuiet: quiet)
                }
            try target.file.finish(text)
        }
        for part in document.verifiers {
            guard let why = part.unavailable else { continue }
            Terminal.complain("error: \(part.label): \(why)")
        }
    }

    private func ending(_ document: HuntDocument, wasInterrupted: Bool) -> ExitStatus {
        if wasInterrupted { return .interrupted }
        if document.verifiers.contains(where: { $0.unavailable != nil }) { return .incomplete }
        if document.verifiers.contains(where: { $0.asked == 0 }) { return .nothingSelected }
        return document.clusters.isEmpty ? .asExpected : .deviation
    }
}
