import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTWorkloads
import Statistics

extension JWTBench {
    /// Compares two versions, process by process.
    struct Duet: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares two builds, adapters or releases; exits with 1 if the new one is slower.",
            discussion: """
                  jwt-bench duet old/jwt-bench new/jwt-bench          two builds of jwt-bench: the reference
                  jwt-bench duet fleet:go-jwx@2.1 fleet:go-jwx        two releases of a library
                  jwt-bench duet 'exec:./adapter --old' exec:./adapter
                  jwt-bench duet OLD NEW --algorithms ES256 --operation verify --minutes 3
                  jwt-bench duet OLD NEW --instructions               count with valgrind instead, for CI
                  jwt-bench duet OLD NEW --resume duet.json           continue after Ctrl-C

                Starts both again and again in random order, with the stack and the heap in other places, and times them by \\
                turns in slices of milliseconds. Each pair of processes is one observation. The probability of any false \\
                alarm among all scenarios is one percent. Adapters verify only, and need the operation bench.

                Exits with 1 if something is slower, and with 3 if a side could not be measured. What can't be told isn't \\
                a failure; the table says how many more minutes it needs.
                """
        )

        @Argument(help: "The earlier version: the path of a jwt-bench, 'fleet:NAME', or 'exec:COMMAND'.")
        var old: String

        @Argument(help: "The later version, of the same kind.")
        var new: String

        @Option(help: ArgumentHelp("The algorithms, separated by commas, or all.", valueName: "names"))
        var algorithms = "HS256,RS256,ES256,EdDSA"

        @Option(
            help: ArgumentHelp("sign, verify or both. (default: both, or verify for adapters)", valueName: "operation")
        )
        var operation: OperationChoice?

        @Option(help: ArgumentHelp("Variants of the reference's workload, as for `run`.", valueName: "names"))
        var variants: VariantNames = VariantNames(variants: [.usual])

        @Option(help: ArgumentHelp("Minutes per scenario.", valueName: "minutes"))
        var minutes = 1.0

        @Option(help: ArgumentHelp("Pairs of processes per scenario, instead of minutes.", valueName: "count"))
        var pairs: Int?

        @Flag(help: "Count instructions with valgrind instead of taking the time. (two builds only)")
        var instructions = false

        @OptionGroup var rule: RuleOptions

        @Option(help: ArgumentHelp("Save the pairs in this JSON document, and add to those it has.", valueName: "file"))
        var resume: String?

        @Option(help: ArgumentHelp("Percents of work to add to the new one.", visibility: .hidden))
        var addedWork: String?

        @OptionGroup var presentation: PresentationOptions

        func validate() throws {
            guard minutes > 0, minutes <= 1_440 else {
                throw ValidationError("--minutes must be more than 0, at most 1440.")
            }
            guard pairs.map((1...100_000).contains) ?? true else {
                throw ValidationError("--pairs must be between 1 and 100000.")
            }
            _ = try shares
        }

        func run() async throws {
            let (old, new) = (try side(old), try side(new))
            var scenarios: [Scenario]
            switch (old.kind, new.kind) {
            case (.build, .build):
                scenarios = try names.flatMap { name in
                    try Self.scenarios("reference", name, operation ?? .both, variants.variants)
                }
            case (.adapter, .adapter):
                guard operation ?? .verify == .verify, variants.variants == [.usual], !instructions, addedWork == nil
                else {
                    throw Failure(.usage, "adapters only verify usual tokens; leave out the other options")
                }
                scenarios = try names.flatMap { try Self.scenarios("adapter", $0, .verify, [.usual]) }
            default: throw Failure(.usage, "expected two builds of jwt-bench or two adapters, found one of each")
            }
            var document =
                try resumed(old, new)
                ?? DuetDocument(
                    machine: .current(),
                    old: old.label,
                    new: new.label,
                    unit: instructions ? .instructions : .nanoseconds
                )
            document.isComplete = false
            for scenario in scenarios {
                for share in try shares
                where !document.rows.contains(where: { $0.scenario == scenario && $0.addedWork == share }) {
                    document.rows.append(DuetDocument.Row(scenario, addedWork: share))
                }
            }
            try store(document)
            let output = try OutputFile(path: presentation.output, inputs: [resume].compactMap(\.self))
            let interruption = Interruption()
            try await measure(&document, old, new, interruption)
            // From here on one changes nothing: the report is being written.
            let wasInterrupted = interruption.hasOccurred
            Terminal.clearProgress()
            try store(document)
            document.rule = rule.rule
            try presentation.finish(document, output)
            if wasInterrupted { throw ExitStatus.interrupted.exitCode }
            if document.judged(by: rule.rule).has(.slower) { throw ExitStatus.deviation.exitCode }
            if document.rows.contains(where: { $0.refusal != nil }) { throw ExitStatus.incomplete.exitCode }
        }

        private func measure(
            _ document: inout DuetDocument,
            _ old: DuetSide,
            _ new: DuetSide,
            _ interruption: Interruption
        ) async throws {
            var stored = MonotonicClock.nanoseconds()
            let observe = { (document: DuetDocument, scenario: Scenario) in
                let done = document.rows.first { $0.scenario == scenario }?.pairs.count ?? 0
                Terminal.showProgress("\(scenario.title): pair \(done + 1)")
                guard MonotonicClock.nanoseconds() - stored > 10_000_000_000 else { return }
                stored = MonotonicClock.nanoseconds()
                try? store(document)
            }
            guard case (.build(let oldPath), .build(let newPath)) = (old.kind, new.kind), instructions else {
                let isAdapter = if case .adapter = old.kind { true } else { false }
                let duet = DuetMeasurement(
                    old: old,
                    new: new,
                    limit: pairs.map { .pairs($0) } ?? .seconds(minutes * 60),
                    sliceNanoseconds: isAdapter ? 10_000_000 : 2_000_000
                )
                await duet.measure(&document, shouldStop: { interruption.hasOccurred }, observe: observe)
                return
            }
            do throws(WorkloadError) {
                let counter = try CallgrindCount()
                let duet = InstructionDuet(
                    old: try OperationCount(counter, program: oldPath),
                    new: try OperationCount(counter, program: newPath),
                    pairs: pairs
                        ?? Judgement.fewestObservations(comparisons: document.rows.count, level: rule.rule.level)
                )
                duet.measure(&document, shouldStop: { interruption.hasOccurred }, observe: observe)
            } catch {
                throw Failure(.incomplete, "\(error)")
            }
        }

        private var names: [String] {
            get throws { try AlgorithmNames.parse(algorithms) }
        }

        /// The shares of added work, one row for each; a row without where there is none.
        private var shares: [Double?] {
            get throws {
                guard let addedWork else { return [nil] }
                return try addedWork.split(separator: ",").map { word in
                    guard let percent = Double(word), (0...1_000).contains(percent) else {
                        throw ValidationError("--added-work must be percents from 0 to 1000, with commas between them.")
                    }
                    return percent / 100
                }
            }
        }

        private static func scenarios(
            _ implementation: String,
            _ algorithm: String,
            _ operation: OperationChoice,
            _ variants: [Variant]
        ) throws -> [Scenario] {
            guard let key = BenchmarkKey.key(for: algorithm) else {
                throw Failure(.usage, "there is no key for \(algorithm)")
            }
            return operation.operations.flatMap { operation in
                variants.filter { $0.applies(to: operation) }.map { variant in
                    Scenario(
                        implementation: implementation,
                        algorithm: algorithm,
                        key: key.title,
                        operation: operation,
                        workers: 1,
                        variant: variant
                    )
                }
            }
        }

        private func side(_ text: String) throws -> DuetSide {
            if text.hasPrefix("fleet:") || text.hasPrefix("exec:") {
                do throws(VerifierArgumentError) {
                    let argument = try VerifierArgument(text)
                    return DuetSide(label: argument.label, kind: .adapter(argument.command ?? []))
                } catch {
                    throw Failure(.usage, "\(error)")
                }
            }
            guard FileManager.default.isExecutableFile(atPath: text) else {
                throw Failure(
                    .usage,
                    "\(text) isn't a program that can be run; expected the path of a jwt-bench, 'fleet:NAME' or 'exec:COMMAND'"
                )
            }
            return DuetSide(label: VerifierArgument.label(of: [text]), kind: .build(text))
        }

        /// Writes the document that can be gone on with.
        private func store(_ document: DuetDocument) throws {
            if let resume { try OutputFile(path: resume).finish(try document.json()) }
        }

        /// The document to resume, if there is one.
        private func resumed(_ old: DuetSide, _ new: DuetSide) throws -> DuetDocument? {
            guard let resume, FileManager.default.fileExists(atPath: resume) else { return nil }
            guard let document = try DocumentFile.duet(resume), document.machine.isSame(as: .current()),
                document.old == old.label, document.new == new.label,
                document.unit == (instructions ? .instructions : .nanoseconds)
            else {
                throw Failure(
                    .usage,
                    "\(resume) can't be resumed: it isn't a duet of the same two on this machine; name another file"
                )
            }
            return document
        }
    }

    /// Performs slices when it's told to: a process of a duet.
    struct Slices: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Times slices of one scenario as standard input asks for them.",
            shouldDisplay: false
        )

        @Argument(help: "An algorithm's name.")
        var algorithm: String

        @Argument(help: "sign or verify.")
        var operation: OperationChoice

        @Option(help: "The key's title.")
        var key: String

        @Option(help: "The variant.")
        var variant: VariantNames

        func run() throws {
            let padding = ProcessPadding.allocate()
            guard let operation = operation.operations.first, let variant = variant.variants.first else { return }
            let server: SliceServer
            do {
                server = try SliceServer(
                    Scenario(
                        implementation: ReferenceImplementation().name,
                        algorithm: algorithm,
                        key: key,
                        operation: operation,
                        workers: 1,
                        variant: variant
                    )
                )
            } catch {
                throw Failure(.incomplete, "\(error)")
            }
            try Terminal.write(SliceServer.greeting(machine: .current()) + "\n")
            do {
                try server.serve(read: { readLine() }, write: { try Terminal.write($0 + "\n") })
            } catch let error as WorkloadError {
                throw Failure(.usage, "\(error)")
            }
            withExtendedLifetime(padding) {}
        }
    }
}

/// What differences count.
struct RuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Treat differences up to this many percent as equal.", valueName: "percent"))
    var band = 0.0

    @Option(
        help: ArgumentHelp("Report no difference where it's less than this many percent.", valueName: "percent")
    )
    var relevance = 1.0

    var rule: Comparison.Rule { Comparison.Rule(band: band / 100, relevance: relevance / 100) }

    func validate() throws {
        guard band >= 0, band < 100 else { throw ValidationError("--band must be at least 0 and less than 100.") }
        guard relevance > 0, relevance < 100 else {
            throw ValidationError("--relevance must be more than 0 and less than 100.")
        }
    }
}
