package import JWTConformance

/// Everything there is to know of one vector, and what verifiers answered.
package struct Explanation {
    private let vector: Vector
    private let requirements: [Requirement]
    private let runs: [VerifierRun]
    private let command: ReproductionCommand
    private let style: TextStyle

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
        self.style = style
    }

    /// The explanation, each line ended by a line feed.
    package var text: String {
        var lines = [style.bold(vector.id), vector.summary, ""]
        lines += rules
        lines += expectation
        lines += token
        lines += section("before", beforeLines)
        lines += section("key", keyLines)
        lines += section("policy", policyLines)
        lines += section("cves", vector.cves)
        lines += section("flags", vector.flags.map { "\($0.name): \($0.summary). Effect: \($0.effect)" })
        lines += answers
        lines += section("reproduce", reproductions)
        return lines.map { $0 + "\n" }.joined()
    }

    private static let width = 12

    /// A title before the first line, and space before the others.
    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.enumerated().map { position, line in
            style.bold((position == 0 ? title : "").padded(to: Self.width)) + line
        }
    }

    private var rules: [String] {
        let lines = vector.refs.map(RuleReference.init).flatMap { rule -> [String] in
            let requirement = requirements.first { $0.id == rule.text }
            let level = requirement?.level.rawValue ?? vector.level.rawValue
            return ["\(rule.words) (\(level))"] + [requirement?.text, rule.address].compactMap { $0 }
        }
        return section("rule", lines.isEmpty ? ["none (\(vector.level.rawValue))"] : lines)
    }

    private var expectation: [String] {
        var lines = ["\(vector.expectation)" + (vector.reason.map { ", because of \($0.rawValue)" } ?? "")]
        if case .accept(let payload) = vector.expectation, !payload.bytes.isEmpty {
            lines.append("payload " + Self.readable(payload))
        }
        if let check = vector.targets { lines.append("the check that refuses it: \(check)") }
        if let twin = vector.twin { lines.append("its accepted twin: \(twin)") }
        if let why = vector.unprovable { lines.append("not provable by a twin: \(why)") }
        return section("expected", lines)
    }

    private var token: [String] {
        let anatomy = TokenAnatomy(vector.question.token)
        var lines = section("token", [anatomy.form])
        let width = max(anatomy.parts.map(\.name.columns).max() ?? 0, "detached".count)
        func add(_ name: String, _ text: String) {
            lines.append(String(repeating: " ", count: Self.width) + name.padded(to: width) + "  " + text)
        }
        for part in anatomy.parts {
            for (position, line) in part.lines.enumerated() { add(position == 0 ? part.name : "", line) }
            for oddity in part.oddities { add("", style.warning("(\(oddity))")) }
        }
        if let payload = vector.question.detachedPayload { add("detached", Self.readable(payload)) }
        return lines + section("as sent", [vector.question.token.excerpt])
    }

    /// What the verifier was asked before, where that decides.
    private var beforeLines: [String] {
        guard let sequence = vector.sequence else { return [] }
        let place = "step \(vector.predecessors.count + 1) of the sequence \(sequence)"
        return [place] + vector.predecessors.map(\.token.excerpt)
    }

    private var keyLines: [String] {
        switch vector.question.key {
        case .jwk(let key, let pem):
            ["JWK" + (pem == nil ? "" : ", also as PEM"), Self.json(key)]
        case .jwkSet(let set): ["JWK Set", Self.json(set)]
        case .text(let text): ["text", text.bounded(to: 2048)]
        case .octets(let octets): ["octets, in base64url", octets.base64url.bounded(to: 2048)]
        case .none: ["none"]
        }
    }

    private var policyLines: [String] {
        [Self.json(vector.question.policy), "content: \(vector.question.content.rawValue)"]
    }

    private var answers: [String] {
        let names = runs.distinctNames
        let width = names.map(\.columns).max() ?? 0
        return section(
            "answers",
            zip(runs, names).flatMap { run, name -> [String] in
                guard let record = run.cases.first(where: { $0.id == vector.id }) else { return [] }
                let verdict = style.verdict(record.verdict, record.verdict.label)
                let answer = record.answer?.description ?? record.feature.map { "not asked, for want of \($0)" }
                var lines = ["\(name.padded(to: width))  \(verdict)  \(answer ?? record.detail ?? "not asked")"]
                let indent = String(repeating: " ", count: width + 2)
                if let payload = record.answer?.payload { lines.append(indent + "payload " + Self.readable(payload)) }
                if record.answer != nil, let detail = record.detail { lines.append(indent + detail) }
                for line in (record.answer?.standardError ?? "").split(separator: "\n").suffix(8) {
                    lines.append(indent + "stderr: " + line)
                }
                return lines
            }
        )
    }

    private var reproductions: [String] {
        let labels = runs.isEmpty ? ["reference"] : runs.map(\.label)
        return labels.map { command.run(vector.id, verifier: $0) }
    }

    private static func readable(_ payload: Octets) -> String {
        payload.utf8?.bounded(to: 1024) ?? "in base64url: \(payload.base64url.bounded(to: 1024))"
    }

    private static func json(_ value: some Encodable) -> String {
        (try? JSONText.of(value).bounded(to: 4096)) ?? "(no JSON)"
    }
}
