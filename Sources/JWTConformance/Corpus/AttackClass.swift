/// A way in which tokens are attacked, in the project's own words, and the vectors that try it.
package struct AttackClass: Hashable, Sendable, Codable, Identifiable {
    /// A family and a name in it, such as `confusion/pem`; stable for ever.
    package let id: String
    /// What the attacker does.
    package let title: String
    /// Where it's described: sections of RFCs, such as `RFC8725#3.10`, and advisories.
    package let sources: [String]
    /// Patterns, each of which names vectors that try it; empty if none can.
    package let vectors: [VectorPattern]
    /// What of it the vectors don't show.
    package let note: String?
    /// Why no vector can try it; there where ``vectors`` is empty.
    package let notTestable: String?

    /// Describes a class.
    ///
    /// - Parameters:
    ///   - id: a family, `/` and a name.
    ///   - title: the attack in a few words.
    ///   - sources: the references that describe it.
    ///   - vectors: patterns of the vectors that try it.
    ///   - note: what the vectors don't show of it.
    ///   - notTestable: why none can.
    /// - Throws: ``CorpusError/unreadable(file:reason:)`` if the parts don't fit each other.
    package init(
        id: String,
        title: String,
        sources: [String],
        vectors: [VectorPattern] = [],
        note: String? = nil,
        notTestable: String? = nil
    ) throws(CorpusError) {
        self.id = id
        self.title = title
        self.sources = sources
        self.vectors = vectors
        self.note = note
        self.notTestable = notTestable
        try check()
    }

    /// Reads a class; `vectors` may be absent.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(String.self, forKey: .id)
        title = try values.decode(String.self, forKey: .title)
        sources = try values.decode([String].self, forKey: .sources)
        vectors = try values.decodeIfPresent([VectorPattern].self, forKey: .vectors) ?? []
        note = try values.decodeIfPresent(String.self, forKey: .note)
        notTestable = try values.decodeIfPresent(String.self, forKey: .notTestable)
    }

    /// Whether a vector can try it.
    package var isTestable: Bool { notTestable == nil }

    /// Holds the parts against each other.
    func check() throws(CorpusError) {
        guard !id.isEmpty, !title.isEmpty, !sources.isEmpty else {
            throw Self.unfit(id, "id, title and sources are required")
        }
        guard vectors.isEmpty == (notTestable?.isEmpty == false) else {
            throw Self.unfit(id, "either vectors or notTestable is required")
        }
    }

    private static func unfit(_ id: String, _ reason: String) -> CorpusError {
        .unreadable(file: AttackClassFile.path, reason: "\(id): \(reason)")
    }
}
