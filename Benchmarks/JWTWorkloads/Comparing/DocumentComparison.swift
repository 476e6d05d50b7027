import ReportKit
package import Statistics

/// What has changed from one document to another.
///
/// What is compared are ratios to the bare operation, each measured side by side with it: absolute times move by a fifth from
/// one hour to the next on a shared machine, ratios by a percent.
package struct DocumentComparison: Sendable {
    /// One scenario that both have.
    package struct Row: Sendable {
        /// Which.
        package let scenario: Scenario
        /// The old median of the ratios.
        package let old: Double
        /// The new median of the ratios.
        package let new: Double
        /// What can be said; `nil` with too few rounds.
        package let comparison: Comparison?
    }

    /// The scenarios that both have, in the new one's order.
    package let rows: [Row]
    /// The scenarios that only the old one has figures for.
    package let missing: [Scenario]
    /// What makes the two less than comparable.
    package let cautions: [String]

    /// Compares two documents.
    ///
    /// - Parameters:
    ///   - old: the earlier.
    ///   - new: the later.
    ///   - band: the share by which a ratio may differ and count as the same.
    package init(_ old: BenchmarkDocument, _ new: BenchmarkDocument, band: Double = 0.02) {
        let before = old.results.reduce(into: [Scenario: Figures]()) { $0[$1.scenario] = $1.figures }
        rows = new.results.compactMap { result in
            guard let old = before[result.scenario], let new = result.figures else { return nil }
            return Row(
                scenario: result.scenario,
                old: old.ratioToFloor.median,
                new: new.ratioToFloor.median,
                comparison: Comparison(old.slices.ratios, new.slices.ratios, band: band)
            )
        }
        let present = Set(new.results.filter { $0.figures != nil }.map(\.scenario))
        missing = old.results.filter { $0.figures != nil && !present.contains($0.scenario) }.map(\.scenario)
        var cautions: [String] = []
        if !old.machine.isSame(as: new.machine) {
            cautions.append(
                "The runs come from different machines, builds, compilers or OpenSSL versions, so a difference may not be due to the "
                    + "code. Measure both on one machine."
            )
        }
        if !old.isComplete || !new.isComplete {
            cautions.append("One of the runs is incomplete; finish it with --resume.")
        }
        if rows.contains(where: { $0.comparison?.verdict == .tooNoisy || $0.comparison == nil }) {
            cautions.append(
                "Too noisy to tell: measure both again with --rounds 101 while nothing else runs, or count with "
                    + "jwt-bench instructions, which don't depend on noise."
            )
        }
        self.cautions = cautions
    }

    /// Whether something is slower.
    package var isWorse: Bool { rows.contains { $0.comparison?.verdict == .slower } }
    /// Whether something is faster.
    package var isBetter: Bool { rows.contains { $0.comparison?.verdict == .faster } }

    /// The comparison in words.
    package var text: String {
        var table = Table(
            "× floor, old against new",
            [.left("scenario"), .right("old"), .right("new"), .right("change"), .left("interval"), .left("")]
        )
        table.rows = rows.map { row in
            [
                row.scenario.title, Quantity.fixed(row.old, decimals: 3), Quantity.fixed(row.new, decimals: 3),
                row.comparison.map { Quantity.percent($0.change, decimals: 1) } ?? "",
                row.comparison.map {
                    "[\(Quantity.percent($0.interval.lower, decimals: 1)), \(Quantity.percent($0.interval.upper, decimals: 1))]"
                } ?? "",
                row.comparison?.verdict.rawValue ?? "too few rounds to tell",
            ]
        }
        var lines = table.lines
        for scenario in missing { lines.append("missing in the newer run: \(scenario.title)") }
        if rows.isEmpty { lines.append("The runs have no scenario in common.") }
        return (lines + cautions).joined(separator: "\n") + "\n"
    }
}

extension Figures.Slices {
    /// How many times as long as the bare operation, round by round.
    package var ratios: [Double] {
        zip(candidate.nanosecondsPerOperation, floor.nanosecondsPerOperation).map { $0 / $1 }
    }
}

extension SliceSeries {
    /// What an operation took, slice by slice.
    package var nanosecondsPerOperation: [Double] {
        zip(nanoseconds, operations).map { Double($0) / Double($1) }
    }
}
