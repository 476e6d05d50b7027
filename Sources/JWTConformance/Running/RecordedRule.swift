/// What a run document keeps of a requirement.
public struct RecordedRule: Hashable, Sendable, Codable, Identifiable {
    /// See ``Requirement/id``.
    public let id: String
    /// See ``Requirement/level``.
    public let level: Requirement.Level
    /// See ``Requirement/text``.
    public let text: String
    /// See ``Requirement/testable``; absent in documents that were written before it was kept.
    public let testable: [Requirement.Side]?
    /// See ``Requirement/reason``.
    public let reason: String?

    /// Keeps a requirement.
    public init(_ requirement: Requirement) {
        id = requirement.id
        level = requirement.level
        text = requirement.text
        testable = requirement.testable
        reason = requirement.reason
    }

    /// Whether nothing but a signer can show that it's kept, so that no vector of a run is about it.
    public var isForSignersAlone: Bool { testable == [.sign] }

    /// Whether no vector at all can show that it's kept.
    public var isUntestable: Bool { testable == [.none] }
}
