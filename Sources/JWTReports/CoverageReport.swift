package import JWTConformance
package import ReportKit

/// The matrix of requirements and vectors, for people.
package struct CoverageReport {
    private let coverage: Coverage
    private let style: TextStyle

    /// Prepares the text.
    package init(_ coverage: Coverage, style: TextStyle = .plain) {
        self.coverage = coverage
        self.style = style
    }

    /// The matrix, the gaps, what can't be tested, and a summary; each line ended by a line feed.
    package var text: String {
        var lines = matrix
        lines += part("holes: requirements without a vector", coverage.rows(.hole).map(Self.missing))
        lines += part("partly covered: another kind of vector is needed", coverage.rows(.partial).map(Self.missing))
        lines += part(
            "not testable from outside",
            coverage.rows(.notTestable).map { "\($0.requirement.id)  \($0.requirement.reason ?? "")" }
        )
        lines += part(
            "references to unknown requirements",
            coverage.unknown.sorted { $0.key < $1.key }.map { "\($0.key)  \($0.value.joined(separator: ", "))" }
        )
        lines += summary
        return lines.map { $0 + "\n" }.joined()
    }

    private static let sides: [Requirement.Side] = [.accept, .reject, .either, .robust]
    private static let columns = ["accept", "reject", "either", "robust"]

    private var matrix: [String] {
        let width = coverage.rows.map(\.requirement.id.count).max() ?? 0
        let head = (["requirement".padded(to: width), "level "] + Self.columns).joined(separator: "  ")
        let rows = coverage.rows.map { row in
            let counts = zip(Self.sides, Self.columns).map { side, column in
                Self.number(row.count(side), of: row.requirement.testable.contains(side), width: column.count)
            }
            let cells = [row.requirement.id.padded(to: width), row.requirement.level.rawValue.padded(to: 6)] + counts
            let line = (cells + [row.requirement.text]).joined(separator: "  ")
            return row.state == .hole ? style.warning(line) : line
        }
        return rows.isEmpty ? ["no requirements"] : [style.bold(head)] + rows
    }

    private var summary: [String] {
        let summaries = coverage.summaries + [coverage.total]
        let width = summaries.map(\.rfc.count).max() ?? 0
        return part("summary", summaries.map { Self.line($0, width: width) }, isIndented: false)
    }

    private func part(_ title: String, _ lines: [String], isIndented: Bool = true) -> [String] {
        lines.isEmpty ? [] : ["", style.bold(title)] + lines.map { isIndented ? "  " + $0 : $0 }
    }

    /// A count; a dash if it's zero and none is required.
    private static func number(_ count: Int, of isWanted: Bool, width: Int) -> String {
        let text = count == 0 && !isWanted ? "-" : String(count)
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func missing(_ row: Coverage.Row) -> String {
        let wanted = row.missing.map(\.rawValue).joined(separator: ", ")
        return "\(row.requirement.id)  \(wanted)  \(row.requirement.text)"
    }

    private static func line(_ summary: Coverage.Summary, width: Int) -> String {
        let parts = [
            "\(summary.requirements) requirements", "\(summary.covered) covered", "\(summary.partial) in part",
            "\(summary.holes) holes", "\(summary.notTestable) not testable",
        ]
        return "\(summary.rfc.padded(to: width))  \(parts.joined(separator: ", "))"
    }
}
