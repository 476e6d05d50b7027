import ReportKit
import Statistics

extension DuetDocument: ReportedDocument {
    /// A row for each scenario, all judged together.
    package func report(price: Double = 0) -> BenchmarkReport {
        let judged = judged(by: rule)
        let digits = unit == .instructions ? 0 : 3
        let title =
            unit == .instructions
            ? "instructions of an operation, old against new" : "µs of an operation, old against new"
        let table = judged.table(title) { number in
            Quantity.fixed(unit == .instructions ? number : number / 1_000, decimals: digits)
        }
        return BenchmarkReport(
            machine: machine.lines + ["old: \(old)", "new: \(new)"],
            tables: [table],
            closing: closing
        )
    }

    /// A row for each scenario.
    package var csvRows: [[String]] {
        let head = [
            "scenario", "old", "new", "pairs", "change", "lower", "upper", "verdict", "minutes_needed", "refusal",
        ]
        return [head]
            + judged(by: rule).rows.map { row in
                let numbers = [
                    row.subject.comparison?.change, row.judgement?.interval?.lower, row.judgement?.interval?.upper,
                ]
                return [
                    row.subject.title, row.subject.old.map { "\($0)" } ?? "", row.subject.new.map { "\($0)" } ?? "",
                    row.subject.comparison.map { "\($0.observations)" } ?? "",
                ] + numbers.map { $0.map { "\($0)" } ?? "" } + [
                    row.judgement?.verdict.rawValue ?? "", row.minutesNeeded.map { "\($0)" } ?? "",
                    row.subject.refusal ?? "",
                ]
            }
    }

    private var closing: [String] {
        var lines = [
            "n: pairs of processes. The interval comes from the pairs; all intervals hold together with 99 percent.",
            "A difference of less than \(Quantity.fixed(rule.relevance * 100, decimals: 1)) percent is reported as none.",
        ]
        if machine.build == "debug" { lines.append("This is a debug build; compare release builds.") }
        if !isComplete { lines.append("INCOMPLETE: interrupted; continue with --resume.") }
        return lines
    }
}
