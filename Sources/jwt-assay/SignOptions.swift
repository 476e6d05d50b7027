import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTAdapters
import JWTConformance
import JWTReports

/// What is asked of signers, how, and where the answers go: the options of every command that puts sign vectors.
struct SignOptions: ParsableArguments {
    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var baselines: BaselineOptions

    @Option(help: "Signers that run at the same time; by default as many as there are processors.")
    var jobs: Int?

    @Option(help: "The form of the report.")
    var format = SignReportFormat.human

    @OptionGroup var presentation: PresentationOptions

    func validate() throws {
        guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs is at least 1") }
    }

    /// Asks the signers, reports what came of it, and says how the program ends.
    ///
    /// - Parameters:
    ///   - verifiers: whom to ask.
    ///   - ownBaselines: paths of baselines beside those that the command line names.
    ///   - showsMatrix: whether the matrix stands before the summary.
    ///   - conclude: called with the document, all sign vectors and the catalog once it's reported; an ending that it
    ///     returns is the program's.
    /// - Returns: how the program ends.
    /// - Throws: what ends it before there's a report.
    func run(
        _ verifiers: [VerifierArgument],
        ownBaselines: [String] = [],
        showsMatrix: Bool = false,
        conclude: (SignRunDocument, [SignVector], [Requirement]) throws -> ExitStatus? = { _, _, _ in nil }
    ) async throws -> ExitStatus {
        try baselines.check(verifiers.count)
        let corpus = try corpusOptions.load()
        let all = try corpusOptions.loadSignVectors()
        let vectors = try selection.picked(from: all, others: corpus.vectors.map(\.id), of: "run")
        let known = try baselines.read(beside: ownBaselines)
        let report = try OutputFile(path: presentation.output)
        let (asked, wasInterrupted) = try await ask(vectors, of: verifiers)
        let document = asked.judged(by: known.map(\.baseline), corpus: all.map(\.id))
        try write(document, of: verifiers, to: report, showsMatrix: showsMatrix)
        let concluded = try conclude(document, all, corpus.requirements)
        if let path = baselines.writeBaseline, let run = document.implementations.first, !wasInterrupted {
            let said = try NamedBaseline.write(run, vectors: all, requirements: corpus.requirements, to: path)
            Terminal.talk(said + "\n")
            return .asExpected
        }
        if let concluded, !wasInterrupted { return concluded }
        return ending(document, known: known, wasInterrupted: wasInterrupted)
    }

    private func ask(
        _ vectors: [SignVector],
        of verifiers: [VerifierArgument]
    ) async throws -> (SignRunDocument, wasInterrupted: Bool) {
        let description = RunDescription(
            version: Suite.version,
            corpus: "\(try corpusOptions.digest())",
            started: Date.now.ISO8601Format()
        )
        let runner = SignRunner(
            oracle: ReferenceVerifier(),
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount
        )
        let candidates = verifiers.map { $0.candidate(vectors: corpusOptions.vectors) }
        let progress = presentation.progress
        progress?.expect(vectors.count * candidates.count, of: candidates.count)
        defer { progress?.clear() }
        return try await Signals.interruptible {
            await runner.run(vectors, candidates: candidates, description: description) { progress?.observe($0) }
        }
    }

    private func write(
        _ document: SignRunDocument,
        of verifiers: [VerifierArgument],
        to report: OutputFile,
        showsMatrix: Bool
    ) throws {
        let command = ReproductionCommand(verifiers: verifiers.spellings, vectors: corpusOptions.vectors)
        try presentation.write(
            document,
            to: report,
            isHuman: format == .human,
            command: command,
            showsMatrix: showsMatrix
        ) {
            try format.text(of: document, command: command.forDocuments)
        }
        Terminal.complain(of: document.implementations, asked: verifiers)
    }

    private func ending(_ document: SignRunDocument, known: [NamedBaseline], wasInterrupted: Bool) -> ExitStatus {
        let runs = document.implementations
        let unused = known.unused(by: runs)
        for message in unused { Terminal.complain("error: \(message)") }
        if wasInterrupted { return .interrupted }
        if runs.contains(where: { $0.state == .unavailable }) { return .incomplete }
        // A baseline may say so; nobody else has looked at it.
        let silent = runs.filter { run in run.wasAskedNothing && !run.cases.contains { $0.known != nil } }
        for run in silent {
            Terminal.complain("error: \(run.label) declares nothing that a sign vector needs")
        }
        if !silent.isEmpty { return .nothingSelected }
        return unused.isEmpty && runs.allSatisfy(\.disagreements.isEmpty) ? .asExpected : .deviation
    }
}
