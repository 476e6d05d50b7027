/// How fast implementations in any language verify, side by side (`jwt-assay/bench-fleet/1`).
package struct FleetDocument: Codable, Sendable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/bench-fleet/1"

    /// One implementation's figures for one algorithm, or why there are none.
    package struct Row: Codable, Sendable {
        /// How the caller calls it; `floor` for the bare operation of libcrypto.
        package let label: String
        /// The implementation's name.
        package let name: String
        /// Its version.
        package let version: String
        /// The language it's written in.
        package let language: String
        /// The algorithm's name.
        package let algorithm: String
        /// The key's name in the corpus.
        package let key: String
        /// The checks besides the signature.
        package let checks: [String]
        /// The figures; absent if there are none.
        package let figures: Figures?
        /// Why there are none.
        package let refusal: String?
    }

    /// What was measured of one implementation.
    package struct Figures: Codable, Sendable {
        /// The operations of a slice.
        package let operations: Int
        /// Nanoseconds for each verification, by slices.
        package let nanosecondsPerOperation: JWTWorkloads.Figures.Estimate
        /// How many times as long as the reference, in the same rounds.
        package let ratioToReference: JWTWorkloads.Figures.Ratio?
        /// How many times as long as the bare operation of libcrypto, in the same rounds.
        package let ratioToFloor: JWTWorkloads.Figures.Ratio?
        /// Nanoseconds for each verification, in the order of the rounds.
        package let slices: [Double]
    }

    /// Always ``schema``.
    package let schema: String
    /// Whether the run did everything it was asked for.
    package var isComplete: Bool
    /// Where it ran.
    package let machine: MachineDescription
    /// The tokens of each ring.
    package var tokens: [String: Int]
    /// The rows, algorithm by algorithm, the fastest first.
    package var rows: [Row]

    /// Begins a document.
    package init(machine: MachineDescription) {
        schema = Self.schema
        isComplete = false
        self.machine = machine
        tokens = [:]
        rows = []
    }

    private enum CodingKeys: String, CodingKey {
        case schema
        case isComplete = "complete"
        case machine, tokens, rows
    }
}
