extension RunDocument: ShardedDocument {
    package var units: [ShardUnit] { vectors.map { ShardUnit($0.id, unit: $0.sequence) } }

    package func difference(from other: RunDocument) -> String? {
        if let difference = suite.difference(from: other.suite) { return difference }
        if profile != other.profile {
            return RunDescription.words("the profile", profile.rawValue, other.profile.rawValue)
        }
        if let difference = RunDescription.difference(
            of: "the implementations",
            implementations.map(\.label),
            other.implementations.map(\.label)
        ) {
            return difference
        }
        return rules == other.rules && attacks == other.attacks ? nil : "has another catalog of requirements or attacks"
    }

    /// The document that an undivided run would have written, but for times.
    ///
    /// What is judged over the whole is judged here: the counts, and algorithms that are declared and weren't asked. Where
    /// shards are missing, every implementation's part is interrupted, and its detail names them.
    ///
    /// - Parameter shards: the shards.
    /// - Throws: ``ShardMergeError`` if an implementation differs between them, or their content doesn't fit together.
    package init(merging shards: ShardSet<RunDocument>) throws(ShardMergeError) {
        try shards.checkWhole()
        guard let first = shards.members.first?.document else { throw .nothing }
        var keys: [String: RecordedKey] = [:]
        for member in shards.members {
            let ids = member.document.vectors.map(\.id)
            for run in member.document.implementations where run.cases.map(\.id) != ids {
                throw .malformed(member.name, "\(run.label.bounded(to: 128)) has other cases than its vectors")
            }
            for (name, key) in member.document.keys where keys.updateValue(key, forKey: name) ?? key != key {
                throw .differs(
                    member.name,
                    from: shards.members[0].name,
                    "has another key under the name \(name.bounded(to: 128))"
                )
            }
        }
        let vectors = shards.joined(\.vectors)
        var runs: [ImplementationRun] = []
        for position in first.implementations.indices {
            runs.append(try ImplementationRun(merging: shards, at: position, vectors: vectors))
        }
        let document = RunDocument(
            description: shards.suite(\.suite),
            profile: first.profile,
            vectors: vectors,
            keys: keys,
            rules: first.rules,
            attacks: first.attacks,
            implementations: runs
        )
        self = document.notingUnasked()
    }

    /// Whether the shard or the run needs to be run again: it was interrupted, or an implementation couldn't be run.
    package var isFinished: Bool { complete && implementations.allSatisfy { $0.state == .complete } }
}

extension ImplementationRun {
    fileprivate init(
        merging shards: ShardSet<RunDocument>,
        at position: Int,
        vectors: [VectorRecord]
    ) throws(ShardMergeError) {
        let parts = shards.members.map { $0.document.implementations[position] }
        let cases = shards.joined { $0.implementations[position].cases }
        let unavailable = parts.first { $0.state != .complete }
        let run = ImplementationRun(
            label: parts[0].label,
            implementation: try shards.profile { $0.implementations[position].implementation },
            release: parts.lazy.compactMap(\.release).first,
            state: shards.missing.isEmpty ? unavailable?.state ?? .complete : .interrupted,
            detail: shards.missing.isEmpty ? unavailable?.detail : shards.missing.inWords,
            standardError: unavailable?.standardError,
            seconds: parts.reduce(0) { $0 + $1.seconds },
            summary: RunSummary(cases, of: vectors),
            cases: cases,
            incidents: shards.incidents { $0.implementations[position].incidents },
            deviations: []
        )
        self = run.judged(by: nil, corpus: [])
    }
}
