import ReportKit
import Statistics

/// Warns if the machine was too noisy for the figures in the table, and says what to do.
///
/// The bare operation is measured against itself in every round. If the interval of that ratio reaches more than two
/// percent from one, no other ratio of the scenario can be trusted further.
package enum NoiseWarning {
    /// How far the control's interval may reach from one.
    package static let tolerance = 0.02

    /// The warning's lines; none if the machine was quiet.
    package static func lines(_ document: BenchmarkDocument) -> [String] {
        var lines: [String] = []
        if document.machine.build == "debug" {
            lines.append("WARNING: this is a debug build and its figures are meaningless. Use scripts/bench.")
        }
        let controls = document.results.compactMap { result in result.figures?.control.map { (result.scenario, $0) } }
        let noisy = controls.filter { deviation($0.1) > tolerance }
        if !noisy.isEmpty {
            let worst = noisy.map { deviation($0.1) }.max() ?? 0
            let percent = Quantity.fixed(worst * 100, decimals: 1)
            lines += [
                "WARNING: the machine was noisy. In \(noisy.count) of \(controls.count) scenarios the bare operation, measured "
                    + "against itself,",
                "could differ by more than 2 percent (up to \(percent)). Stop other programs and repeat, or average it",
                "out with --rounds 101. Until then, treat ratios closer than that as equal.",
            ]
        }
        return lines
    }

    private static func deviation(_ control: Figures.Ratio) -> Double {
        guard let interval = control.interval else { return abs(control.median - 1) }
        return max(abs(interval.lower - 1), abs(interval.upper - 1))
    }
}
