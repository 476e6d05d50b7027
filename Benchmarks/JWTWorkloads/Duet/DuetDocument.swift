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

        /// How many times as long the new one took, for each pair.
        package var ratios: [Double] { pairs.compactMap(\.ratio) }

        /// What an operation took, the median of the processes of one side.
        private func figure(_ side: KeyPath<Pair, [UInt64]>) -> Double? {
            let figures = pairs.compactMap { Sample($0[keyPath: side].map { Double($0) })?.median }
            return Sample(figures).map { $0.median / Double(operations) }
        }

        fileprivate var subject: JudgedTable.Subject {
            JudgedTable.Subject(
                title: title,
                old: figure(\.old),
                new: figure(\.new),
                comparison: refusal == nil ? Comparison(ratios: ratios) : nil,
                secondsPerObservation: secondsPerPair,
                refusal: refusal
            )
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

        /// How many times as long the new one took: the median of the rounds.
        ///
        /// The two slices of a round are milliseconds apart and meet the same phase of the machine. On a machine with
        /// eight runnable programs for each processor it scattered least, before quantiles of each side.
        package var ratio: Double? {
            Sample(zip(old, new).map { Double($1) / Double($0) })?.median
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
        JudgedTable(rows.map(\.subject), by: rule)
    }
}
