/// What is measured, and for how long.
package struct BenchmarkPlan: Hashable, Sendable {
    /// The algorithms, in order.
    package var algorithms: [String]
    /// The operations, in order.
    package var operations: [Operation]
    /// How many workers, one measurement for each.
    package var workerCounts: [Int]
    /// When a measurement has enough rounds.
    package var limit: RoundLimit
    /// How long a slice is, in nanoseconds.
    package var sliceNanoseconds: UInt64
    /// How many tokens a ring has; ``Workload/ringCount(for:)`` decides where it's `nil`.
    package var ringCount: Int?

    /// Plans a run.
    package init(
        algorithms: [String],
        operations: [Operation] = Operation.allCases,
        workerCounts: [Int] = Processors.workerCounts,
        limit: RoundLimit = .rounds(31),
        sliceNanoseconds: UInt64 = 5_000_000,
        ringCount: Int? = nil
    ) {
        self.algorithms = algorithms
        self.operations = operations
        self.workerCounts = workerCounts
        self.limit = limit
        self.sliceNanoseconds = sliceNanoseconds
        self.ringCount = ringCount
    }
}
