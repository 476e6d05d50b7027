package import FoundationEssentials

/// Everything that a run found: the document that every table is made from.
package struct BenchmarkDocument: Codable, Sendable {
    /// The version of the document's form.
    package static let schema = "jwt-assay/bench/1"

    /// ``schema``.
    package let schema: String
    /// Whether the run did everything it was asked for; not when it was interrupted.
    package var isComplete: Bool
    /// Where it ran.
    package let machine: MachineDescription
    /// The length of a slice with one worker, in nanoseconds.
    package let sliceNanoseconds: UInt64
    /// The rows, in the order in which they were measured.
    package var results: [ScenarioResult]

    /// Begins a document.
    package init(machine: MachineDescription, plan: BenchmarkPlan) {
        schema = Self.schema
        isComplete = false
        self.machine = machine
        sliceNanoseconds = plan.sliceNanoseconds
        results = []
    }

    private enum CodingKeys: String, CodingKey {
        case schema
        case isComplete = "complete"
        case machine, sliceNanoseconds, results
    }

    /// The document as JSON, its members in the order of their names.
    ///
    /// - Throws: `EncodingError`, which a document made of measurements doesn't give cause for.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Whether some scenario has no figures.
    package var hasRefusals: Bool { results.contains { $0.refusal != nil } }
}
