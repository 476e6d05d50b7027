/// What is measured, and for how long.
package struct BenchmarkPlan: Codable, Hashable, Sendable {
    /// The algorithms, in order.
    package var algorithms: [String]
    /// The operations, in order.
    package var operations: [Operation]
    /// The variants, in order.
    package var variants: [Variant]
    /// The lengths of the RSA keys that are measured, in bits.
    package var rsaBits: [Int]
    /// On what several workers run.
    package var modes: [WorkerMode]
    /// How many workers, one measurement for each.
    package var workerCounts: [Int]
    /// When a measurement has enough rounds.
    package var limit: RoundLimit
    /// How long a slice is, in nanoseconds.
    package var sliceNanoseconds: UInt64
    /// How many tokens a ring has; `nil`: ``Workload/ringCount``, or fewer where many processes make one each.
    package var ringCount: Int?
    /// How many processes share the rounds of a scenario.
    package var processes: Int
    /// What has been measured already.
    package var done: Set<Scenario> = []

    /// How long a slice is unless a run says otherwise, in nanoseconds.
    package static let sliceNanoseconds: UInt64 = 5_000_000

    /// Plans a run.
    package init(
        algorithms: [String],
        operations: [Operation] = Operation.allCases,
        variants: [Variant] = [.usual],
        rsaBits: [Int] = [2_048],
        modes: [WorkerMode] = [.dispatch],
        workerCounts: [Int] = Processors.workerCounts,
        limit: RoundLimit = .rounds(31),
        sliceNanoseconds: UInt64 = Self.sliceNanoseconds,
        ringCount: Int? = nil,
        processes: Int = 1
    ) {
        self.algorithms = algorithms
        self.operations = operations
        self.variants = variants
        self.rsaBits = rsaBits
        self.modes = modes
        self.workerCounts = workerCounts
        self.limit = limit
        self.sliceNanoseconds = sliceNanoseconds
        self.ringCount = ringCount
        self.processes = processes
    }

    /// The keys that an algorithm is measured with.
    package func keys(for algorithm: String) -> [BenchmarkKey] {
        BenchmarkKey.keys(for: algorithm).filter { key in
            key.rsaBits.map(rsaBits.contains) ?? true
        }
    }

    /// How many tokens a ring has under a key.
    package func ringCount(for key: BenchmarkKey) -> Int {
        ringCount ?? (processes > 1 ? key.processRingCount : Workload.ringCount)
    }

    /// The scenarios of a variant, in order: each operation with one worker, then with more by each mode.
    package func scenarios(
        _ implementation: any BenchmarkedImplementation,
        _ algorithm: String,
        _ key: BenchmarkKey,
        _ variant: Variant
    ) -> [Scenario] {
        operations.filter(variant.applies).flatMap { operation in
            workerCounts.flatMap { workers in
                (workers == 1 ? [WorkerMode.dispatch] : modes).map { mode in
                    Scenario(
                        implementation: implementation.name,
                        algorithm: algorithm,
                        key: key.title,
                        operation: operation,
                        workers: workers,
                        mode: mode,
                        variant: variant
                    )
                }
            }
        }
    }
}
