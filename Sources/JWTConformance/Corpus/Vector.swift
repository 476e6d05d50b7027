/// One question with the answer that the rules demand, and the reasons.
public struct Vector: Hashable, Sendable, Identifiable {
    /// A path-like slug, unique and stable for ever; a prefix selects.
    public let id: String
    /// What this vector adds, in a phrase.
    public let summary: String
    /// What is asked.
    public let question: Question
    /// What must come back.
    public let expectation: Expectation
    /// How binding the rule is.
    public let level: Level
    /// Why a refusal is due; absent where acceptance is.
    public let reason: ReasonCode?
    /// The check of the reference that refuses the token.
    public let targets: String?
    /// The accepted vector that differs in just that point.
    public let twin: String?
    /// Why the proof by `targets` and `twin` isn't possible for this vector.
    public let unprovable: String?
    /// The requirements that it's about, such as `RFC7515#4.1.11-1`; the one that decides stands first.
    public let refs: [String]
    /// Advisories whose flaw the vector would have shown.
    public let cves: [String]
    /// Names of flags that the file defines.
    public let flags: [Flag]

    /// Assembles a vector.
    public init(
        id: String,
        summary: String,
        question: Question,
        expectation: Expectation,
        level: Level = .must,
        reason: ReasonCode? = nil,
        targets: String? = nil,
        twin: String? = nil,
        unprovable: String? = nil,
        refs: [String] = [],
        cves: [String] = [],
        flags: [Flag] = []
    ) {
        self.id = id
        self.summary = summary
        self.question = question
        self.expectation = expectation
        self.level = level
        self.reason = reason
        self.targets = targets
        self.twin = twin
        self.unprovable = unprovable
        self.refs = refs
        self.cves = cves
        self.flags = flags
    }
}

/// How binding a rule is.
///
/// The score counts ``must``.
public enum Level: String, Hashable, Sendable, Codable, CaseIterable {
    /// The RFC says MUST, or leaves no other reading.
    case must
    /// The RFC says SHOULD.
    case should
    /// RFC 8725 (Best Current Practice) and hardening beyond the RFCs.
    case bcp
    /// For information.
    case info
}

/// A property that several vectors share, with what follows from it.
public struct Flag: Hashable, Sendable, Codable {
    /// The flag's name, in upper camel case.
    public let name: String
    /// What the vectors have in common.
    public let summary: String
    /// What an attacker gains from an implementation that gets it wrong.
    public let effect: String

    /// Defines a flag.
    public init(name: String, summary: String, effect: String) {
        self.name = name
        self.summary = summary
        self.effect = effect
    }
}

extension Vector: CustomStringConvertible {
    /// The id, so that a parameterised test names its case by it.
    public var description: String { id }
}
