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
            "verifies": kinds.contains(.verify), "signs": kinds.contains(.sign),
            "breaches": Array(breaches.prefix(Self.most)), "hasBreaches": !breaches.isEmpty,
            "count": breaches.count.counted("token"),
            "vectors": document.vectors.count.counted(kinds == [.sign] ? "sign vector" : "vector"),
            "corpus": document.suite.corpus.shortDigest, "version": document.suite.version,
            "profile": document.profile.rawValue, "started": document.suite.started,
        ]
        if breaches.count > Self.most { values["rest"] = breaches.count - Self.most }
        let incidents = zip(document.implementations, cards).flatMap { run, card in
            run.incidentSentences.map { "\(card.name): \($0)" }
        }
        let warnings = (document.complete ? [] : ["the run was interrupted"]) + incidents
        if !warnings.isEmpty { values["warning"] = warnings.joined(separator: "; ") }
        if let changes = document.suite.corpusChanges { values["changes"] = "\(changes)" }
        if let example = command.explainFirstInCodeSpan(of: document.implementations) { values["example"] = example }
        return Self.template.render(values)
    }

    private func row(_ run: ImplementationRun, _ card: ReportCard) -> [String: Any] {
        [
            "name": card.name, "age": run.release?.age(on: document.suite.started).map { " (\($0))" } ?? "",
            "passed": card.must.passed, "of": card.must.of,
            "percentage": card.must.percentage.isEmpty ? "" : " (\(card.must.percentage))",
            "asked": Quantity.grouped(Double(card.asked)), "total": Quantity.grouped(Double(card.total)),
            "faults": (card.breaches.isEmpty ? "" : "✕ ") + card.faults.counted,
            "advice": ([card.advice.lead] + card.advice.remedies).joined(separator: " "),
            "hasAdvice": card.faults.contains { $0.severity != .nonconformance },
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

        {{sentence}}{{#warning}} **Incomplete: {{warning}}.**{{/warning}}{{#changes}} **Note: {{changes}}.**{{/changes}}

        | Implementation | Asked | Faults | Score over MUST | Breakdowns | Over-strict | Other | Deviations |
        | :-- | --: | :-- | --: | --: | --: | --: | --: |
        {{#cards}}
        | {{name}}{{age}}{{state}} | {{asked}} of {{total}} | {{faults}} | {{passed}}/{{of}}{{percentage}} | {{broken}} | {{strict}} | {{others}} | {{deviations}} |
        {{/cards}}
        {{#cards}}
        {{#hasAdvice}}

        **{{name}}**: {{advice}}
        {{/hasAdvice}}
        {{/cards}}

        A fault is one misbehaviour, however many vectors show it. Forgery: an attacker chooses the claims. Weak key: so does one who finds a weak key. Misuse: a genuine token works where or when it isn't valid. Respelling: it works under another text. Nonconformance: a rule is broken, and nobody but the issuer can use that. The score counts the MUST vectors that were asked. Breakdowns are crashes, hangs and answers that break the protocol. Deviations are verdicts that aren't as expected, or differ from the baseline.
        {{#hasBreaches}}

        <details><summary>{{count}} accepted or made to an attacker's advantage</summary>

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
