package import JWTConformance
package import ReportKit

/// Everything there is to know of one sign vector, and what signers made of it.
package struct SignExplanation {
    private let vector: SignVector
    private let requirements: [Requirement]
    private let runs: [SignerRun]
    private let tokens: [String: String]
    private let command: ReproductionCommand
    private let layout: ExplanationLayout

    /// Prepares the text.
    ///
    /// - Parameters:
    ///   - vector: the vector.
    ///   - requirements: the catalog that its references are to.
    ///   - runs: the parts of a run that asked for it, if any.
    ///   - tokens: the whole tokens that came, by the labels of the runs, which keep the start of a long one.
    ///   - command: how to show it again.
    ///   - style: how the text is set.
    package init(
        _ vector: SignVector,
        requirements: [Requirement] = [],
        runs: [SignerRun] = [],
        tokens: [String: String] = [:],
        command: ReproductionCommand = ReproductionCommand(),
        style: TextStyle = .plain
    ) {
        self.vector = vector
        self.requirements = requirements
        self.runs = runs
        self.tokens = tokens
        self.command = command
        layout = ExplanationLayout(style: style)
    }

    /// The explanation, each line ended by a line feed.
    package var text: String {
        let payload = vector.request.payload
        var lines = [layout.style.bold(vector.id), vector.summary, ""]
        lines += layout.rules(vector.refs, level: vector.level, catalog: requirements)
        lines += layout.section("expected", expectation)
        lines += layout.section("header", [ExplanationLayout.json(vector.request.header)])
        lines += layout.section(
            "payload",
            [payload.bytes.isEmpty ? "(empty)" : ExplanationLayout.readable(payload), "\(payload.bytes.count) octets"]
        )
        lines += layout.section("key", ExplanationLayout.key(vector.request.key))
        lines += layout.section("answers", answers)
        let labels = runs.isEmpty ? ["reference"] : runs.map(\.label)
        lines += layout.section("reproduce", labels.map { command.sign(vector.id, verifier: $0) })
        return lines.map { $0 + "\n" }.joined()
    }

    private var expectation: [String] {
        var lines: [String]
        switch vector.expectation {
        case .produce: lines = ["a token: header, payload and signature as asked for"]
        case .refuse:
            lines = ["a refusal: no token may come" + (vector.reason.map { ", because of \($0.rawValue)" } ?? "")]
        case .either(let why, _): lines = ["either a token as asked for or a refusal (\(why))"]
        }
        if vector.isAskedTwice { lines.append("asked twice, to see whether the same token comes again") }
        guard let key = vector.expectation.verification, case .jwk(let jwk, _) = key else { return lines }
        return lines + ["verified by \(ExplanationLayout.json(jwk))"]
    }

    private var answers: [String] {
        let names = runs.distinctNames
        let width = names.map(\.count).max() ?? 0
        let indent = String(repeating: " ", count: width + 2)
        return zip(runs, names).flatMap { run, name -> [String] in
            guard let record = run.cases.first(where: { $0.id == vector.id }) else { return [] }
            let verdict = layout.style.verdict(record.verdict, record.verdict.label)
            let answer = record.answered ?? record.feature.map { "not asked, for want of \($0)" } ?? record.detail
            var lines = ["\(name.padded(to: width))  \(verdict)  \(answer ?? "not asked")"]
            if let token = tokens[run.label] ?? record.token {
                lines += layout.anatomy(.text(token), isWhole: true).map { indent + $0 }
            }
            if let repeated = record.repeated {
                lines.append(indent + (repeated ? "the same token the second time" : "another token the second time"))
            }
            return lines + ExplanationLayout.standardError(record.standardError).map { indent + $0 }
        }
    }
}
