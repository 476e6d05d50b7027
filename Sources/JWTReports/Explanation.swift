package import JWTConformance
package import ReportKit

/// Everything there is to know of one vector, and what implementations answered.
package struct Explanation {
    private let vector: Vector
    private let requirements: [Requirement]
    private let runs: [ImplementationRun]
    private let tokens: [String: String]
    private let command: ReproductionCommand
    private let layout: ExplanationLayout

    /// Prepares the text.
    ///
    /// - Parameters:
    ///   - vector: the vector.
    ///   - requirements: the catalog that its references are to.
    ///   - runs: the parts of a run that asked about it, if any.
    ///   - tokens: the whole tokens that signers made, by the labels of the runs, which keep the start of a long one.
    ///   - command: how to show it again.
    ///   - style: how the text is set.
    package init(
        _ vector: Vector,
        requirements: [Requirement] = [],
        runs: [ImplementationRun] = [],
        tokens: [String: String] = [:],
        command: ReproductionCommand = ReproductionCommand(),
        style: TextStyle = .plain
    ) {
        self.command = command
        self.vector = vector
        self.requirements = requirements
        self.runs = runs
        self.tokens = tokens
        layout = ExplanationLayout(style: style)
    }

    /// The explanation, each line ended by a line feed.
    package var text: String {
        var lines = [layout.style.bold(vector.id), vector.summary, ""]
        lines += layout.rules(vector.refs, level: vector.level, catalog: requirements)
        lines += layout.section("expected", expectation)
        switch vector.task {
        case .verify(let question): lines += sections(of: question)
        case .sign(let task): lines += sections(of: task.request)
        }
        lines += layout.section("cves", vector.cves)
        lines += layout.section("flags", vector.flags.map { "\($0.name): \($0.summary). Effect: \($0.effect)" })
        lines += layout.section("answers", answers)
        let labels = runs.isEmpty ? ["reference"] : runs.map(\.label)
        lines += layout.section("reproduce", labels.map { command.again(vector.id, vector.kind, verifier: $0) })
        return lines.map { $0 + "\n" }.joined()
    }

    private func sections(of question: Question) -> [String] {
        layout.section("token", layout.anatomy(question.token, detached: question.detachedPayload))
            + layout.section("as sent", [question.token.excerpt])
            + layout.section("before", beforeLines)
            + layout.section("key", ExplanationLayout.key(question.key))
            + layout.section(
                "policy",
                [ExplanationLayout.json(question.policy), "content: \(question.content.rawValue)"]
            )
    }

    private func sections(of request: SignRequest) -> [String] {
        let (payload, count) = (request.payload, request.payload.bytes.count)
        return layout.section("header", [ExplanationLayout.json(request.header)])
            + layout.section(
                "payload",
                [count == 0 ? "(empty)" : ExplanationLayout.readable(payload), "\(count) octets"]
            )
            + layout.section("key", ExplanationLayout.key(request.key))
    }

    private var expectation: [String] {
        let reason = vector.reason.map { " (\($0.rawValue))" } ?? ""
        if let task = vector.signing { return expectation(of: task, reason) }
        var lines = [vector.expectationText + reason]
        if case .accept(let payload) = vector.expectation, !payload.bytes.isEmpty {
            lines.append("payload " + ExplanationLayout.readable(payload))
        }
        if let attacker = vector.attacker, let gain = vector.gain {
            let from = vector.from.map { ", from \($0)" } ?? ""
            let severity = Severity(attacker: attacker, gain: gain).row.noun.one
            lines.append("\(attacker.rawValue), \(gain.rawValue)\(from): to accept it is a \(severity)")
        }
        if let check = vector.targets { lines.append("the check that rejects it: \(check)") }
        if let twin = vector.twin { lines.append("accepted twin: \(twin)") }
        if let why = vector.unprovable { lines.append("can't be proved: \(why)") }
        return lines
    }

    private func expectation(of task: SigningTask, _ reason: String) -> [String] {
        var lines: [String]
        switch vector.expectation {
        case .accept: lines = ["a token with exactly the requested header and payload, and a valid signature"]
        case .reject: lines = ["a refusal: there must be no token\(reason)"]
        case .either(let why, _, _): lines = ["a token as requested, or a refusal (\(why))"]
        }
        if task.isAskedTwice { lines.append("requested twice, to see whether the tokens are equal") }
        guard vector.expectation != .reject, case .jwk(let jwk, _) = task.verification else { return lines }
        return lines + ["verified by \(ExplanationLayout.json(jwk))"]
    }

    /// What the verifier was asked before, if that decides.
    private var beforeLines: [String] {
        guard let sequence = vector.sequence else { return [] }
        let place = "step \(vector.predecessors.count + 1) of the sequence \(sequence)"
        return [place] + vector.predecessors.map(\.token.excerpt)
    }

    private var answers: [String] {
        let names = runs.distinctNames
        let width = names.map(\.columns).max() ?? 0
        let indent = String(repeating: " ", count: width + 2)
        return zip(runs, names).flatMap { run, name -> [String] in
            guard let record = run.cases.first(where: { $0.id == vector.id }) else { return [] }
            let verdict = layout.style.verdict(record.verdict, record.verdict.label)
            let answer = record.answer?.description ?? record.feature.map { "not asked: needs \($0)" }
            let start = "\(name.padded(to: width))  \(verdict)  \(answer ?? record.detail ?? "not asked")"
            return [start] + details(record, of: run).map { indent + $0 }
        }
    }

    private func details(_ record: CaseRecord, of run: ImplementationRun) -> [String] {
        var lines: [String] = []
        if let payload = record.answer?.payload { lines.append("payload " + ExplanationLayout.readable(payload)) }
        if let token = tokens[run.label] ?? record.answer?.token {
            lines += layout.anatomy(.text(token), isWhole: true)
        }
        if let repeated = record.answer?.repeated {
            lines.append(repeated ? "the second token is the same" : "the second token differs")
        }
        if record.answer != nil, let detail = record.detail { lines.append(detail) }
        return lines + ExplanationLayout.standardError(record.answer?.standardError)
    }
}
