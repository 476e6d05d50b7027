/// What is measured, and for how long.
package struct BenchmarkPlan: Hashable, Sendable {
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
    /// How many tokens a ring has; no fewer than
    /// ``Workload/ringCount`` unless a run says otherwise.
    package var ringCount: Int

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
        ringCount: Int = Workload.ringCount
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
    }

    /// The keys that an algorithm is measured with.
    package func keys(for algorithm: String) -> [BenchmarkKey] {
        BenchmarkKey.keys(for: algorithm).filter { key in
            key.rsaBits.map(rsaBits.contains) ?? true
        }
    }
}
