import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTAdapters
import JWTConformance
import JWTReports
import Synchronization

/// What is asked, how, and where the answers go: the options of every command that asks verifiers or signers.
struct RunOptions: ParsableArguments {
    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var selection: SelectionOptions

    @OptionGroup var baselines: BaselineOptions

    @Option(help: "Implementations to run at the same time (default: one per processor).")
    var jobs: Int?

    @Option(help: "Requests sent before waiting for replies; use 1 for accurate timings.")
    var window = 32

    @Option(name: .customLong("repeat"), help: "Ask everything this many times; a different answer is flaky.")
    var repeats = 1

    @Option(
        help: ArgumentHelp(
            "How long one implementation may take for everything; the vectors that are left aren't run. 0: no limit.",
            valueName: "seconds"
        )
    )
    var timeLimit = Runner.Options().timeLimit ?? 0

    @Option(help: ArgumentHelp("End the run after this many deviations that no baseline lists.", valueName: "number"))
    var maxFail: Int?

    @OptionGroup var gravity: GravityOption

    @OptionGroup var sharding: ShardOptions
    @OptionGroup var resumption: ResumptionOptions

    @OptionGroup var labels: LabelOptions
    @OptionGroup var presentation: PresentationOptions

    func validate() throws {
        guard window >= 1, window <= 4096 else { throw ValidationError("--window must be between 1 and 4096") }
        guard repeats >= 1 else { throw ValidationError("--repeat must be at least 1") }
        guard timeLimit >= 0 else { throw ValidationError("--time-limit must be 0 or more, in seconds") }
        guard maxFail ?? 1 >= 1 else { throw ValidationError("--max-fail must be at least 1") }
        guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs must be at least 1") }
        try sharding.check(isJSON: presentation.outputs.format.contains(.json))
        try resumption.check(sharding, isFile: presentation.outputs.output.contains { $0 != "-" })
        guard sharding.shard == nil || maxFail == nil else {
            throw ValidationError("--max-fail ends a run before its end, and a shard has to be whole")
        }
        guard sharding.shard == nil || (baselines.baseline.isEmpty && baselines.writeBaseline == nil) else {
            throw ValidationError("a baseline judges the whole run: give it to `jwt-assay merge`, not to a shard")
        }
    }

    /// Asks the implementations, reports the results, and returns how the program ends.
    ///
    /// - Parameters:
    ///   - verifiers: whom to ask.
    ///   - kind: what they're asked.
    ///   - profile: how expectations are read where the RFCs leave room.
    ///   - ownBaselines: paths of baselines besides those on the command line, by the label of the verifier that each is for.
    ///   - subject: the position of the verifier whose baseline is written, if that is requested: the last.
    ///   - missing: why that verifier doesn't declare a capability, by its feature.
    ///   - showsMatrix: whether text for people has the matrix.
    ///   - conclude: called with the document once it's reported; an ending that it returns is the program's.
    /// - Returns: how the program ends.
    /// - Throws: what ends it before there's a report.
    func run(
        _ verifiers: [VerifierArgument],
        _ kind: VectorKind,
        profile: GradingProfile = .standard,
        ownBaselines: [String: String] = [:],
        subject: Int = 0,
        missing: [String: String] = [:],
        showsMatrix: Bool = false,
        conclude: (RunDocument, Corpus) throws -> ExitStatus? = { _, _ in nil }
    ) async throws -> ExitStatus {
        try baselines.check(verifiers.count - subject)
        let verifiers = try labels.applied(to: verifiers)
        let corpus = try corpusOptions.load()
        let all = corpus.vectors(kind)
        let vectors = try selection.picked(
            from: all,
            others: corpus.vectors(kind == .verify ? .sign : .verify).map(\.id),
            of: kind == .verify ? "sign" : "run"
        )
        let known = sharding.shard == nil ? try baselines.read(beside: ownBaselines) : []
        if resumption.unlessFinished, try isFinished(vectors, of: verifiers, profile) { return .asExpected }
        let inputs =
            baselines.baseline + ownBaselines.values + [baselines.writeBaseline, selection.failedIn].compactMap(\.self)
        let targets = try presentation.outputs.open(
            usual: .human,
            inputs: inputs,
            isShared: sharding.shard != nil
        )
        let limit = maxFail.map { FailureLimit($0, kind, baselines: known.map(\.baseline)) }
        let (asked, wasInterrupted) = try await ask(vectors, of: verifiers, profile, targets, limit)
        let attacks = AttackCoverage(corpus, classes: try corpusOptions.loadAttackClasses())
        let releases = Dictionary(verifiers.compactMap { verifier in verifier.release.map { (verifier.label, $0) } }) {
            $1
        }
        let document = asked.naming(releases).citing(corpus.requirements, attacks: attacks)
            .judged(by: known, corpus: all.map(\.id))
        try write(document, of: verifiers, to: targets, showsMatrix: showsMatrix)
        let concluded = sharding.shard == nil ? try conclude(document, corpus) : nil
        if let limit, limit.isReached, !wasInterrupted {
            Terminal.complain(
                "ended after \(maxFail ?? 0) deviations (--max-fail); the report has what was done until then"
            )
            return .deviation
        }
        if let path = baselines.writeBaseline, let run = document.implementations.dropFirst(subject).first,
            !wasInterrupted
        {
            Terminal.talk(try NamedBaseline.write(run, of: document, corpus: corpus, missing: missing, to: path) + "\n")
            return .asExpected
        }
        if let concluded, !wasInterrupted { return concluded }
        return ending(document, wasInterrupted: wasInterrupted, unused: known.unused(by: document.implementations))
    }

    private func ask(
        _ vectors: [Vector],
        of verifiers: [VerifierArgument],
        _ profile: GradingProfile,
        _ targets: [OutputOptions<ReportFormat>.Target],
        _ limit: FailureLimit?
    ) async throws -> (RunDocument, wasInterrupted: Bool) {
        var options = Runner.Options()
        options.window = window
        options.jobs = Terminal.jobs(jobs, for: verifiers)
        options.repeats = repeats
        options.timeLimit = timeLimit > 0 ? timeLimit : nil
        options.profile = profile
        options.shard = sharding.shard
        let description = RunDescription.now(corpus: try corpusOptions.digest())
        let named = verifiers.map { $0.named(vectors: corpusOptions.vectors) }
        let progress = presentation.progress
        let lines = targets.filter { $0.format == .ndjson }.map { EventLines($0.file) }
        defer { progress?.clear() }
        let runner = Runner(options: options, minter: ReferenceMinter(), oracle: ReferenceVerifier())
        let result = try await Signals.interruptible {
            let task = Task {
                await runner.run(vectors, verifiers: named, description: description) { event in
                    progress?.observe(event)
                    for line in lines { line.write(event) }
                    limit?.observe(event)
                }
            }
            limit?.whenReached { task.cancel() }
            return await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                task.cancel()
            }
        }
        if let error = lines.lazy.compactMap(\.error).first { throw error }
        return result
    }

    /// Whether every file of this shard is there, and the document is a finished one of the same questions.
    private func isFinished(
        _ vectors: [Vector],
        of verifiers: [VerifierArgument],
        _ profile: GradingProfile
    ) throws -> Bool {
        let files = presentation.outputs.paths(usual: .human).compactMap { format, path in path.map { (format, $0) } }
        guard let shard = sharding.shard, let path = files.first(where: { $0.0 == .json })?.1,
            files.allSatisfy({ FileManager.default.fileExists(atPath: $0.1) }),
            let content = FileManager.default.contents(atPath: path),
            let document = try? RunDocument(json: Array(content)), document.isFinished,
            document.shard == ShardRecord(shard, dividing: vectors.shardUnits),
            (document.suite.version, document.suite.corpus) == (Suite.version, "\(try corpusOptions.digest())"),
            document.profile == profile, document.implementations.map(\.label) == verifiers.map(\.label)
        else { return false }
        Terminal.talk("shard \(shard) is finished: \(path); nothing was asked\n")
        return true
    }

    private func write(
        _ document: RunDocument,
        of verifiers: [VerifierArgument],
        to targets: [OutputOptions<ReportFormat>.Target],
        showsMatrix: Bool
    ) throws {
        let command = ReproductionCommand(
            verifiers: verifiers.spellings,
            vectors: corpusOptions.vectors,
            profile: document.profile
        )
        try presentation.write(document, to: targets, command: command, showsMatrix: showsMatrix)
        Terminal.complain(of: document.implementations, asked: verifiers)
    }

    private func ending(_ document: RunDocument, wasInterrupted: Bool, unused: [String]) -> ExitStatus {
        for message in unused { Terminal.complain("error: \(message)") }
        if wasInterrupted { return .interrupted }
        if document.shard != nil { return document.isFinished ? .asExpected : .incomplete }
        return document.ending(isMisjudged: !unused.isEmpty, failOn: gravity.failOn)
    }
}

extension RunDocument {
    /// How a program ends whose result this is.
    ///
    /// - Parameters:
    ///   - isMisjudged: whether a baseline is for none of the implementations.
    ///   - failOn: how grave a deviation must be to count; `nil`: every one counts.
    /// - Returns: the exit code.
    func ending(isMisjudged: Bool, failOn: Severity?) -> ExitStatus {
        if !isFinished { return .incomplete }
        let silent = implementations.filter(\.hasAskedNothing)
        let needed = kinds == [.sign] ? "a sign vector needs" : "the selected vectors need"
        for run in silent { Terminal.complain("error: \(run.label) doesn't declare the capabilities that \(needed)") }
        if !silent.isEmpty { return .nothingSelected }
        let records = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
        let failing = implementations.flatMap(\.deviations).filter { deviation in
            failOn.map { deviation.isAtLeast($0, among: records) } ?? true
        }
        return !isMisjudged && failing.isEmpty ? .asExpected : .deviation
    }
}

/// Which deviations end a command with 1: an option of the commands that judge.
struct GravityOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            End with 1 only for faults at least that grave, and where the run itself can't be relied on; all else is \
            only reported (default: every deviation).
            """,
            valueName: "severity"
        )
    )
    var failOn: Severity?
}

/// How expectations are read: an option of the commands that ask verifiers.
struct ProfileOption: ParsableArguments {
    @Option(help: "How to grade where the RFCs leave room.")
    var profile = GradingProfile.standard
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
