/// One question with the answer that the rules demand, and the reasons.
public struct Vector: Hashable, Sendable, Identifiable {
    /// A path-like slug, unique and stable for ever; a prefix selects.
    public let id: String
    /// What this vector adds, in a phrase.
    public let summary: String
    /// What is asked.
    public internal(set) var question: Question
    /// The questions that the same verifier was asked before, in order, where the vector is a step of a sequence.
    public let predecessors: [Question]
    /// How the token is made anew for another time; absent: it's only good at the time that the policy names.
    public let recipe: MintRecipe?
    /// What must come back.
    public internal(set) var expectation: Expectation
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
    /// What the corpus calls the key material: the ids of key records, or of the group that holds it.
    public let keyLabel: String?

    /// Assembles a vector.
    public init(
        id: String,
        summary: String,
        question: Question,
        predecessors: [Question] = [],
        recipe: MintRecipe? = nil,
        expectation: Expectation,
        level: Level = .must,
        reason: ReasonCode? = nil,
        targets: String? = nil,
        twin: String? = nil,
        unprovable: String? = nil,
        refs: [String] = [],
        cves: [String] = [],
        flags: [Flag] = [],
        keyLabel: String? = nil
    ) {
        self.id = id
        self.summary = summary
        self.question = question
        self.predecessors = predecessors
        self.recipe = recipe
        self.expectation = expectation
        self.level = level
        self.reason = reason
        self.targets = targets
        self.twin = twin
        self.unprovable = unprovable
        self.refs = refs
        self.cves = cves
        self.flags = flags
        self.keyLabel = keyLabel
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

extension Vector {
    /// Every question that leads to the verdict, in order; the last is ``question``.
    public var questions: [Question] { predecessors + [question] }

    /// The sequence that the vector is a step of.
    public var sequence: String? { question.sequence }
}

extension Vector: CustomStringConvertible {
    /// The id, so that a parameterised test names its case by it.
    public var description: String { id }
}
