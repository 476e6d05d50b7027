import FoundationEssentials
package import JWTConformance
package import VectorForge

/// What a hunt found (`jwt-assay/hunt/1`), and how to go on with it.
package struct HuntDocument: Codable, Hashable, Sendable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/hunt/1"

    /// Always ``HuntDocument/schema-type.property``.
    package let schema: String
    /// The version of the suite, which decides what the moves do.
    package let version: String
    /// The digest of the corpus.
    package let corpus: String
    /// What makes this hunt another than the next.
    package let seed: UInt64
    /// How many vectors it began at.
    package let seeds: Int
    /// How many candidates were looked at: where the hunt goes on.
    package var candidates = 0
    /// How many tokens were made of them and judged by the reference.
    package var tokens = 0
    /// How long it hunted, in seconds, over all its parts.
    package var seconds = 0.0
    /// Whether it came to its end; `false` if it was interrupted.
    package var complete = false
    /// The verifiers under test.
    package var verifiers: [Part]
    /// The verifiers that say whether the reference is right.
    package let judges: [String]
    /// The tokens on which a verifier differs from the reference.
    package var splits = 0
    /// Those of them that a known fault explains: one that the corpus shows, or a cluster.
    package var explained = 0
    /// What came of vectors that were held back, if any were.
    package var withheld: Rediscovery?
    /// What was found, in the order of finding.
    package var clusters: [Cluster] = []

    /// What one verifier was asked.
    package struct Part: Codable, Hashable, Sendable {
        /// How the command line calls it.
        package let label: String
        /// Who it is.
        package var implementation: ImplementationProfile?
        /// The tokens that it answered.
        package var asked = 0
        /// The tokens that need what it doesn't declare.
        package var skipped = 0
        /// The tokens on which it differs from the reference.
        package var deviations = 0
        /// How long it took to answer, in seconds.
        package var seconds = 0.0
        /// Why it couldn't be asked to the end.
        package var unavailable: String?
    }

    /// Begins a document.
    init(version: String, corpus: String, seed: UInt64, seeds: Int, verifiers: [Part], judges: [String]) {
        schema = Self.schema
        (self.version, self.corpus, self.seed, self.seeds) = (version, corpus, seed, seeds)
        (self.verifiers, self.judges) = (verifiers, judges)
    }

    /// The clusters, the gravest first; those that a judge contests are last.
    package var ranked: [Cluster] {
        clusters.enumerated().sorted { one, other in
            let (first, second) = (one.element, other.element)
            return (first.contested.isEmpty ? 0 : 1, first.severity.rank, first.expect == "either" ? 1 : 0, one.offset)
                < (
                    second.contested.isEmpty ? 0 : 1, second.severity.rank, second.expect == "either" ? 1 : 0,
                    other.offset
                )
        }.map(\.element)
    }

    /// Why a hunt can't be gone on with; `nil` if it can.
    package func obstacle(version: String, corpus: String, seed: UInt64?, verifiers: [Part]) -> String? {
        if schema != Self.schema { return "its schema is \(schema.bounded(to: 64)), not \(Self.schema)" }
        if self.version != version {
            return "it's by version \(self.version.bounded(to: 32)) of the suite, and this is \(version)"
        }
        if self.corpus != corpus { return "its seeds are those of another corpus or selection" }
        if let seed, self.seed != seed { return "its --seed is \(self.seed)" }
        func names(_ parts: [Part]) -> [String] {
            parts.map { "\($0.label) \($0.implementation?.version ?? "")" }
        }
        if names(self.verifiers) != names(verifiers) {
            return "it asked \(names(self.verifiers).joined(separator: ", ").bounded(to: 300))"
        }
        return nil
    }
}

/// Splits with one cause: who differs, how, and by which check.
package struct Cluster: Codable, Hashable, Sendable {
    /// A name that follows from the find.
    package let id: String
    /// How the verifiers differ from the reference.
    package let deviation: Deviation
    /// Those that differ.
    package let verifiers: [String]
    /// Those that were asked and don't.
    package let others: [String]
    /// What each says that differs, without what changes from token to token; empty for what is accepted.
    package let answers: [String: String]
    /// The check that rejects the token; absent if the reference accepts it.
    package let check: String?
    /// The requirement behind it.
    package let requirement: String?
    /// `accept`, `reject`, or `either` where the corpus has only such vectors of the check.
    package let expect: String
    /// The weakest party who can make the token.
    package let attacker: Attacker
    /// What that party gains.
    package let gain: Gain
    /// How grave it is.
    package let severity: Severity
    /// The judges that side with the verifiers: then the reference, or the room that the RFCs leave, is to be looked at.
    package let contested: [String]
    /// How many splits it stands for.
    package var count: Int
    /// The position of the candidate that was the first of them.
    package let candidate: Int
    /// The vector that it began at.
    package let from: String
    /// The moves that are needed.
    package let moves: [Move.Kind]
    /// The vectors: the twin if there is one that needs none of its own key or policy, the steps before, and the find.
    package let group: VectorFile.Group
    /// How `vector-forge adopt` makes the find again; absent where it can't.
    package let recipe: HuntedFind?
    /// The find among the vectors of the group.
    package var find: VectorFile.Test { group.tests[group.tests.count - 1] }

    /// The fault that each verifier shows.
    var faults: [FaultKey] {
        let isAccepted = deviation == .accepts
        return verifiers.map { label in
            FaultKey(
                label: label,
                deviation: deviation,
                check: isAccepted ? check : nil,
                severity: isAccepted ? severity : nil,
                words: isAccepted || deviation == .payload ? nil : answers[label] ?? ""
            )
        }
    }
}
