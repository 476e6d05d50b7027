package import JWTConformance
package import ReportKit

/// Everything there is to know of one vector, and what verifiers answered.
package struct Explanation {
    private let vector: Vector
    private let requirements: [Requirement]
    private let runs: [VerifierRun]
    private let command: ReproductionCommand
    private let layout: ExplanationLayout

    /// Prepares the text.
    ///
    /// - Parameters:
    ///   - vector: the vector.
    ///   - requirements: the catalog that its references are to.
    ///   - runs: the parts of a run that asked about it, if any.
    ///   - command: how to show it again.
    ///   - style: how the text is set.
    package init(
        _ vector: Vector,
        requirements: [Requirement] = [],
        runs: [VerifierRun] = [],
        command: ReproductionCommand = ReproductionCommand(),
        style: TextStyle = .plain
    ) {
        self.command = command
        self.vector = vector
        self.requirements = requirements
        self.runs = runs
        layout = ExplanationLayout(style: style)
    }

    /// The explanation, each line ended by a line feed.
    package var text: String {
        var lines = [layout.style.bold(vector.id), vector.summary, ""]
        lines += layout.rules(vector.refs, level: vector.level, catalog: requirements)
        lines += expectation
        let question = vector.question
        lines += layout.section("token", layout.anatomy(question.token, detached: question.detachedPayload))
        lines += layout.section("as sent", [question.token.excerpt])
        lines += layout.section("before", beforeLines)
        lines += layout.section("key", ExplanationLayout.key(vector.question.key))
        lines += layout.section("policy", policyLines)
        lines += layout.section("cves", vector.cves)
        lines += layout.section("flags", vector.flags.map { "\($0.name): \($0.summary). Effect: \($0.effect)" })
        lines += answers
        lines += layout.section("reproduce", reproductions)
        return lines.map { $0 + "\n" }.joined()
    }

    private var expectation: [String] {
        var lines = ["\(vector.expectation)" + (vector.reason.map { ", because of \($0.rawValue)" } ?? "")]
        if case .accept(let payload) = vector.expectation, !payload.bytes.isEmpty {
            lines.append("payload " + ExplanationLayout.readable(payload))
        }
        if let check = vector.targets { lines.append("the check that refuses it: \(check)") }
        if let twin = vector.twin { lines.append("its accepted twin: \(twin)") }
        if let why = vector.unprovable { lines.append("not provable by a twin: \(why)") }
        return layout.section("expected", lines)
    }

    /// What the verifier was asked before, where that decides.
    private var beforeLines: [String] {
        guard let sequence = vector.sequence else { return [] }
        let place = "step \(vector.predecessors.count + 1) of the sequence \(sequence)"
        return [place] + vector.predecessors.map(\.token.excerpt)
    }

    private var policyLines: [String] {
        [ExplanationLayout.json(vector.question.policy), "content: \(vector.question.content.rawValue)"]
    }

    private var answers: [String] {
        let names = runs.distinctNames
        let width = names.map(\.columns).max() ?? 0
        return layout.section(
            "answers",
            zip(runs, names).flatMap { run, name -> [String] in
                guard let record = run.cases.first(where: { $0.id == vector.id }) else { return [] }
                let verdict = layout.style.verdict(record.verdict, record.verdict.label)
                let answer = record.answer?.description ?? record.feature.map { "not asked, for want of \($0)" }
                var lines = ["\(name.padded(to: width))  \(verdict)  \(answer ?? record.detail ?? "not asked")"]
                let indent = String(repeating: " ", count: width + 2)
                if let payload = record.answer?.payload {
                    lines.append(indent + "payload " + ExplanationLayout.readable(payload))
                }
                if record.answer != nil, let detail = record.detail { lines.append(indent + detail) }
                return lines + ExplanationLayout.standardError(record.standardError).map { indent + $0 }
            }
        )
    }

    private var reproductions: [String] {
        let labels = runs.isEmpty ? ["reference"] : runs.map(\.label)
        return labels.map { command.run(vector.id, verifier: $0) }
    }
}
