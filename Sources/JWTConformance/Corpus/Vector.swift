/// One question to a verifier, or one request to a signer, with the answer that the rules demand, and the reasons.
public struct Vector: Hashable, Sendable, Identifiable {
    /// What is asked.
    public enum Task: Hashable, Sendable {
        /// Whether a token is valid.
        case verify(Question)
        /// For a token.
        case sign(SigningTask)
    }

    /// A path-like slug, unique and stable for ever; a prefix selects.
    public let id: String
    /// What this vector adds, in a phrase.
    public let summary: String
    /// What is asked.
    public private(set) var task: Task
    /// The questions that the same verifier was asked before, in order, if the vector is a step of a sequence.
    package internal(set) var predecessors: [Question]
    /// How to make the token for another time; if absent, the token is valid only at the time that the policy sets.
    package internal(set) var recipe: MintRecipe?
    /// What must come back; of a signer, a token over the payload that it's given is accepted.
    public internal(set) var expectation: Expectation
    /// How binding the rule is.
    public let level: Level
    /// Why a refusal is due; absent if acceptance is.
    public let reason: ReasonCode?
    /// The check of the reference that rejects the token.
    package let targets: String?
    /// The accepted vector that differs in just that point.
    public let twin: String?
    /// Why the proof by `targets` and `twin` isn't possible for this vector.
    package let unprovable: String?
    /// The weakest party who can make the token; of a signer's vector, who can use the token that must not be signed.
    public package(set) var attacker: Attacker?
    /// What that party gains if the token is accepted.
    public package(set) var gain: Gain?
    /// The accepted vector whose token the attacker has, for ``Attacker/holder``.
    public package(set) var from: String?
    /// The policy under which the token is valid, where it's genuine and has no vector of its own that is accepted.
    package var validUnder: VerificationPolicy?
    /// The requirements that it's about, such as `RFC7515#4.1.11-1`; the one that decides stands first.
    public let refs: [String]
    /// Advisories whose flaw the vector would have shown.
    public let cves: [String]
    /// Names of flags that the file defines.
    package let flags: [Flag]
    /// What the corpus calls the key material: the ids of key records, or of the group that holds it.
    package internal(set) var keyLabel: String?
    /// The same question under other algorithms, in the order in which they are preferred.
    package internal(set) var carriers: [Carrier] = []
    /// The algorithm under which the question stands, where it isn't the corpus's own: that of the carrier.
    public internal(set) var carrier: String?

    /// Assembles a vector for verifiers.
    package init(
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
        self.task = .verify(question)
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

    /// Assembles a vector for signers.
    package init(
        id: String,
        summary: String,
        signing: SigningTask,
        expectation: Expectation,
        level: Level = .must,
        reason: ReasonCode? = nil,
        refs: [String] = [],
        keyLabel: String? = nil
    ) {
        (self.id, self.summary, task) = (id, summary, .sign(signing))
        (self.expectation, self.level, self.reason, self.refs) = (expectation, level, reason, refs)
        self.keyLabel = keyLabel
        (predecessors, recipe, targets, twin, unprovable, cves, flags) = ([], nil, nil, nil, nil, [], [])
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
package struct Flag: Hashable, Sendable, Codable {
    /// The flag's name, in upper camel case.
    package let name: String
    /// What the vectors have in common.
    package let summary: String
    /// What an attacker gains from an implementation that gets it wrong.
    package let effect: String

    /// Defines a flag.
    package init(name: String, summary: String, effect: String) {
        self.name = name
        self.summary = summary
        self.effect = effect
    }
}

extension Vector {
    /// What the vector asks for.
    public var kind: VectorKind { signing == nil ? .verify : .sign }

    /// The question to a verifier.
    ///
    /// Only a vector of the kind ``VectorKind/verify`` has one; the vectors of ``Corpus/vectors`` are of that kind.
    public internal(set) var question: Question {
        get {
            guard case .verify(let question) = task else { preconditionFailure("\(id) is a vector for signers") }
            return question
        }
        set { task = .verify(newValue) }
    }

    /// The request to a signer, if the vector is one.
    public var signing: SigningTask? {
        guard case .sign(let task) = task else { return nil }
        return task
    }

    /// Every question that leads to the verdict, in order; the last is ``question``.
    package var questions: [Question] { predecessors + [question] }

    /// The sequence that the vector is a step of.
    public var sequence: String? { signing == nil ? question.sequence : nil }

    /// What an implementation must be able to do to be asked.
    public var features: [Feature] { signing?.features(reason: reason) ?? question.features }

    /// The key material that the implementation is given.
    var key: KeyMaterial { signing?.request.key ?? question.key }

    /// How payloads are compared.
    var content: Question.Content { signing == nil ? question.content : .bytes }

    /// What must come back, in a word: `accept`, `reject` or `either`; of a signer `produce`, `refuse` or `either`.
    package var expectationWord: String {
        switch (expectation, kind) {
        case (.accept, .verify): "accept"
        case (.accept, .sign): "produce"
        case (.reject, .verify): "reject"
        case (.reject, .sign): "refuse"
        case (.either, _): "either"
        }
    }
}

extension Vector: CustomStringConvertible {
    /// The id, so that a parameterised test names its case by it.
    public var description: String { id }
}
