/// Everything that was found: the document that every table and plot is made from.
package struct BenchmarkDocument: Codable, Sendable {
    /// The version of the document's form, which `Vectors/schema/bench.schema.json` describes.
    package static let schema = "jwt-assay/bench/2"

    /// ``schema``.
    package let schema: String
    /// Whether everything that was asked for was done; `false` after an interruption.
    package var isComplete: Bool
    /// Where it ran.
    package let machine: MachineDescription
    /// The length of a slice with one worker, in nanoseconds.
    package let sliceNanoseconds: UInt64
    /// Throughput, latency and the ratio to the bare operation, in the order in which they were measured.
    package var results: [ScenarioResult] = []
    /// Latency under load.
    package var latencies: [LatencyResult] = []
    /// Where the time of a verification goes.
    package var shares: [ShareResult] = []
    /// What tokens measure.
    package var sizes: [TokenSize] = []
    /// Instructions of an operation.
    package var instructions: [InstructionCount] = []
    /// A session looked up instead of a token verified.
    package var sessions: [SessionResult] = []

    /// Begins a document.
    package init(machine: MachineDescription, sliceNanoseconds: UInt64 = BenchmarkPlan.sliceNanoseconds) {
        schema = Self.schema
        isComplete = false
        self.machine = machine
        self.sliceNanoseconds = sliceNanoseconds
    }

    /// Reads a document from any source; unprintable characters in it are spelled out.
    ///
    /// - Parameter json: the output of ``json()``.
    /// - Throws: ``WorkloadError`` if it's anything else.
    package init(json: [UInt8]) throws(WorkloadError) {
        self = try Self.decoded(json, schema: Self.schema)
    }

    private enum CodingKeys: String, CodingKey {
        case schema
        case isComplete = "complete"
        case machine, sliceNanoseconds, results, latencies, shares, sizes, instructions, sessions
    }

    /// Whether something has no figures.
    package var hasRefusals: Bool {
        results.contains { $0.refusal != nil } || latencies.contains { $0.refusal != nil }
            || sessions.contains { $0.refusal != nil }
    }
}
