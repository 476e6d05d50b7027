import ArgumentParser
import JWTWorkloads

/// What is measured, and for how long.
struct ChoiceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The algorithms, with commas between them, or all.", valueName: "names"))
    var algorithms = "all"

    @Option(help: ArgumentHelp("sign, verify or both.", valueName: "operation"))
    var operation = OperationChoice.both

    @Option(
        help: ArgumentHelp(
            "What differs from a genuine, typical token, another each time, with a key that's ready: usual, small, large, "
                + "cold, same-token, bad-signature, oversized, deep-json, unknown-kid; several in one with plus signs "
                + "(large+cold); all for each of these.",
            valueName: "names"
        )
    )
    var variants: VariantNames = VariantNames(variants: [.usual])

    @Option(
        name: .customLong("rsa"),
        help: ArgumentHelp(
            "The lengths of RSA keys: 2048, 3072, 4096 (the longer with RS256 and PS256).",
            valueName: "bits"
        )
    )
    var rsaBits: KeyLengths = KeyLengths(bits: [2_048, 3_072, 4_096])

    @Option(help: ArgumentHelp("How many tokens are worked through in turn.", valueName: "tokens"))
    var ring = Workload.ringCount

    @Option(help: ArgumentHelp("On what several workers run: dispatch, tasks or both.", valueName: "mode"))
    var mode = ModeChoice.dispatch

    @Option(
        help: ArgumentHelp(
            "The numbers of workers, with commas between them. (default: 1, 2, 4 … and the number of processors)",
            valueName: "counts"
        )
    )
    var workers: WorkerCounts?

    @Option(help: ArgumentHelp("Seconds for each scenario, instead of a number of rounds.", valueName: "seconds"))
    var duration: Double?

    @Option(help: ArgumentHelp("Rounds for each scenario. (default: 31, or 7 with --quick)", valueName: "rounds"))
    var rounds: Int?

    @Flag(help: "Seven rounds of short slices: to see that it works, not to compare.")
    var quick = false

    mutating func validate() throws {
        if duration != nil, rounds != nil { throw ValidationError("--duration and --rounds exclude each other.") }
        if let duration, !(duration > 0 && duration <= 86_400) {
            throw ValidationError("--duration takes seconds, more than 0 and at most a day.")
        }
        if !(16...1_000_000).contains(ring) { throw ValidationError("--ring takes 16 to 1000000.") }
        if let rounds, !(1...100_000).contains(rounds) { throw ValidationError("--rounds takes 1 to 100000.") }
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
