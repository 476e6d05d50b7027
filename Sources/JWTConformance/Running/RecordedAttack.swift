/// What a run document keeps of a class of attacks.
package struct RecordedAttack: Hashable, Sendable, Codable, Identifiable {
    /// See ``AttackClass/id``.
    package let id: String
    /// See ``AttackClass/title``.
    package let title: String
    /// See ``AttackClass/sources``.
    package let sources: [String]
    /// See ``AttackClass/references``; absent in documents that were written before it was kept.
    package let references: [String]?
    /// See ``AttackFamily/gain``.
    package let gain: String?
    /// See ``AttackFamily/remedy``.
    package let remedy: String?
    /// The ids of the vectors of the corpus that try it, whether or not the run asked them.
    package let vectors: [String]
    /// See ``AttackClass/note``.
    package let note: String?
    /// See ``AttackClass/notTestable``.
    package let notTestable: String?

    /// Keeps a class and its vectors.
    package init(_ row: AttackCoverage.Row) {
        id = row.attack.id
        title = row.attack.title
        sources = row.attack.sources
        references = row.attack.references
        gain = row.attack.family?.gain
        remedy = row.attack.family?.remedy
        vectors = row.vectors
        note = row.attack.note
        notTestable = row.attack.notTestable
    }
}
