extension InteropDocument: ShardedDocument {
    /// What is divided: a signer with one of the algorithms, whose token everyone verifies.
    static func units(_ algorithms: [String], signers: [String]) -> [ShardUnit] {
        algorithms.flatMap { algorithm in signers.map { ShardUnit("\(algorithm) \($0)") } }
    }

    package var units: [ShardUnit] { rows.map { ShardUnit("\($0.algorithm) \(participants[$0.signer].label)") } }

    package func difference(from other: InteropDocument) -> String? {
        suite.difference(from: other.suite)
            ?? RunDescription.difference(
                of: "the participants",
                participants.map(\.label),
                other.participants.map(\.label)
            )
    }

    /// The document that an undivided run would have written, but for its time, and for tokens of algorithms that sign
    /// differently each time.
    ///
    /// - Parameter shards: the shards.
    /// - Throws: ``ShardMergeError`` if a participant differs between them.
    package init(merging shards: ShardSet<InteropDocument>) throws(ShardMergeError) {
        guard let first = shards.members.first?.document else { throw .nothing }
        var participants: [Participant] = []
        for position in first.participants.indices {
            let parts = shards.members.map { $0.document.participants[position] }
            participants.append(
                Participant(
                    label: parts[0].label,
                    implementation: try shards.profile { $0.participants[position].implementation },
                    detail: parts.lazy.compactMap(\.detail).first,
                    incidents: shards.incidents { $0.participants[position].incidents }
                )
            )
        }
        self.init(
            suite: shards.suite(\.suite),
            complete: shards.missing.isEmpty,
            participants: participants,
            rows: shards.joined(\.rows)
        )
    }

    /// Whether nothing has to be run again: everything was asked, and of everyone.
    package var isFinished: Bool { complete && participants.allSatisfy { $0.implementation != nil } }
}
