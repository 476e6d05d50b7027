import JWTConformance

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
            Kind(title: "Changed otherwise", changes: pair.others, isBad: false),
            Kind(title: "New vectors that fail", changes: pair.newlyAsked, isBad: false),
        ].filter { !$0.changes.isEmpty }
    }

    /// What has to be known before the verdicts are read: above all, how the corpora differ.
    private var preface: [String] {
        var lines = comparison.notes
        if !comparison.isSameCorpus {
            let counts = [
                comparison.added.count.counted("new vector"), comparison.retired.count.counted("retired one"),
                "\(comparison.reworded.count) that ask or expect something else",
            ]
            lines.append(
                "the runs are of different corpora (\(comparison.corpora.joined(separator: ", "))): "
                    + counts.joined(separator: ", ") + "; only what both ask alike is compared"
            )
        } else if !comparison.added.isEmpty || !comparison.retired.isEmpty {
            lines.append(
                "the runs asked different selections: \(comparison.added.count) only in the newer, "
                    + "\(comparison.retired.count) only in the older"
            )
        }
        if !comparison.gone.isEmpty {
            lines.append("only in the older run: " + comparison.gone.joined(separator: ", "))
        }
        if !comparison.come.isEmpty {
            lines.append("only in the newer run: " + comparison.come.joined(separator: ", "))
        }
        return lines
    }

    private var lists: [(title: String, vectors: [VectorRecord])] {
        guard !comparison.isSameCorpus else { return [] }
        return [
            ("New vectors", comparison.added), ("Retired vectors", comparison.retired),
            ("Vectors that ask or expect something else", comparison.reworded),
        ].filter { !$0.vectors.isEmpty }
    }

    /// The older verdict in words; a vector that the older run didn't have had none.
    private static func before(_ change: RunComparison.Change) -> String {
        change.old == .notRun ? "new" : change.old.label
    }

    private static func score(_ card: ReportCard) -> String {
        "\(card.must.passed)/\(card.must.of)"
    }

    private var conclusion: String {
        guard comparison.isRegression else { return "no regression" }
        return "regression: " + comparison.pairs.reduce(0) { $0 + $1.failing.count + $1.worse.count }.counted("vector")
    }

    /// Text for people, each line ended by a line feed.
    package var text: String {
        var lines = preface.map { style.warning("note: \($0)") }
        for (title, vectors) in lists {
            lines.append(style.bold("\(title) (\(vectors.count))"))
            lines += vectors.prefix(12).map { "  \($0.id)  \($0.summary)" }
            if vectors.count > 12 { lines.append("  and \(vectors.count - 12) more") }
        }
        for pair in comparison.pairs {
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
            let numbers = [
                "must \(Self.score(old)) → \(Self.score(new))",
                "bypasses \(old.bypasses.count) → \(new.bypasses.count)",
                "crashes or hangs \(old.breakdowns.count) → \(new.breakdowns.count)", "\(pair.same) unchanged",
            ]
            lines.append("  " + numbers.joined(separator: ", "))
        }
        let words = comparison.isRegression ? style.warning(conclusion) : style.verdict(.pass, conclusion)
        return (lines + [words]).map { $0 + "\n" }.joined()
    }

    /// Markdown for a pull request.
    package var markdown: String {
        Self.template.render([
            "title": conclusion, "preface": preface,
            "lists": lists.map { Self.list($0.title, $0.vectors) },
            "pairs": comparison.pairs.map(Self.values),
        ])
    }

    private static func list(_ title: String, _ vectors: [VectorRecord]) -> [String: Any] {
        let rows = vectors.prefix(most).map { ["id": $0.id, "summary": $0.summary] }
        var values: [String: Any] = ["title": title, "count": vectors.count, "vectors": Array(rows)]
        if vectors.count > most { values["rest"] = vectors.count - most }
        return values
    }

    private static func values(_ pair: RunComparison.Pair) -> [String: Any] {
        let (old, new) = (pair.cards[0], pair.cards[1])
        return [
            "name": pair.old == pair.new ? pair.new : "\(pair.old) → \(pair.new)", "same": pair.same,
            "oldScore": score(old), "newScore": score(new), "oldBypasses": old.bypasses.count,
            "newBypasses": new.bypasses.count, "oldBroken": old.breakdowns.count, "newBroken": new.breakdowns.count,
            "oldStrict": old.overStrict.count, "newStrict": new.overStrict.count,
            "kinds": kinds(pair).map { kind -> [String: Any] in
                let rows = kind.changes.prefix(most).map { change in
                    [
                        "id": change.vector.id, "summary": change.vector.summary, "old": before(change),
                        "new": change.new.label, "rule": change.vector.refs.first.map { RuleReference($0).words } ?? "",
                    ]
                }
                var values: [String: Any] = [
                    "title": kind.title, "count": kind.changes.count, "rows": Array(rows), "isBad": kind.isBad,
                ]
                if kind.changes.count > most { values["rest"] = kind.changes.count - most }
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
        {{#pairs}}

        ### {{name}}

        | | before | now |
        | :-- | --: | --: |
        | Score over MUST | {{oldScore}} | {{newScore}} |
        | Bypasses | {{oldBypasses}} | {{newBypasses}} |
        | Crashes, hangs | {{oldBroken}} | {{newBroken}} |
        | Over-strict | {{oldStrict}} | {{newStrict}} |

        {{same}} vectors have the same verdict.
        {{#kinds}}

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
        {{/kinds}}
        {{/pairs}}

        """
    )
}
