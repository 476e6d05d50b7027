import ReportKit
import Statistics

/// What has changed from one document to another.
///
/// What is compared are ratios to the bare operation, each measured side by side with it: absolute times move by a fifth from
/// one hour to the next on a shared machine, ratios by a percent. An observation is the ratio of a process.
package struct DocumentComparison: Sendable {
    /// The scenarios that both have, in the new one's order.
    package let judged: JudgedTable
    /// The scenarios that only the old one has figures for.
    package let missing: [Scenario]
    /// What makes the two less than comparable.
    package let cautions: [String]

    /// By how much two processes of one program may differ, where a document holds one process of each scenario and so
    /// can't tell: twice what two runs of the same build differed by on two shared processors.
    package static let allowanceForOneProcess = 0.08

    /// Compares two documents.
    ///
    /// - Parameters:
    ///   - old: the earlier.
    ///   - new: the later.
    ///   - band: the share by which a ratio may differ and count as the same.
    package init(_ old: BenchmarkDocument, _ new: BenchmarkDocument, band: Double = 0.02) {
        let before = old.results.reduce(into: [Scenario: Figures]()) { $0[$1.scenario] = $1.figures }
        var isOfOneProcess = false
        let subjects = new.results.compactMap { result -> JudgedTable.Subject? in
            guard let old = before[result.scenario], let new = result.figures else { return nil }
            let hasProcesses = min(old.processes, new.processes) > 1
            isOfOneProcess = isOfOneProcess || !hasProcesses
            return JudgedTable.Subject(
                title: result.scenario.title,
                old: old.ratioToFloor.median,
                new: new.ratioToFloor.median,
                comparison: hasProcesses
                    ? Comparison(old: old.processRatios, new: new.processRatios)
                    : Comparison(old: old.sliceRatios, new: new.sliceRatios),
                secondsPerObservation: hasProcesses ? old.secondsPerProcess + new.secondsPerProcess : 0,
                refusal: nil
            )
        }
        // Where one process stands for all, a difference has to be clear of what processes may differ by.
        let allowance = isOfOneProcess ? Self.allowanceForOneProcess : 0
        judged = JudgedTable(
            subjects,
            by: Comparison.Rule(band: band + allowance, relevance: band + allowance)
        )
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
        if isOfOneProcess {
            cautions.append(
                "A document holds a single process for each scenario, so it can't show how much processes differ: only "
                    + "changes beyond \(Quantity.percent(band + allowance)) count. Measure both again without --quick "
                    + "or --processes 1."
            )
        }
        if judged.has(.undecided) {
            cautions.append(
                "Can't tell everywhere: measure both again with more --processes, or compare the two builds with "
                    + "jwt-bench duet, which needs less time for the same answer."
            )
        }
        self.cautions = cautions
    }

    /// Whether something is slower.
    package var isWorse: Bool { judged.has(.slower) }
    /// Whether something is faster.
    package var isBetter: Bool { judged.has(.faster) }

    /// The comparison in words.
    package var text: String {
        var lines = judged.table("") { Quantity.fixed($0, decimals: 3) }.lines
        for scenario in missing { lines.append("missing in the newer run: \(scenario.title)") }
        if judged.rows.isEmpty { lines.append("The runs have no scenario in common.") }
        return (lines + cautions).joined(separator: "\n") + "\n"
    }
}

extension Figures {
    /// How many times as long as the bare operation, round by round.
    fileprivate var sliceRatios: [Double] { slices.candidate.ratios(to: slices.floor) }

    /// What a further process costs, in seconds.
    fileprivate var secondsPerProcess: Double { (seconds ?? 0) / Double(processes) }
}
