/// What a run document keeps of a requirement.
package struct RecordedRule: Hashable, Sendable, Codable, Identifiable {
    /// See ``Requirement/id``.
    package let id: String
    /// See ``Requirement/level``.
    package let level: Requirement.Level
    /// See ``Requirement/text``.
    package let text: String
    /// See ``Requirement/testable``; absent in documents that were written before it was kept.
    package let testable: [Requirement.Side]?
    /// See ``Requirement/reason``.
    package let reason: String?

    /// Keeps a requirement.
    package init(_ requirement: Requirement) {
        id = requirement.id
        level = requirement.level
        text = requirement.text
        testable = requirement.testable
        reason = requirement.reason
    }

    /// Whether nothing but a signer can show that it's kept, so that no vector of a run is about it.
    package var isForSignersAlone: Bool { testable == [.sign] }

    /// Whether no vector at all can show that it's kept.
    package var isUntestable: Bool { testable == [.none] }
}
