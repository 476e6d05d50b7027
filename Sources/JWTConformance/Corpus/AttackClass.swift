/// A way in which tokens are attacked, in the project's own words, and the vectors that try it.
package struct AttackClass: Hashable, Sendable, Codable, Identifiable {
    /// A family and a name in it, such as `confusion/pem`; stable for ever.
    package let id: String
    /// What the attacker does.
    package let title: String
    /// Where it's described: sections of RFCs, such as `RFC8725#3.10`, and advisories.
    package let sources: [String]
    /// Where testers file it: OWASP ASVS 5.0 (`ASVS5#9.1.2`), the OWASP Web Security Testing Guide (`WSTG#SESS-10`), CWE.
    package let references: [String]
    /// Patterns, each of which names vectors that try it; empty if none can.
    package let vectors: [VectorPattern]
    /// What of it the vectors don't show.
    package let note: String?
    /// Why no vector can try it; there where ``vectors`` is empty.
    package let notTestable: String?
    /// The family that it belongs to, if the corpus describes it.
    package internal(set) var family: AttackFamily?

    private enum CodingKeys: String, CodingKey {
        case id, title, sources, references, vectors, note, notTestable
    }

    /// Describes a class.
    ///
    /// - Parameters:
    ///   - id: a family, `/` and a name.
    ///   - title: the attack in a few words.
    ///   - sources: the references that describe it.
    ///   - references: where testers file it.
    ///   - vectors: patterns of the vectors that try it.
    ///   - note: what the vectors don't show of it.
    ///   - notTestable: why none can.
    /// - Throws: ``CorpusError/unreadable(file:reason:)`` if the parts don't fit each other.
    package init(
        id: String,
        title: String,
        sources: [String],
        references: [String] = [],
        vectors: [VectorPattern] = [],
        note: String? = nil,
        notTestable: String? = nil
    ) throws(CorpusError) {
        self.id = id
        self.title = title
        self.sources = sources
        self.references = references
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
        references = try values.decodeIfPresent([String].self, forKey: .references) ?? []
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

/// What holds for all classes of attacks of one family.
package struct AttackFamily: Hashable, Sendable, Codable, Identifiable {
    /// The part of the classes' ids before the slash.
    package let id: String
    /// What is attacked.
    package let title: String
    /// What an attacker gains where it works.
    package let gain: String
    /// What a user of the library does about it.
    package let remedy: String
}
