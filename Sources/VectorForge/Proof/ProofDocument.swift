import FoundationEssentials
public import JWTConformance
import ReferenceFaults
import ReferenceJOSE

/// The proof of a corpus: the vectors that need each check, the mutations, and what can't be proved.
public struct ProofDocument: Encodable, Sendable {
    /// A check or a mutation, and the vectors that need or notice it.
    public struct Row: Encodable, Sendable {
        /// The check's or the mutation's name.
        public let id: String
        /// What it requires, or changes.
        public let summary: String
        /// How many vectors there are.
        public let count: Int
        /// One of them.
        public let example: String?
        /// Why there is no vector, if none is possible.
        public let exemption: String?
    }

    /// The vectors that can't be proved for one reason.
    public struct UnprovableGroup: Encodable, Sendable {
        /// The reason.
        public let reason: String
        /// Their ids.
        public let vectors: [String]
    }

    /// The form of the document.
    public let schema = "jwt-assay/proof/1"
    /// How many vectors the corpus has.
    public let vectors: Int
    /// How many of those that the strict reference rejects are proved.
    public let proved: Int
    /// The share of them among those that are proved or can't be.
    public let share: Double
    /// Every check with the vectors that are proved to need it.
    public let checks: [Row]
    /// Every mutation with the vectors that notice it.
    public let mutations: [Row]
    /// Who can make the tokens that must be rejected, and what for.
    package let attacks: [AttackProof.Row]
    /// What can't be proved, by reason, the most frequent first.
    public let unprovable: [UnprovableGroup]
    /// What is wrong, one line a vector.
    public let failures: [String]

    /// The share that a corpus has to reach.
    public static let requiredShare = 0.95

    /// Proves a corpus, and asks every mutation every vector.
    ///
    /// - Parameters:
    ///   - corpus: the vectors.
    ///   - step: called ``stepCount(_:)`` times during the work; an error that it throws ends it.
    /// - Throws: the error of `step`.
    public init(_ corpus: Corpus, step: () throws -> Void = {}) rethrows {
        let proof = try ProofReport(corpus, step: step)
        self.init(corpus, proof: proof, attacks: AttackProof(corpus), mutations: try MutationReport(corpus, step: step))
    }

    /// How many steps a proof has.
    public static func stepCount(_ corpus: Corpus) -> Int {
        ProofReport.stepCount(corpus) + MutationReport.stepCount
    }

    init(_ corpus: Corpus, proof: ProofReport, attacks: AttackProof, mutations report: MutationReport) {
        vectors = corpus.vectors.count
        proved = proof.provedCount
        share = proof.share
        checks = Check.allCases.map { check in
            let ids = proof.proved[check.id] ?? []
            return Row(
                id: check.id,
                summary: check.summary,
                count: ids.count,
                example: ids.first,
                exemption: ids.isEmpty ? ProofReport.exemptions[check.id] : nil
            )
        }
        mutations = report.results.map { result in
            Row(
                id: result.mutation.id,
                summary: result.mutation.summary,
                count: result.killers.count,
                example: result.killers.first,
                exemption: result.freedom
            )
        }
        unprovable = Dictionary(grouping: proof.unprovable, by: \.reason)
            .map { UnprovableGroup(reason: $0.key, vectors: $0.value.map(\.vector)) }
            .sorted { ($1.vectors.count, $0.reason) < ($0.vectors.count, $1.reason) }
        self.attacks = attacks.rows
        failures = proof.failures + attacks.failures
    }

    /// The checks that no vector is proved to need although one could be, and the mutations that none notices.
    public var holes: [String] {
        (checks + mutations).filter { $0.count == 0 && $0.exemption == nil }.map(\.id)
    }

    /// Whether the share is large enough, nothing failed and nothing is a hole.
    public var isComplete: Bool {
        share >= Self.requiredShare && failures.isEmpty && holes.isEmpty
    }

    /// The document as JSON text, members in alphabetical order.
    ///
    /// - Throws: an error if a number can't be represented in JSON.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
