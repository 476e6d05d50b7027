import ReportKit
package import Statistics

/// Two versions of something, each started many times and timed by turns (`jwt-assay/duet/1`).
package struct DuetDocument: Codable, Sendable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/duet/1"

    /// Always ``schema``.
    package let schema: String
    /// Whether everything that was asked for was done.
    package var isComplete = false
    /// Where it ran.
    package let machine: MachineDescription
    /// What the earlier one is called, and its build as far as it says.
    package let old: String
    /// The same of the later one.
    package let new: String
    /// What the readings count.
    package let unit: Unit
    /// The rows, in the order in which they were asked for.
    package var rows: [Row] = []

    /// What differences count in its report; not part of the document.
    package var rule = Comparison.Rule(band: 0, relevance: 0.01)

    /// What a reading counts.
    package enum Unit: String, Codable, Sendable {
        /// Nanoseconds of a slice, by the clock of the thread or, of an adapter, by its own.
        case nanoseconds
        /// Instructions of one operation, by callgrind.
        case instructions
    }

    /// One scenario.
    package struct Row: Codable, Sendable {
        /// What was measured.
        package let scenario: Scenario
        /// The share of work that was added to the new one; absent outside of a measurement of power.
        package var addedWork: Double?
        /// The operations of a reading.
        package var operations = 1
        /// The time that all pairs took with everything around them, in seconds.
        package var seconds = 0.0
        /// What was read, in the order of time.
        package var pairs: [Pair] = []
        /// Why there are no more pairs.
        package var refusal: String?

        /// Begins a row.
        package init(_ scenario: Scenario, addedWork: Double? = nil, refusal: String? = nil) {
            self.scenario = scenario
            self.addedWork = addedWork
            self.refusal = refusal
        }

        /// What the row is called in a table.
        package var title: String {
            scenario.title + (addedWork.map { ", \(Quantity.fixed($0 * 100, decimals: 1)) % added" } ?? "")
        }

        /// What a pair costs, in seconds.
        package var secondsPerPair: Double { pairs.isEmpty ? 0 : seconds / Double(pairs.count) }

        /// The pairs' figures, of which each is one observation.
        package var observations: [(old: Double, new: Double)] {
            pairs.map { (Self.figure($0.old, operations), Self.figure($0.new, operations)) }
        }

        /// A process's figure: the lower quartile of its slices.
        ///
        /// What disturbs a slice makes it longer, and the two of a pair meet the same quiet moments. A lower quantile
        /// than this depends on few slices, a higher one on whether the machine is busy.
        private static func figure(_ readings: [UInt64], _ operations: Int) -> Double {
            (Sample(readings.map(Double.init))?.quantile(0.25) ?? 0) / Double(operations)
        }
    }

    /// A process of each, timed by turns.
    package struct Pair: Codable, Hashable, Sendable {
        /// The readings of the old one.
        package let old: [UInt64]
        /// The readings of the new one.
        package let new: [UInt64]

        /// States readings.
        package init(old: [UInt64], new: [UInt64]) {
            self.old = old
            self.new = new
        }
    }

    /// Begins a document.
    package init(machine: MachineDescription, old: String, new: String, unit: Unit = .nanoseconds) {
        schema = Self.schema
        self.machine = machine
        self.old = old
        self.new = new
        self.unit = unit
    }

    /// Reads a document from any source; unprintable characters in it are spelled out.
    ///
    /// - Parameter json: what ``ReportedDocument/json()`` wrote.
    /// - Throws: ``WorkloadError`` if it's anything else.
    package init(json: [UInt8]) throws(WorkloadError) {
        self = try Self.decoded(json, schema: Self.schema)
    }

    private enum CodingKeys: String, CodingKey {
        case schema
        case isComplete = "complete"
        case machine, old, new, unit, rows
    }

    /// Every row judged by a rule, all together.
    package func judged(by rule: Comparison.Rule) -> JudgedTable {
        JudgedTable(
            rows.map { row in
                let observations = row.observations
                return JudgedTable.Subject(
                    title: row.title,
                    old: Sample(observations.map(\.old))?.median,
                    new: Sample(observations.map(\.new))?.median,
                    comparison: row.refusal == nil ? Comparison(pairs: observations) : nil,
                    secondsPerObservation: row.secondsPerPair,
                    refusal: row.refusal
                )
            },
            by: rule
        )
    }
}
