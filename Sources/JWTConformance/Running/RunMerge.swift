/// Why runs can't be read as one.
package enum RunMergeError: Error, Hashable, Sendable {
    /// There are no runs to merge.
    case nothing
    /// They asked different corpora.
    case corpora([String])
    /// They read expectations in different ways.
    case profiles
    /// Two of them asked the same implementation the same.
    case twice(label: String)
}

extension RunDocument {
    /// Reads several runs of the same corpus as one: each implementation with the vectors that it was asked.
    ///
    /// Where the same implementation, called the same way, was asked other vectors in each, its parts become one: a run of
    /// verifiers and a run of signers are read as one run.
    ///
    /// - Parameter documents: the runs; none of them asked an implementation what another asked it.
    /// - Throws: ``RunMergeError``.
    package init(merging documents: [RunDocument]) throws(RunMergeError) {
        guard let first = documents.first else { throw .nothing }
        let corpora = Set(documents.map(\.suite.corpus))
        guard corpora.count == 1 else { throw .corpora(corpora.sorted()) }
        // What signers must do doesn't turn on the profile.
        let profiles = Set(documents.filter { $0.kinds != [.sign] }.map(\.profile))
        guard profiles.count <= 1 else { throw .profiles }
        let all = Self.union(of: documents.map(\.vectors))
        let vectors = all.filter { $0.kind != .sign } + all.filter { $0.kind == .sign }
        var runs: [ImplementationRun] = []
        for run in documents.flatMap(\.implementations) {
            if let position = runs.firstIndex(where: { $0.label == run.label }) {
                guard let joined = runs[position].joined(with: run, vectors: vectors) else {
                    throw .twice(label: run.label)
                }
                runs[position] = joined
            } else {
                runs.append(run)
            }
        }
        let machines = Set(documents.map(\.suite.machine))
        let started = documents.map(\.suite.started).filter { !$0.isEmpty }.min() ?? ""
        var keys: [String: RecordedKey] = [:]
        for document in documents { keys.merge(document.keys) { one, _ in one } }
        var description = RunDescription(
            version: first.suite.version,
            corpus: first.suite.corpus,
            started: started,
            machine: machines.count == 1 ? first.suite.machine : nil
        )
        description.corpusChanges = documents.lazy.compactMap(\.suite.corpusChanges).first
        self.init(
            description: description,
            profile: profiles.first ?? first.profile,
            vectors: vectors,
            keys: keys,
            rules: Self.union(of: documents.map(\.rules)),
            attacks: Self.union(of: documents.map(\.attacks)),
            implementations: runs
        )
    }

    /// The document with some of its implementations.
    ///
    /// - Parameter isWanted: whether one is kept.
    /// - Returns: the document with the others left out.
    public func keeping(_ isWanted: (ImplementationRun) -> Bool) -> RunDocument {
        var document = self
        document.implementations = implementations.filter(isWanted)
        return document
    }

    /// All elements once: in the order of the first list, with each other element after the one it follows in its own.
    private static func union<Element: Identifiable<String>>(of lists: [[Element]]) -> [Element] {
        guard var union = lists.first else { return [] }
        var known = Set(union.map(\.id))
        for list in lists.dropFirst() where list.contains(where: { !known.contains($0.id) }) {
            var merged: [Element] = []
            var rest = union[...]
            let there = Set(list.map(\.id))
            for element in list {
                if known.contains(element.id) {
                    // What only the union has comes before what both have.
                    while let next = rest.first, !there.contains(next.id) { merged.append(rest.removeFirst()) }
                    if rest.first?.id == element.id { rest.removeFirst() }
                }
                merged.append(element)
            }
            merged += rest.filter { !there.contains($0.id) }
            union = merged
            known = Set(union.map(\.id))
        }
        return union
    }
}

extension ImplementationRun {
    /// This part with another of the same implementation; `nil` if both have a vector, or they aren't of the same.
    fileprivate func joined(with other: ImplementationRun, vectors: [VectorRecord]) -> ImplementationRun? {
        let names = [implementation, other.implementation].compactMap { $0.map { [$0.name, $0.version] } }
        let isSame = Set(names).count <= 1
        guard isSame, Set(cases.map(\.id)).isDisjoint(with: other.cases.map(\.id)) else { return nil }
        let cases = cases + other.cases
        return ImplementationRun(
            label: label,
            implementation: implementation ?? other.implementation,
            release: release ?? other.release,
            state: [state, other.state].first { $0 != .complete } ?? .complete,
            detail: detail ?? other.detail,
            standardError: standardError ?? other.standardError,
            seconds: seconds + other.seconds,
            summary: RunSummary(cases, of: vectors),
            cases: cases,
            incidents: incidents.map { $0 + (other.incidents ?? []) } ?? other.incidents,
            deviations: deviations + other.deviations
        )
    }
}

extension RunMergeError: CustomStringConvertible {
    /// What's wrong, and what to do.
    package var description: String {
        switch self {
        case .nothing: "no run was given"
        case .corpora(let digests): "the runs used different vectors: \(digests.joined(separator: ", "))"
        case .profiles: "the runs were graded with different profiles"
        case .twice(let label):
            "\(label) is in two of the runs, with the same vectors or as another version; leave one of them out"
        }
    }
}
