/// What a run document keeps of a class of attacks.
public struct RecordedAttack: Hashable, Sendable, Codable, Identifiable {
    /// See ``AttackClass/id``.
    public let id: String
    /// See ``AttackClass/title``.
    public let title: String
    /// See ``AttackClass/sources``.
    public let sources: [String]
    /// The ids of the vectors of the corpus that try it, whether or not the run asked them.
    public let vectors: [String]
    /// See ``AttackClass/note``.
    public let note: String?
    /// See ``AttackClass/notTestable``.
    public let notTestable: String?

    /// Keeps a class and its vectors.
    public init(_ row: AttackCoverage.Row) {
        id = row.attack.id
        title = row.attack.title
        sources = row.attack.sources
        vectors = row.vectors
        note = row.attack.note
        notTestable = row.attack.notTestable
    }
}
