/// Who verifies whose tokens (`jwt-assay/interop/1`).
package struct InteropDocument: Hashable, Sendable, Codable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/interop/1"

    /// An implementation that took part.
    package struct Participant: Hashable, Sendable, Codable {
        /// How the caller calls it.
        package let label: String
        /// Its name, version and capabilities; absent if it never answered hello.
        package let implementation: ImplementationProfile?
        /// Why it couldn't be run.
        package let detail: String?
        /// Faults of the program that no question could be shown to have caused.
        package var incidents: [ProgramIncident]?
    }

    /// What a signer made for an algorithm, and who takes it.
    package struct Row: Hashable, Sendable, Codable {
        /// The `alg` name.
        package let algorithm: String
        /// The position of the signer in ``InteropDocument/participants``.
        package let signer: Int
        /// The token; absent if there is none.
        package let token: String?
        /// Why there is no token: the feature that isn't declared, or the signer's answer.
        package let detail: String?
        /// Whether the signer wasn't asked, because it doesn't declare a feature that it would need.
        package let isSkipped: Bool
        /// Each participant's outcome for the token, in order; empty if there is none.
        package var verifications: [Verification]
    }

    /// What a verifier said of a token.
    package struct Verification: Hashable, Sendable, Codable {
        /// What came back.
        package let outcome: InteropOutcome
        /// What the verifier said, or the feature that it doesn't declare.
        package let detail: String?
    }

    /// Always ``InteropDocument/schema-type.property``.
    package let schema: String
    /// The suite, the corpus and the time.
    package let suite: RunDescription
    /// Whether everything was asked.
    package let complete: Bool
    /// The shard of a divided run that it holds; `nil`: it's whole.
    package let shard: ShardRecord?
    /// Who took part, in the order of the command line.
    package let participants: [Participant]
    /// One row for each algorithm and signer.
    package let rows: [Row]

    init(
        suite: RunDescription,
        complete: Bool,
        shard: ShardRecord? = nil,
        participants: [Participant],
        rows: [Row]
    ) {
        schema = Self.schema
        self.suite = suite
        self.complete = complete
        self.shard = shard
        self.participants = participants
        self.rows = rows
    }
}

/// The outcome of one implementation's token at another.
package enum InteropOutcome: String, Hashable, Sendable, Codable, CaseIterable {
    /// Accepted, with the payload that was signed.
    case accepted
    /// Accepted with another payload.
    case wrongPayload = "wrong-payload"
    /// Refused, or declared not to be supported after all.
    case refused
    /// An exception that isn't the verifier's own refusal.
    case error
    /// A crash, a hang or a broken protocol.
    case fault
    /// Not asked: the verifier doesn't declare a feature that it would need.
    case skipped

    /// Whether the two understand each other, as far as they were asked.
    package var isExpected: Bool { self == .accepted || self == .skipped }
}

extension InteropDocument {
    /// The cells in which a token isn't taken.
    package var misunderstandings: Int {
        rows.reduce(0) { $0 + $1.verifications.count { !$0.outcome.isExpected } }
    }

    /// The signers that were asked and gave no token, by row.
    package var failures: Int { rows.count { $0.token == nil && !$0.isSkipped } }

    /// How many kinds of faults of programs no question could be shown to have caused.
    package var incidents: Int { participants.reduce(0) { $0 + ($1.incidents?.count ?? 0) } }

    /// The pairs that were asked.
    package var asked: Int { rows.reduce(0) { $0 + $1.verifications.count { $0.outcome != .skipped } } }
}
