import ArgumentParser
import JWTWorkloads

/// What is measured, and for how long.
struct ChoiceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The algorithms, separated by commas, or all.", valueName: "names"))
    var algorithms = "all"

    @Option(help: ArgumentHelp("sign, verify or both.", valueName: "operation"))
    var operation = OperationChoice.both

    @Option(
        help: ArgumentHelp(
            "Variations of the usual case (a genuine, typical token, a new one each time, with a prepared key): usual, small, large, "
                + "cold, same-token, bad-signature, oversized, deep-json, unknown-kid. Combine with plus signs "
                + "(large+cold), or use all.",
            valueName: "names"
        )
    )
    var variants: VariantNames = VariantNames(variants: [.usual])

    @Option(
        name: .customLong("rsa"),
        help: ArgumentHelp(
            "RSA key lengths: 2048, 3072, 4096 (those above 2048 only with RS256 and PS256).",
            valueName: "bits"
        )
    )
    var rsaBits: KeyLengths = KeyLengths(bits: [2_048, 3_072, 4_096])

    @Option(
        help: ArgumentHelp(
            "How many distinct tokens to cycle through. (default: 4096; with several processes 2048 for HMAC, 256 for "
                + "signatures, 64 for RSA above 2048)",
            valueName: "tokens"
        )
    )
    var ring: Int?

    @Option(help: ArgumentHelp("What several workers run on: dispatch, tasks or both.", valueName: "mode"))
    var mode = ModeChoice.dispatch

    @Option(
        help: ArgumentHelp(
            "Numbers of workers, separated by commas. (default: 1, 2, 4 … and the number of processors)",
            valueName: "counts"
        )
    )
    var workers: WorkerCounts?

    @Option(help: ArgumentHelp("Seconds per scenario, instead of a number of rounds.", valueName: "seconds"))
    var duration: Double?

    @Option(
        help: ArgumentHelp(
            "Rounds per scenario, shared by the processes. (default: 31, or 7 with --quick)",
            valueName: "rounds"
        )
    )
    var rounds: Int?

    @Option(
        help: ArgumentHelp(
            "Processes per scenario; `compare` tells differences between processes. (default: 10, or 1 with --quick)",
            valueName: "count"
        )
    )
    var processes: Int?

    @Flag(help: "Seven short rounds, to see that it works. Don't compare these figures.")
    var quick = false

    mutating func validate() throws {
        if duration != nil, rounds != nil { throw ValidationError("Use --duration or --rounds, not both.") }
        if let duration, !(duration > 0 && duration <= 86_400) {
            throw ValidationError("--duration must be more than 0 and at most 86400 seconds.")
        }
        if let processes, !(1...1_000).contains(processes) {
            throw ValidationError("--processes must be between 1 and 1000.")
        }
        if let ring, !(16...1_000_000).contains(ring) {
            throw ValidationError("--ring must be between 16 and 1000000.")
        }
        if let rounds, !(1...100_000).contains(rounds) {
            throw ValidationError("--rounds must be between 1 and 100000.")
        }
    }

    func plan(implementations: [any BenchmarkedImplementation]) throws -> BenchmarkPlan {
        let known = implementations.flatMap(\.algorithms).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        var plan = BenchmarkPlan(algorithms: try AlgorithmNames.parse(algorithms, among: known))
        plan.operations = operation.operations
        plan.variants = variants.variants
        plan.rsaBits = rsaBits.bits
        plan.ringCount = ring
        plan.modes = mode.modes
        plan.processes = processes ?? (quick ? 1 : 10)
        if let workers { plan.workerCounts = workers.counts }
        if quick {
            plan.limit = .rounds(RoundLimit.fewest)
            plan.sliceNanoseconds = 2_000_000
        }
        if let duration { plan.limit = .seconds(duration) }
        if let rounds { plan.limit = .rounds(rounds) }
        return plan
    }
}

/// The operations that are measured.
enum OperationChoice: String, CaseIterable, ExpressibleByArgument {
    case sign, verify, both

    var operations: [Operation] {
        switch self {
        case .sign: [.sign]
        case .verify: [.verify]
        case .both: Operation.allCases
        }
    }
}

/// On what several workers run.
enum ModeChoice: String, CaseIterable, ExpressibleByArgument {
    case dispatch, tasks, both

    var modes: [WorkerMode] {
        switch self {
        case .dispatch: [.dispatch]
        case .tasks: [.tasks]
        case .both: WorkerMode.allCases
        }
    }
}

/// Names of variants with commas between them.
struct VariantNames: ExpressibleByArgument {
    let variants: [Variant]

    init(variants: [Variant]) {
        self.variants = variants
    }

    init?(argument: String) {
        if argument == "all" {
            variants = Variant.all
            return
        }
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        let named = names.compactMap { Variant(name: String($0)) }
        guard named.count == names.count else { return nil }
        variants = named
    }

    var defaultValueDescription: String { variants.map(\.name).joined(separator: ",") }
}

/// Lengths of RSA keys with commas between them.
struct KeyLengths: ExpressibleByArgument {
    let bits: [Int]

    init(bits: [Int]) {
        self.bits = bits
    }

    init?(argument: String) {
        let bits = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard !bits.isEmpty, bits.allSatisfy([2_048, 3_072, 4_096].contains) else { return nil }
        self.bits = bits
    }

    var defaultValueDescription: String { bits.map(String.init).joined(separator: ",") }
}

/// Numbers of workers with commas between them.
struct WorkerCounts: ExpressibleByArgument {
    let counts: [Int]

    init(counts: [Int]) {
        self.counts = counts
    }

    init?(argument: String) {
        let counts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard !counts.isEmpty, counts.allSatisfy((1...1_024).contains) else { return nil }
        self.counts = counts
    }

    var defaultValueDescription: String { counts.map(String.init).joined(separator: ",") }
}
