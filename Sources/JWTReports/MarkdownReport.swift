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

    /// How many breaches are shown; the rest is counted.
    private static let most = 40

    /// The text.
    package var text: String {
        let cards = ReportCard.all(in: document)
        let sentence = RunSentence(document)
        let breaches = self.breaches(cards)
        let kinds = document.kinds
        var values: [String: Any] = [
            "heading": sentence.heading, "sentence": sentence.text,
            "cards": zip(document.implementations, cards).map(row),
            "breach": kinds == [.sign] ? "Unsafe" : kinds == [.verify] ? "Bypasses" : "Bypasses, unsafe",
            "verifies": kinds.contains(.verify), "signs": kinds.contains(.sign),
            "breaches": Array(breaches.prefix(Self.most)), "hasBreaches": !breaches.isEmpty,
            "count": breaches.count.counted("token"),
            "vectors": document.vectors.count.counted(kinds == [.sign] ? "sign vector" : "vector"),
            "corpus": document.suite.corpus, "version": document.suite.version,
            "profile": document.profile.rawValue, "started": document.suite.started,
        ]
        if breaches.count > Self.most { values["rest"] = breaches.count - Self.most }
        let incidents = zip(document.implementations, cards).flatMap { run, card in
            run.incidentSentences.map { "\(card.name): \($0)" }
        }
        let warnings = (document.complete ? [] : ["the run was interrupted"]) + incidents
        if !warnings.isEmpty { values["warning"] = warnings.joined(separator: "; ") }
        if let example = command.explainFirstInCodeSpan(of: document.implementations) { values["example"] = example }
        return Self.template.render(values)
    }

    private func row(_ run: ImplementationRun, _ card: ReportCard) -> [String: Any] {
        [
            "name": card.name, "passed": card.must.passed, "of": card.must.of, "percentage": card.must.percentage,
            "breaches": Self.marked(card.bypasses.count + card[.unsafe].count, "✕")
                + (card.signing.isEmpty ? "" : ", \(card.signing.count) on signature or key")
                + [Verdict.wrongPayload, .wrongToken].filter { !card[$0].isEmpty }
                .map { ", " + card[$0].count.counted($0.row.noun.one, $0.row.noun.many) }.joined(),
            "broken": Self.marked(card.breakdowns.count, "!"), "strict": Self.marked(card.overStrict.count, "△"),
            "others": Self.marked(card.others.count, "△"), "skipped": card.skipped.count + card.notRun.count,
            "state": run.state == .complete ? "" : " (\(run.state.rawValue))", "deviations": run.deviations.count,
        ]
    }

    private static func marked(_ count: Int, _ sign: String) -> String { count == 0 ? "0" : "\(sign) \(count)" }

    private func breaches(_ cards: [ReportCard]) -> [[String: Any]] {
        Breach.all(in: document, cards).map { breach in
            let more = breach.names.count > 4 ? " and \(breach.names.count - 4) more" : ""
            let rule = breach.vector.refs.first.map(RuleReference.init)
            return [
                "id": breach.vector.id, "summary": breach.vector.summary,
                "sentence": breach.verdict.sentence(for: breach.vector.kind ?? .verify),
                "names": breach.names.prefix(4).joined(separator: ", ") + more,
                "rule": rule?.words ?? "", "address": rule?.address ?? "", "hasAddress": rule?.address != nil,
            ]
        }
    }

    private static let template = Template(
        """
        {{% CONTENT_TYPE:MARKDOWN}}
        ## {{heading}}

        {{sentence}}{{#warning}} **Incomplete: {{warning}}.**{{/warning}}

        | Implementation | Score over MUST | {{breach}} | Breakdowns | Over-strict | Other | Not asked | Deviations |
        | :-- | --: | --: | --: | --: | --: | --: | --: |
        {{#cards}}
        | {{name}}{{state}} | {{passed}}/{{of}} ({{percentage}}) | {{breaches}} | {{broken}} | {{strict}} | {{others}} | {{skipped}} | {{deviations}} |
        {{/cards}}

        The score counts the MUST vectors that were asked. {{#verifies}}Bypasses are tokens that must be rejected and were accepted. {{/verifies}}{{#signs}}Unsafe is what must be refused and was signed. {{/signs}}Breakdowns are crashes, hangs and answers that break the protocol. Deviations are verdicts that aren't as expected, or differ from the baseline.
        {{#hasBreaches}}

        <details><summary>{{count}} that must not have been accepted or made</summary>

        | Vector | What it is | Rule | What happened | With |
        | :-- | :-- | :-- | :-- | :-- |
        {{#breaches}}
        | {{id}} | {{summary}} | {{#hasAddress}}[{{rule}}]({{{address}}}){{/hasAddress}}{{^hasAddress}}{{rule}}{{/hasAddress}} | {{sentence}} | {{names}} |
        {{/breaches}}
        {{#rest}}

        And {{rest}} more.
        {{/rest}}

        </details>
        {{/hasBreaches}}
        {{#example}}

        Why: `{{{example}}}`
        {{/example}}

        <sub>{{vectors}}, {{profile}} profile, corpus {{corpus}}, jwt-assay {{version}}, {{started}}</sub>

        """
    )
}
