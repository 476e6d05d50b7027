package import JWTConformance
import ReportKit

/// What an engineer has to know of an implementation and can do about it, composed from its faults.
package struct Advice: Hashable, Sendable {
    /// Who gets in, by what; a few sentences.
    package let sentence: String
    /// The first of the sentences, about the gravest.
    package let lead: String
    /// What closes it, the gravest fault first.
    package let remedies: [String]

    /// How many remedies an implementation has; the rest are less grave.
    private static let most = 3

    /// Composes the advice.
    ///
    /// - Parameters:
    ///   - faults: the faults, the gravest first.
    ///   - isAskedEnough: whether so much was asked that silence means something.
    package init(_ faults: [Fault], isAskedEnough: Bool) {
        let grave = faults.filter { $0.severity.isBypass || $0.severity == .denialOfService }
        var sentences = Severity.allCases.filter { severity in grave.contains { $0.severity == severity } }
            .map { Self.sentence(on: $0, grave.of($0)) }
        let forged = grave.filter { $0.severity == .forgery || $0.severity == .weakKey }
        if !forged.isEmpty, forged.allSatisfy(\.isClosedByPinning) {
            sentences.append("Safe from forgery if algorithms are pinned.")
        }
        if sentences.isEmpty {
            sentences.append(
                isAskedEnough
                    ? "No attacker gets past it with any token of the run." : "Too little could be asked to tell."
            )
        }
        sentence = sentences.joined(separator: " ")
        lead =
            sentences.count > 1 && sentences[sentences.count - 1].hasPrefix("Safe")
            ? "\(sentences[0]) \(sentences[sentences.count - 1])" : sentences[0]
        var remedies: [String] = []
        for remedy in grave.compactMap(\.attack?.remedy) where !remedies.contains(remedy) { remedies.append(remedy) }
        self.remedies = Array(remedies.prefix(Self.most))
    }

    private static func sentence(on severity: Severity, _ faults: [Fault]) -> String {
        var titles: [String] = []
        for fault in faults where !titles.contains(fault.title) { titles.append(fault.title) }
        let rest = titles.count > 2 ? "; and \(titles.count - 2) more" : ""
        let what = titles.prefix(2).map { $0.bounded(to: 120) }.joined(separator: "; ") + rest
        let who = faults.compactMap(\.attacker).min { $0.place < $1.place }
        return switch severity {
        case .forgery: "\(who?.owner ?? "An attacker") can forge tokens: \(what)."
        case .weakKey: "Tokens under keys that can be found are accepted: \(what)."
        case .misuse: "A genuine token works where or when it isn't valid: \(what)."
        case .respelling: "A genuine token works under another text, which deny lists and caches miss: \(what)."
        case .unclassified: "Tokens that must be rejected are accepted: \(what)."
        case .denialOfService:
            faults.allSatisfy(\.isException)
                ? "Some tokens raise an exception that isn't a rejection: \(what)." : "A token stops it: \(what)."
        case .nonconformance: "Rules are broken of which only the issuer can make use: \(what)."
        }
    }
}

extension Attacker {
    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Gain {
    /// What is gained, in a phrase.
    package var words: String {
        switch self {
        case .forge: "chooses the claims"
        case .reuse: "uses a genuine token where or when it isn't valid"
        case .respell: "sends the same claims under another text"
        case .none: "gains nothing"
        }
    }
}
