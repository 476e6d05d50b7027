package import JWTConformance
package import ReportKit

/// The classes of attacks and how many vectors try each, for people.
package struct AttackCoverageReport {
    private let coverage: AttackCoverage
    private let style: TextStyle

    /// Prepares the text.
    package init(_ coverage: AttackCoverage, style: TextStyle = .plain) {
        self.coverage = coverage
        self.style = style
    }

    /// The classes, the gaps, what the vectors don't show, what can't be tested, and a summary; each line ended by
    /// a line feed.
    package var text: String {
        var lines = matrix
        lines += part("holes: patterns that name no vector", coverage.holes.map(Self.missing))
        lines += part(
            "what the vectors don't show",
            coverage.rows.compactMap { row in row.attack.note.map { "\(row.attack.id)  \($0)" } }
        )
        lines += part(
            "not testable from outside",
            coverage.notTestable.map { "\($0.attack.id)  \($0.attack.notTestable ?? "")" }
        )
        lines += ["", summary]
        return lines.map { $0 + "\n" }.joined()
    }

    private var matrix: [String] {
        guard !coverage.rows.isEmpty else { return ["no classes of attacks"] }
        let width = coverage.rows.map(\.attack.id.count).max() ?? 0
        let head = ["class".padded(to: width), "vectors", "reject", "what the attacker does"].joined(separator: "  ")
        let rows = coverage.rows.map { row in
            let counts = [Self.number(row.vectors.count, row, 7), Self.number(row.refusals, row, 6)]
            let line = ([row.attack.id.padded(to: width)] + counts + [row.attack.title]).joined(separator: "  ")
            return row.isHole ? style.warning(line) : line
        }
        return [style.bold(head)] + rows
    }

    private var summary: String {
        let testable = coverage.rows.count - coverage.notTestable.count
        let vectors = Set(coverage.rows.flatMap(\.vectors)).count
        let parts = [
            "\(coverage.rows.count) classes", "\(testable - coverage.holes.count) tried by \(vectors) vectors",
            "\(coverage.holes.count) holes", "\(coverage.notTestable.count) not testable",
        ]
        return parts.joined(separator: ", ")
    }

    private func part(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", style.bold(title)] + lines.map { "  " + $0 }
    }

    /// A count; a dash if there can't be any.
    private static func number(_ count: Int, _ row: AttackCoverage.Row, _ width: Int) -> String {
        let text = row.attack.isTestable ? String(count) : "-"
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func missing(_ row: AttackCoverage.Row) -> String {
        "\(row.attack.id)  \(row.unmatched.map(\.text).joined(separator: ", "))"
    }
}
