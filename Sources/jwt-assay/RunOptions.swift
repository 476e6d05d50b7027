import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTAdapters
import JWTConformance
import JWTReports
import Synchronization

/// What is asked, how, and where the answers go: the options of every command that puts vectors to verifiers.
struct RunOptions: ParsableArguments {
    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var selection: SelectionOptions

    @OptionGroup var baselines: BaselineOptions

    @Option(help: "Verifiers that run at the same time; by default as many as there are processors.")
    var jobs: Int?

    @Option(help: "Questions in flight per verifier; 1 for exact times.")
    var window = 32

    @Option(name: .customLong("repeat"), help: "Ask everything so many times; a different answer is flaky.")
    var repeats = 1

    @Option(help: "How expectations are read where the RFCs leave room.")
    var profile = GradingProfile.standard

    @Option(help: "The form of the report.")
    var format = ReportFormat.human

    @OptionGroup var presentation: PresentationOptions

    func validate() throws {
        guard window >= 1, window <= 4096 else { throw ValidationError("--window is from 1 to 4096") }
        guard repeats >= 1 else { throw ValidationError("--repeat is at least 1") }
        guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs is at least 1") }
    }

    /// Asks the verifiers, reports what came of it, and says how the program ends.
    ///
    /// - Parameters:
    ///   - verifiers: whom to ask.
    ///   - ownBaselines: paths of baselines beside those that the command line names.
    ///   - showsMatrix: whether text for people has the matrix.
    ///   - conclude: called with the document once it's reported; an ending that it returns is the program's.
    /// - Returns: how the program ends.
    /// - Throws: what ends it before there's a report.
    func run(
        _ verifiers: [VerifierArgument],
        ownBaselines: [String] = [],
        showsMatrix: Bool = false,
        conclude: (RunDocument, Corpus) throws -> ExitStatus? = { _, _ in nil }
    ) async throws -> ExitStatus {
        try baselines.check(verifiers.count)
        let corpus = try corpusOptions.load()
        let vectors = try selection.picked(
            from: corpus.vectors,
            others: try corpusOptions.loadSignVectors().map(\.id),
            of: "sign"
        )
        let known = try baselines.read(beside: ownBaselines)
        let report = try OutputFile(path: presentation.output)
        let (asked, wasInterrupted) = try await ask(vectors, of: verifiers, report: report)
        let attacks = AttackCoverage(corpus, classes: try corpusOptions.loadAttackClasses())
        let document = asked.citing(corpus.requirements, attacks: attacks)
            .judged(by: known.map(\.baseline), corpus: corpus.vectors.map(\.id))
        try write(document, of: verifiers, to: report, showsMatrix: showsMatrix)
        let concluded = try conclude(document, corpus)
        if let path = baselines.writeBaseline, let run = document.implementations.first, !wasInterrupted {
            Terminal.talk(try NamedBaseline.write(run, of: document, corpus: corpus, to: path) + "\n")
            return .asExpected
        }
        if let concluded, !wasInterrupted { return concluded }
        return ending(document, wasInterrupted: wasInterrupted, unused: known.unused(by: document.implementations))
    }

    private func ask(
        _ vectors: [Vector],
        of verifiers: [VerifierArgument],
        report: OutputFile
    ) async throws -> (RunDocument, wasInterrupted: Bool) {
        var options = Runner.Options()
        options.window = window
        options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        options.repeats = repeats
        options.profile = profile
        let description = RunDescription(
            version: Suite.version,
            corpus: "\(try corpusOptions.digest())",
            started: Date.now.ISO8601Format(),
            machine: .current()
        )
        let candidates = verifiers.map { $0.candidate(vectors: corpusOptions.vectors) }
        let progress = presentation.progress
        let lines = format == .ndjson ? EventLines(report) : nil
        defer { progress?.clear() }
        let runner = Runner(options: options, minter: ReferenceMinter())
        let result = try await Signals.interruptible {
            await runner.run(vectors, candidates: candidates, description: description) { event in
                progress?.observe(event)
                lines?.write(event)
            }
        }
        if let error = lines?.error { throw error }
        return result
    }

    private func write(
        _ document: RunDocument,
        of verifiers: [VerifierArgument],
        to report: OutputFile,
        showsMatrix: Bool
    ) throws {
        try presentation.write(
            document,
            to: report,
            isHuman: format == .human,
            command: command(verifiers),
            showsMatrix: showsMatrix
        ) {
            // Of a stream, the rest was written as it happened.
            format == .ndjson
                ? try NDJSONReport.closing(document)
                : try format.text(of: document, command: command(verifiers).forDocuments)
        }
        Terminal.complain(of: document.implementations, asked: verifiers)
    }

    private func command(_ verifiers: [VerifierArgument]) -> ReproductionCommand {
        ReproductionCommand(verifiers: verifiers.spellings, vectors: corpusOptions.vectors, profile: profile)
    }

    private func ending(_ document: RunDocument, wasInterrupted: Bool, unused: [String]) -> ExitStatus {
        for message in unused { Terminal.complain("error: \(message)") }
        if wasInterrupted { return .interrupted }
        if document.implementations.contains(where: { $0.state == .unavailable }) { return .incomplete }
        let isAsExpected = unused.isEmpty && document.implementations.allSatisfy(\.disagreements.isEmpty)
        return isAsExpected ? .asExpected : .deviation
    }
}

/// Writes events as they come, and keeps the first error for the end of the run.
private final class EventLines: Sendable {
    private let report: OutputFile
    private let failure = Mutex<(any Error)?>(nil)

    init(_ report: OutputFile) {
        self.report = report
    }

    var error: (any Error)? { failure.withLock { $0 } }

    func write(_ event: RunEvent) {
        failure.withLock { failure in
            guard failure == nil else { return }
            do {
                try report.write(try NDJSONReport.line(event))
            } catch {
                failure = error
            }
        }
    }
}
