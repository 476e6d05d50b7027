import FoundationEssentials

/// A release with a published flaw, and the release that fixed it: a useful corpus distinguishes them.
package struct PositiveControl: Hashable, Sendable, Codable, Identifiable {
    /// A release of the library.
    package struct Release: Hashable, Sendable, Codable {
        /// The version, as the adapter says it.
        package var version: String
        /// What to install, each as pip takes it.
        package var requirements: [String]

        /// Describes a release.
        package init(version: String, requirements: [String]) {
            self.version = version
            self.requirements = requirements
        }
    }

    /// A vector that shows the flaw.
    package struct Sign: Hashable, Sendable, Codable {
        /// The vector's id.
        package var vector: String
        /// The verdict that the vulnerable release has for it.
        package var verdict: Verdict

        /// Names a vector and a verdict.
        package init(vector: String, verdict: Verdict) {
            self.vector = vector
            self.verdict = verdict
        }
    }

    /// The result of a run.
    package struct Result: Hashable, Sendable, Codable {
        /// The date (RFC 3339).
        package var date: String
        /// The digest of the corpus; see ``CorpusDigest``.
        package var corpus: String
        /// What the vulnerable release ran on.
        package var runtime: String?
        /// Whether the flaw was shown in the vulnerable release and in the other no more.
        package var isShown: Bool
        /// The verdicts of the vulnerable release, by vector.
        package var vulnerable: [String: Verdict]
        /// The verdicts of the fixed release, by vector.
        package var fixed: [String: Verdict]

        private enum CodingKeys: String, CodingKey {
            case date, corpus, runtime, vulnerable, fixed
            case isShown = "shown"
        }
    }

    /// The advisory, or a slug if there is none.
    package var id: String
    /// What the flaw is, in a phrase.
    package var summary: String
    /// Where the flaw was made public.
    package var source: String
    /// The library, as the adapter says it.
    package var library: String
    /// The adapter: a folder of `scripts/adapters`.
    package var adapter: String
    /// The release that has the flaw.
    package var vulnerable: Release
    /// The release that fixed it.
    package var fixed: Release
    /// The requirements that the flaw breaks, such as `RFC7515#4.1.11-1`.
    package var refs: [String]
    /// The vectors that show it.
    package var signs: [Sign]
    /// Vectors that both releases have to accept, so that a library that refuses everything shows nothing.
    package var accepted: [String]
    /// The result of the latest run that was kept.
    package var result: Result?

    /// Describes a control.
    package init(
        id: String,
        summary: String,
        source: String,
        library: String,
        adapter: String,
        vulnerable: Release,
        fixed: Release,
        refs: [String],
        signs: [Sign],
        accepted: [String]
    ) {
        self.id = id
        self.summary = summary
        self.source = source
        self.library = library
        self.adapter = adapter
        self.vulnerable = vulnerable
        self.fixed = fixed
        self.refs = refs
        self.signs = signs
        self.accepted = accepted
    }

    /// The vectors that both releases are asked.
    package var vectors: [String] { signs.map(\.vector) + accepted }
}

/// The positive controls (`jwt-assay/controls/1`).
package struct ControlList: Hashable, Sendable, Codable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/controls/1"

    /// Always ``ControlList/schema-type.property``.
    package var schema: String
    /// The controls, in the order in which they're run.
    package var controls: [PositiveControl]

    /// Reads a file.
    ///
    /// - Parameter json: the content of the file.
    /// - Throws: ``ControlError`` if it isn't a list of controls.
    package init(json: [UInt8]) throws(ControlError) {
        do {
            self = try JSONDecoder().decode(ControlList.self, from: Data(PrintableJSON.of(json)))
        } catch {
            throw ControlError(reason: error.inWords)
        }
        guard schema == Self.schema else {
            throw ControlError(reason: "schema is \(schema.bounded(to: 64)), not \(Self.schema)")
        }
        var ids: Set<String> = []
        for control in controls where !ids.insert(control.id).inserted {
            throw ControlError(reason: "duplicate id \(control.id)")
        }
        for control in controls where control.signs.isEmpty {
            throw ControlError(reason: "\(control.id) has no vector that shows it")
        }
    }

    /// The file: octets that the same list always comes to.
    ///
    /// - Returns: JSON text with members in alphabetical order, ended by a line feed.
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(self)) + [0x0A]
    }
}

/// A file that isn't a list of controls.
package struct ControlError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package let reason: String

    /// The reason.
    package var description: String { reason }
}
