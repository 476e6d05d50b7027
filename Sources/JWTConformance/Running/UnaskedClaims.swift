extension ImplementationRun {
    /// The algorithms that are declared, needed by vectors of the run, and of which no vector was asked.
    ///
    /// - Parameters:
    ///   - vectors: the vectors of the run.
    ///   - includesUnneeded: whether an algorithm counts that no vector needs.
    /// - Returns: their names, in the order in which they're declared.
    func unaskedAlgorithms(_ vectors: [VectorRecord], includesUnneeded: Bool = false) -> [String] {
        let asked = heard
        let algorithms = vectors.map { (id: $0.id, names: $0.algorithms) }
        let needed = Set(algorithms.flatMap(\.names))
        let carried = Set(cases.compactMap { asked.contains($0.id) ? $0.carrier : nil })
        let answered = carried.union(algorithms.filter { asked.contains($0.id) }.flatMap(\.names))
        return (implementation?.capabilities?.algorithms ?? []).filter { name in
            !answered.contains(name) && (includesUnneeded || needed.contains(name))
        }
    }

    /// The vectors that were asked, or whose skip a baseline lists: whoever wrote that knows about it.
    private var heard: Set<String> {
        Set(cases.filter { $0.known != nil || ![.skipped, .notRun].contains($0.verdict) }.map(\.id))
    }

    /// Whether every vector was skipped, and no baseline says so.
    package var hasAskedNothing: Bool { deviations.contains { $0.kind == .unasked && $0.feature == nil } }

    /// The run with a deviation for each claim of which nothing was asked, or for a run that asked nothing at all.
    func notingUnasked(_ vectors: [VectorRecord]) -> ImplementationRun {
        var run = self
        run.deviations.removeAll { $0.kind == .unasked }
        guard state == .complete, !cases.isEmpty else { return run }
        let features: [String?] = heard.isEmpty ? [nil] : unaskedAlgorithms(vectors).map { "algorithm:\($0)" }
        run.deviations += features.map {
            Deviation(kind: .unasked, id: nil, pattern: nil, listed: nil, verdict: nil, feature: $0)
        }
        return run
    }
}

extension RunDocument {
    /// The document with the claims of which nothing was asked among the deviations; a shard says nothing about the whole.
    func notingUnasked() -> RunDocument {
        guard shard == nil else { return self }
        var document = self
        document.implementations = implementations.map { $0.notingUnasked(vectors) }
        return document
    }
}

extension VectorRecord {
    /// The algorithms that the vector needs.
    fileprivate var algorithms: [String] {
        if kind == .sign {
            // See ``SigningTask``: no signer declares what must be refused.
            return [.algNone, .algNotAllowed].contains(reason) ? [] : [header?["alg"]?.stringValue].compactMap(\.self)
        }
        guard case .only(let names) = policy?.algorithms else { return [] }
        return names
    }
}
