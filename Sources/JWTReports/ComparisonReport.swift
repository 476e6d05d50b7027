import JWTConformance
package import ReportKit

/// A comparison of two runs, for a terminal or for a pull request.
package struct ComparisonReport {
    private let comparison: RunComparison
    private let style: TextStyle

    /// Prepares the report.
    package init(_ comparison: RunComparison, style: TextStyle = .plain) {
        self.comparison = comparison
        self.style = style
    }

    /// How many changes of a kind are shown in Markdown; the rest is counted.
    private static let most = 30
    /// How many changes are shown in Markdown in all: GitHub takes comments of 65,536 characters.
    private static let mostInAll = 120

    private struct Kind {
        let title: String
        let changes: [RunComparison.Change]
        let isBad: Bool
    }

    private static func kinds(_ pair: RunComparison.Pair) -> [Kind] {
        [
            Kind(title: "Newly failing", changes: pair.failing, isBad: true),
            Kind(title: "Worse than before", changes: pair.worse, isBad: true),
            Kind(title: "Newly passing", changes: pair.passing, isBad: false),
            Kind(title: "Other changes", changes: pair.others, isBad: false),
            Kind(title: "New vectors that fail", changes: pair.newlyAsked, isBad: false),
        ].filter { !$0.changes.isEmpty }
    }

    /// What has to be known before the verdicts are read: above all, how the corpora differ.
    private var preface: [String] {
        var lines = comparison.notes
        if !comparison.isSameCorpus {
            let counts = [
                comparison.added.count.counted("new vector"), comparison.retired.count.counted("retired one"),
                "\(comparison.reworded.count) with another question or expectation",
            ]
            lines.append(
                "the runs used different vectors (\(comparison.corpora.joined(separator: ", "))): "
                    + counts.joined(separator: ", ") + "; only vectors that are the same in both are compared"
            )
        } else if !comparison.added.isEmpty || !comparison.retired.isEmpty {
            lines.append(
                "the runs selected different vectors: \(comparison.added.count) only in the newer, "
                    + "\(comparison.retired.count) only in the older"
            )
        }
        let silent = comparison.pairs.filter { $0.isUnchanged && $0.same == 0 }
        if !silent.isEmpty {
            lines.append("the runs have no vector in common for " + silent.map(\.new).joined(separator: ", "))
        }
        if !comparison.removed.isEmpty {
            lines.append("only in the older run: " + comparison.removed.joined(separator: ", "))
        }
        if !comparison.newcomers.isEmpty {
            lines.append("only in the newer run: " + comparison.newcomers.joined(separator: ", "))
        }
        return lines
    }

    /// Who has the same verdicts in both, in a line.
    private var unchanged: String? {
        let pairs = comparison.pairs.filter { $0.isUnchanged && $0.same > 0 }
        guard !pairs.isEmpty else { return nil }
        let names = pairs.prefix(4).map { $0.old == $0.new ? $0.new : "\($0.old) → \($0.new)" }
        let rest = pairs.count > 4 ? " and \(pairs.count - 4) more" : ""
        let counts = Set(pairs.map(\.same)).sorted()
        let vectors =
            counts.count == 1 ? counts[0].counted("vector") : "\(counts[0]) to \(counts[counts.count - 1]) vectors"
        return "Unchanged on \(vectors): \(names.joined(separator: ", "))\(rest)"
    }

    private var lists: [(title: String, vectors: [VectorRecord])] {
        guard !comparison.isSameCorpus else { return [] }
        return [
            ("New vectors", comparison.added), ("Retired vectors", comparison.retired),
            ("Vectors with another question or expectation", comparison.reworded),
        ].filter { !$0.vectors.isEmpty }
    }

    /// The older verdict in words; a vector that the older run didn't have had none.
    private static func before(_ change: RunComparison.Change) -> String {
        change.old == .notRun ? "new" : change.old.label
    }

    private static func score(_ card: ReportCard) -> String {
        "\(card.must.passed)/\(card.must.of)"
    }

    /// The counts of both runs besides the score.
    private struct Count: Sendable {
        let name: String
        let isAlwaysShown: Bool
        let of: @Sendable (ReportCard) -> Int

        func isShown(_ old: ReportCard, _ new: ReportCard) -> Bool { isAlwaysShown || of(old) + of(new) > 0 }
    }

    private static let counts =
        Severity.allCases.map { severity in
            Count(name: severity.row.noun.many, isAlwaysShown: severity == .forgery) { $0.faults.of(severity).count }
        } + [
            Count(name: "breakdowns", isAlwaysShown: true) { $0.breakdowns.count },
            Count(name: "over-strict", isAlwaysShown: true) { $0.overStrict.count },
        ]

    private var conclusion: String {
        guard comparison.isRegression else {
            return comparison.isNewerComplete
                ? "no regression" : "no regression so far, but the newer run is incomplete"
        }
        let count = comparison.pairs.reduce(0) { $0 + $1.failing.count + $1.worse.count }
        let gravest = comparison.gravest.map { ", gravest: \($0.row.noun.one)" } ?? ""
        return "regression: " + count.counted("vector") + gravest
    }

    /// Text for people, each line ended by a line feed.
    package var text: String {
        var lines = preface.map { style.warning("note: \($0)") }
        for (title, vectors) in lists {
            lines.append(style.bold("\(title) (\(vectors.count))"))
            lines += vectors.prefix(12).map { "  \($0.id)  \($0.summary)" }
            if vectors.count > 12 { lines.append("  and \(vectors.count - 12) more") }
        }
        if let unchanged { lines.append(unchanged) }
        for pair in comparison.pairs where !pair.isUnchanged {
            lines.append(style.bold(pair.old == pair.new ? pair.new : "\(pair.old) → \(pair.new)"))
            for kind in Self.kinds(pair) {
                lines.append("  \(kind.title) (\(kind.changes.count))")
                let width = kind.changes.map(\.vector.id.count).max() ?? 0
                lines += kind.changes.map { change in
                    let new = style.verdict(change.new, change.new.label)
                    return "    \(change.vector.id.padded(to: width))  \(Self.before(change)) → \(new)"
                }
            }
            let (old, new) = (pair.cards[0], pair.cards[1])
            let counts = Self.counts.filter { $0.isShown(old, new) }.map { "\($0.name) \($0.of(old)) → \($0.of(new))" }
            let numbers = ["must \(Self.score(old)) → \(Self.score(new))"] + counts + ["\(pair.same) unchanged"]
            lines.append("  " + numbers.joined(separator: ", "))
        }
        let isGood = !comparison.isRegression && comparison.isNewerComplete
        let words = isGood ? style.verdict(.pass, conclusion) : style.warning(conclusion)
        return (lines + [words]).map { $0 + "\n" }.joined()
    }

    /// Markdown for a pull request.
    package var markdown: String {
        Self.template.render([
            "title": conclusion, "preface": preface,
            "lists": lists.map { Self.list($0.title, $0.vectors) },
            "unchanged": unchanged ?? "", "hasUnchanged": unchanged != nil, "pairs": pairs,
        ])
    }

    private static func list(_ title: String, _ vectors: [VectorRecord]) -> [String: Any] {
        let rows = vectors.prefix(most).map { ["id": $0.id, "summary": $0.summary] }
        var values: [String: Any] = ["title": title, "count": vectors.count, "vectors": Array(rows)]
        if vectors.count > most { values["rest"] = vectors.count - most }
        return values
    }

    /// The pairs with a change; deteriorations get their share of the rows first.
    private var pairs: [[String: Any]] {
        let changed = comparison.pairs.filter { !$0.isUnchanged }
        var left = Self.mostInAll
        var rows = changed.map { Self.kinds($0).map { _ in 0 } }
        for isBad in [true, false] {
            for (position, pair) in changed.enumerated() {
                for (number, kind) in Self.kinds(pair).enumerated() where kind.isBad == isBad {
                    rows[position][number] = min(kind.changes.count, Self.most, left)
                    left -= rows[position][number]
                }
            }
        }
        return zip(changed, rows).map(Self.values)
    }

    private static func values(_ pair: RunComparison.Pair, rows counts: [Int]) -> [String: Any] {
        let (old, new) = (pair.cards[0], pair.cards[1])
        return [
            "name": pair.old == pair.new ? pair.new : "\(pair.old) → \(pair.new)", "same": pair.same,
            "oldScore": score(old), "newScore": score(new),
            "counts": Self.counts.filter { $0.isShown(old, new) }.map { count -> [String: Any] in
                [
                    "name": count.name.prefix(1).uppercased() + count.name.dropFirst(), "old": count.of(old),
                    "new": count.of(new),
                ]
            },
            "kinds": zip(kinds(pair), counts).map { kind, count -> [String: Any] in
                let rows = kind.changes.prefix(count).map { change in
                    [
                        "id": change.vector.id, "summary": change.vector.summary, "old": before(change),
                        "new": change.new.label, "rule": change.vector.refs.first.map { RuleReference($0).words } ?? "",
                    ]
                }
                var values: [String: Any] = [
                    "title": kind.title, "count": kind.changes.count, "rows": Array(rows), "isBad": kind.isBad,
                    "hasRows": count > 0,
                ]
                if kind.changes.count > count { values["rest"] = kind.changes.count - count }
                return values
            },
        ]
    }

    private static let template = Template(
        """
        {{% CONTENT_TYPE:MARKDOWN}}
        ## JWT conformance: {{title}}
        {{#preface}}

        > {{.}}
        {{/preface}}
        {{#lists}}

        <details><summary>{{title}} ({{count}})</summary>

        {{#vectors}}
        - {{id}}: {{summary}}
        {{/vectors}}
        {{#rest}}
        - and {{rest}} more
        {{/rest}}

        </details>
        {{/lists}}
        {{#hasUnchanged}}

        {{unchanged}}
        {{/hasUnchanged}}
        {{#pairs}}

        ### {{name}}

        | | before | now |
        | :-- | --: | --: |
        | Score over MUST | {{oldScore}} | {{newScore}} |
        {{#counts}}
        | {{name}} | {{old}} | {{new}} |
        {{/counts}}

        {{same}} vectors have the same verdict.
        {{#kinds}}
        {{^hasRows}}

        {{title}}: {{count}}
        {{/hasRows}}
        {{#hasRows}}

        <details{{#isBad}} open{{/isBad}}><summary>{{title}} ({{count}})</summary>

        | Vector | What it is | Rule | Before | Now |
        | :-- | :-- | :-- | :-- | :-- |
        {{#rows}}
        | {{id}} | {{summary}} | {{rule}} | {{old}} | {{new}} |
        {{/rows}}
        {{#rest}}

        And {{rest}} more.
        {{/rest}}

        </details>
        {{/hasRows}}
        {{/kinds}}
        {{/pairs}}

        """
    )
}
