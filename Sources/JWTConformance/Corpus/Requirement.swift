/// One thing that the standards demand, in the project's own words.
///
/// What a vector's ``Vector/refs`` name is the ``id`` of a requirement.
package struct Requirement: Hashable, Sendable, Codable, Identifiable {
    /// The section and a number inside it, such as `RFC7515#4.1.11-1`; stable for ever.
    package let id: String
    /// The document, such as `RFC7515`.
    package let rfc: String
    /// The section or appendix of the document, such as `4.1.11`.
    package let section: String
    /// How binding it is.
    package let level: Level
    /// What is demanded.
    package let text: String
    /// What kinds of vectors show whether it's kept; ``Side/none`` stands alone.
    package let testable: [Side]
    /// Where many implementations deviate: what the section says, and why it decides.
    package let contested: String?
    /// Why it can't be tested from outside; there where ``testable`` is ``Side/none``.
    package let reason: String?

    /// Describes a requirement.
    ///
    /// - Parameters:
    ///   - id: the document, `#`, the section, `-` and a number.
    ///   - level: how binding it is.
    ///   - text: the requirement in words.
    ///   - testable: what kinds of vectors show whether it's kept.
    ///   - contested: why it decides where many implementations deviate.
    ///   - reason: why none does.
    /// - Throws: ``CorpusError/unreadable(file:reason:)`` if the parts don't fit each other.
    package init(
        id: String,
        level: Level,
        text: String,
        testable: [Side],
        contested: String? = nil,
        reason: String? = nil
    ) throws(CorpusError) {
        guard let (rfc, section) = Self.place(of: id) else {
            throw Self.unfit(id, "the id must be a document, '#', a section, '-' and a number")
        }
        self.id = id
        self.rfc = rfc
        self.section = section
        self.level = level
        self.text = text
        self.testable = testable
        self.contested = contested
        self.reason = reason
        try check()
    }

    /// How binding a requirement is.
    package enum Level: String, Hashable, Sendable, Codable, CaseIterable {
        /// The document says MUST, or leaves no other reading.
        case must
        /// The document says SHOULD.
        case should
        /// RFC 8725 (Best Current Practice) and what deployments demand of claims.
        case bcp
        /// The document leaves it open.
        case may
        /// For information: examples, and properties that no rule is about.
        case info
    }

    /// The kinds of vectors that a requirement can have.
    package enum Side: String, Hashable, Sendable, Codable, CaseIterable {
        /// Tokens that have to be accepted.
        case accept
        /// Tokens that must be rejected.
        case reject
        /// Tokens with which the documents let a verifier do as it likes.
        case either
        /// What a signer produces.
        case sign
        /// Tokens with a limit of their own to the time an answer takes.
        case robust
        /// No vector can show it.
        case none
    }

    /// Whether a vector can show that it's kept.
    package var isTestable: Bool { testable != [.none] }

    /// The document and the section of an id.
    static func place(of id: String) -> (rfc: String, section: String)? {
        let parts = id.split(separator: "#", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let dash = parts[1].lastIndex(of: "-"), dash > parts[1].startIndex,
            let number = Int(parts[1][parts[1].index(after: dash)...]), number > 0
        else { return nil }
        return (String(parts[0]), String(parts[1][..<dash]))
    }

    /// Holds the parts against each other.
    func check() throws(CorpusError) {
        guard let place = Self.place(of: id), place == (rfc, section) else {
            throw Self.unfit(id, "the id doesn't match section \(section) of \(rfc)")
        }
        guard !text.isEmpty else { throw Self.unfit(id, "text is empty") }
        guard !testable.isEmpty, Set(testable).count == testable.count else {
            throw Self.unfit(id, "testable must list each kind of vector at most once, or be [\"none\"]")
        }
        guard isTestable ? !testable.contains(.none) && reason == nil : reason?.isEmpty == false else {
            throw Self.unfit(id, "reason is required if testable is none, and not allowed otherwise")
        }
    }

    private static func unfit(_ id: String, _ reason: String) -> CorpusError {
        .unreadable(file: RequirementFile.path, reason: "\(id): \(reason)")
    }
}
