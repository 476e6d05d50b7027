import JWTConformance
import ReportKit

/// How an explanation is set: titles to the left, and what every vector has, for verifiers or for signers.
struct ExplanationLayout {
    let style: TextStyle

    private static let width = 12

    /// A title before the first line, and space before the others.
    func section(_ title: String, _ lines: [String]) -> [String] {
        lines.enumerated().map { position, line in
            style.bold((position == 0 ? title : "").padded(to: Self.width)) + line
        }
    }

    /// The requirements with their texts and addresses.
    func rules(_ refs: [String], level: Level, catalog: [Requirement]) -> [String] {
        let lines = refs.map(RuleReference.init).flatMap { rule -> [String] in
            let requirement = catalog.first { $0.id == rule.text }
            let level = requirement?.level.rawValue ?? level.rawValue
            return ["\(rule.words) (\(level))"]
                + [requirement?.text, requirement?.contested, rule.address].compactMap { $0 }
        }
        return section("requirement", lines.isEmpty ? ["none (\(level.rawValue))"] : lines)
    }

    /// A token part by part.
    ///
    /// - Parameters:
    ///   - token: the token.
    ///   - detached: the detached payload.
    ///   - isWhole: whether it's shown as it is, below its parts.
    /// - Returns: its form, then a line or more for each part.
    func anatomy(_ token: Question.Token, detached: Octets? = nil, isWhole: Bool = false) -> [String] {
        let anatomy = TokenAnatomy(token)
        var lines = [anatomy.form]
        let width = max(anatomy.parts.map(\.name.count).max() ?? 0, "detached".count)
        func add(_ name: String, _ text: String) { lines.append(name.padded(to: width) + "  " + text) }
        for part in anatomy.parts {
            for (position, line) in part.lines.enumerated() { add(position == 0 ? part.name : "", line) }
            for oddity in part.oddities { add("", style.warning("(\(oddity))")) }
        }
        if let detached { add("detached", Self.readable(detached)) }
        if isWhole { add("as sent", token.excerpt) }
        return lines
    }

    /// Key material.
    static func key(_ key: KeyMaterial) -> [String] {
        switch key {
        case .jwk(let key, let pem): ["JWK" + (pem == nil ? "" : ", also as PEM"), json(key)]
        case .jwkSet(let set): ["JWK Set", json(set)]
        case .text(let text): ["text", text.bounded(to: 2048)]
        case .octets(let octets): ["octets, in base64url", octets.base64url.bounded(to: 2048)]
        case .none: ["none"]
        }
    }

    /// The last lines of what a program wrote to its standard error stream.
    static func standardError(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n").suffix(8).map { "stderr: \($0)" }
    }

    static func readable(_ payload: Octets) -> String {
        payload.utf8?.bounded(to: 1024) ?? "in base64url: \(payload.base64url.bounded(to: 1024))"
    }

    static func json(_ value: some Encodable) -> String {
        (try? JSONText.of(value).bounded(to: 4096)) ?? "(no JSON)"
    }
}
