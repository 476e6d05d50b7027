package import JWTConformance

/// A summary of a run of sign vectors in GitHub's Markdown, short whatever the run found.
package struct SignMarkdownReport {
    /// How many tokens that must not have been made are shown; the rest is counted.
    private static let most = 40

    private let document: SignRunDocument
    private let command: ReproductionCommand

    /// Prepares the summary.
    package init(_ document: SignRunDocument, command: ReproductionCommand = ReproductionCommand()) {
        self.document = document
        self.command = command
    }

    /// The text.
    package var text: String {
        let runs = document.implementations
        let names = runs.distinctNames
        let findings = zip(runs, names).flatMap { run, name in
            run.cases.filter { $0.verdict == .unsafe || $0.verdict == .wrongToken }.map { Self.finding($0, name) }
        }
        var values: [String: Any] = [
            "heading": names.count == 1 ? "What \(names[0]) signs" : "What \(names.count) implementations sign",
            "runs": zip(runs, names).map(Self.row),
            "findings": Array(findings.prefix(Self.most)), "hasFindings": !findings.isEmpty,
            "count": findings.count.counted("token"),
            "vectors": (runs.first?.cases.count ?? 0).counted("sign vector"), "corpus": document.corpus,
            "version": document.version, "started": document.started,
        ]
        if findings.count > Self.most { values["rest"] = findings.count - Self.most }
        if !document.complete { values["warning"] = "the run was interrupted" }
        if let example = command.explainFirstInCodeSpan(of: document.implementations) { values["example"] = example }
        return Self.template.render(values)
    }

    private static func row(_ run: SignerRun, _ name: String) -> [String: Any] {
        [
            "name": name, "state": run.state == .complete ? "" : " (\(run.state.rawValue))",
            "passed": run.must.passed, "of": run.must.of, "percentage": run.must.percentage,
            "unsafe": marked(run.count(.unsafe), "✕"), "wrong": marked(run.count(.wrongToken), "✕"),
            "broken": marked(run.count(.crash) + run.count(.hang) + run.count(.protocolViolation), "!"),
            "strict": marked(run.count(.overStrict) + run.count(.error), "△"),
            "others": marked(
                run.count(.unclean) + run.count(.lenient) + run.count(.brokenClaim) + run.count(.flaky),
                "△"
            ),
            "skipped": run.count(.skipped) + run.count(.notRun), "disagreements": run.disagreements.count,
        ]
    }

    private static func marked(_ count: Int, _ sign: String) -> String { count == 0 ? "0" : "\(sign) \(count)" }

    private static func finding(_ record: SignRecord, _ name: String) -> [String: Any] {
        let rule = record.refs.first.map(RuleReference.init)
        return [
            "id": record.id, "summary": record.summary, "name": name, "sentence": record.verdict.sentence(for: .sign),
            "rule": rule?.words ?? "", "address": rule?.address ?? "", "hasAddress": rule?.address != nil,
        ]
    }

    private static let template = Template(
        """
        {{% CONTENT_TYPE:MARKDOWN}}
        ## {{heading}}
        {{#warning}}

        **Incomplete: {{warning}}.**
        {{/warning}}

        | Implementation | Score over MUST | Unsafe | Wrong tokens | Crashes, hangs | Over-strict | Other | Not asked | Disagreements |
        | :-- | --: | --: | --: | --: | --: | --: | --: | --: |
        {{#runs}}
        | {{name}}{{state}} | {{passed}}/{{of}} ({{percentage}}) | {{unsafe}} | {{wrong}} | {{broken}} | {{strict}} | {{others}} | {{skipped}} | {{disagreements}} |
        {{/runs}}

        The score counts the sign vectors that were asked and whose rule is a MUST. Unsafe is what must be refused and was signed; a wrong token isn't what was asked for. Disagreements are what isn't as expected, or not as the baseline has it.
        {{#hasFindings}}

        <details><summary>{{count}} that must not have been made</summary>

        | Vector | What it is | Rule | What came | Of |
        | :-- | :-- | :-- | :-- | :-- |
        {{#findings}}
        | {{id}} | {{summary}} | {{#hasAddress}}[{{rule}}]({{{address}}}){{/hasAddress}}{{^hasAddress}}{{rule}}{{/hasAddress}} | {{sentence}} | {{name}} |
        {{/findings}}
        {{#rest}}

        And {{rest}} more.
        {{/rest}}

        </details>
        {{/hasFindings}}
        {{#example}}

        Why: `{{{example}}}`
        {{/example}}

        <sub>{{vectors}}, corpus {{corpus}}, jwt-assay {{version}}, {{started}}</sub>

        """
    )
}
