package import JWTConformance
import ReportKit

/// A summary in GitHub's Markdown: short enough for a step summary or a comment, whatever the run found.
package struct MarkdownReport {
    private let document: RunDocument
    private let command: ReproductionCommand

    /// Prepares the summary.
    package init(_ document: RunDocument, command: ReproductionCommand = ReproductionCommand()) {
        self.document = document
        self.command = command
    }

    /// How many bypasses are shown; the rest is counted.
    private static let most = 40

    /// The text.
    package var text: String {
        let cards = ReportCard.all(in: document)
        let sentence = RunSentence(document)
        let bypasses = self.bypasses(cards)
        var values: [String: Any] = [
            "heading": sentence.heading, "sentence": sentence.text,
            "cards": zip(document.implementations, cards).map(row),
            "bypasses": Array(bypasses.prefix(Self.most)), "hasBypasses": !bypasses.isEmpty, "count": bypasses.count,
            "vectors": document.vectors.count, "corpus": document.suite.corpus, "version": document.suite.version,
            "profile": document.profile.rawValue, "started": document.suite.started,
        ]
        if bypasses.count > Self.most { values["rest"] = bypasses.count - Self.most }
        if !document.complete { values["warning"] = "the run was interrupted" }
        if let example = command.explainFirstInCodeSpan(of: document.implementations) { values["example"] = example }
        return Self.template.render(values)
    }

    private func row(_ run: VerifierRun, _ card: ReportCard) -> [String: Any] {
        let newlyWrong = run.disagreements.count
        return [
            "name": card.name, "passed": card.must.passed, "of": card.must.of, "percentage": card.must.percentage,
            "bypasses": Self.marked(card.bypasses.count, "✕")
                + (card.signing.isEmpty ? "" : ", \(card.signing.count) on signature or key")
                + (card.wrongPayloads.isEmpty ? "" : ", " + card.wrongPayloads.count.counted("wrong payload")),
            "broken": Self.marked(card.breakdowns.count, "!"), "strict": Self.marked(card.overStrict.count, "△"),
            "others": Self.marked(card.others.count, "△"), "skipped": card.skipped.count + card.notRun.count,
            "state": run.state == .complete ? "" : " (\(run.state.rawValue))", "disagreements": newlyWrong,
        ]
    }

    private static func marked(_ count: Int, _ sign: String) -> String { count == 0 ? "0" : "\(sign) \(count)" }

    private func bypasses(_ cards: [ReportCard]) -> [[String: Any]] {
        Bypass.all(in: document, cards).map { bypass in
            let more = bypass.names.count > 4 ? " and \(bypass.names.count - 4) more" : ""
            var values: [String: Any] = [
                "id": bypass.vector.id, "summary": bypass.vector.summary,
                "names": bypass.names.prefix(4).joined(separator: ", ") + more,
            ]
            if let rule = bypass.vector.refs.first.map(RuleReference.init) {
                values["rule"] = rule.words
                values["address"] = rule.address ?? ""
                values["hasAddress"] = rule.address != nil
            }
            return values
        }
    }

    private static let template = Template(
        """
        {{% CONTENT_TYPE:MARKDOWN}}
        ## {{heading}}

        {{sentence}}{{#warning}} **Incomplete: {{warning}}.**{{/warning}}

        | Implementation | Score over MUST | Bypasses | Crashes, hangs | Over-strict | Other | Not asked | Disagreements |
        | :-- | --: | --: | --: | --: | --: | --: | --: |
        {{#cards}}
        | {{name}}{{state}} | {{passed}}/{{of}} ({{percentage}}) | {{bypasses}} | {{broken}} | {{strict}} | {{others}} | {{skipped}} | {{disagreements}} |
        {{/cards}}

        The score counts the vectors that were asked and whose rule is a MUST. Bypasses are tokens that must be refused and were accepted; they aren't averaged into it. Disagreements are what isn't as expected, or not as the baseline has it.
        {{#hasBypasses}}

        <details><summary>{{count}} tokens that were let in</summary>

        | Vector | What it is | Rule | Let in by |
        | :-- | :-- | :-- | :-- |
        {{#bypasses}}
        | {{id}} | {{summary}} | {{#hasAddress}}[{{rule}}]({{{address}}}){{/hasAddress}}{{^hasAddress}}{{rule}}{{/hasAddress}} | {{names}} |
        {{/bypasses}}
        {{#rest}}

        And {{rest}} more.
        {{/rest}}

        </details>
        {{/hasBypasses}}
        {{#example}}

        Why: `{{{example}}}`
        {{/example}}

        <sub>{{vectors}} vectors, {{profile}} profile, corpus {{corpus}}, jwt-assay {{version}}, {{started}}</sub>

        """
    )
}
