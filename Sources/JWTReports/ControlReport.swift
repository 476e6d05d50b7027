package import JWTConformance
import ReportKit

/// The results of the positive controls, for people.
package struct ControlReport {
    private let comparisons: [ControlComparison]

    /// Prepares the report.
    package init(_ comparisons: [ControlComparison]) {
        self.comparisons = comparisons
    }

    /// One control a line, its problems below it, and the counts.
    package var text: String {
        let width = comparisons.map(\.control.id.count).max() ?? 0
        let names = comparisons.map {
            "\($0.control.library) \($0.control.vulnerable.version) → \($0.control.fixed.version)"
        }
        let nameWidth = names.map(\.columns).max() ?? 0
        let lines = zip(comparisons, names).map { comparison, name in
            let start = "\(comparison.control.id.padded(to: width))  \(name.padded(to: nameWidth))"
            guard comparison.isShown else {
                return "\(start)  NOT SHOWN\n" + comparison.problems.map { "  \($0)\n" }.joined()
            }
            let control = comparison.control
            return "\(start)  \(Self.flaw(of: control)): \(Self.signs(of: control)), and fixed\n"
        }
        let shown = comparisons.count { $0.isShown }
        let results = comparisons.map(\.result)
        let corpora = Set(results.map(\.corpus)).filter { !$0.isEmpty }.sorted().joined(separator: ", ")
        let dates = Set(results.map(\.date)).filter { !$0.isEmpty }.sorted().joined(separator: ", ")
        let origin = corpora.isEmpty ? "" : "; corpus \(corpora), \(dates)"
        return lines.joined() + "\n\(shown) of \(comparisons.count) controls shown\(origin)\n"
    }

    /// The advisory, if there is one: without, nobody has published the flaw.
    private static func flaw(of control: PositiveControl) -> String {
        let isAdvisory = control.source.contains(/(CVE|GHSA|PYSEC|RUSTSEC|OSV)-|GO-\d{4}-/)
        return isAdvisory ? "published flaw \(control.source)" : "flaw (\(control.source))"
    }

    private static func signs(of control: PositiveControl) -> String {
        guard let first = control.signs.first else { return "" }
        let more = control.signs.count - 1
        return "\(first.verdict.rawValue) at \(first.vector)" + (more == 0 ? "" : " and \(more) more")
    }
}
