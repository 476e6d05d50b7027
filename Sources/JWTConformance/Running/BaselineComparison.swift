extension RunDocument {
    /// The document with its deviations judged by baselines.
    ///
    /// - Parameters:
    ///   - baselines: each is for the implementations of the name that it gives, or for all. Verifiers are judged by
    ///     ``Baseline/entries``, signers by ``Baseline/sign``.
    ///   - corpus: the ids of all vectors of the kind: an entry isn't stale because its vectors weren't selected.
    /// - Returns: the document with new deviations; an implementation that no baseline is for keeps its own.
    package func judged(by baselines: [Baseline], corpus: [String]) -> RunDocument {
        if kinds.count > 1 { return judged(kindByKind: baselines, corpus: corpus).notingUnasked() }
        var document = self
        document.implementations = implementations.map { run in
            let fitting = baselines.filter { $0.implementation == nil || $0.implementation == run.implementation?.name }
            let entries = fitting.flatMap { baseline in kinds.flatMap { baseline.entries(for: $0) } }
            return fitting.isEmpty ? run : run.judged(by: entries, corpus: corpus)
        }
        return document.notingUnasked()
    }

    /// Verifiers and signers each have a half of a baseline, and the entries of one half say nothing about the other.
    private func judged(kindByKind baselines: [Baseline], corpus: [String]) -> RunDocument {
        let parts = kinds.map { kind in
            let others = Set(vectors.lazy.filter { ($0.kind ?? .verify) != kind }.map(\.id))
            return part(kind).judged(by: baselines, corpus: corpus.filter { !others.contains($0) })
        }
        var document = self
        for position in implementations.indices {
            let judged = parts.map { $0.implementations[position] }
            let known = Dictionary(judged.flatMap(\.cases).map { ($0.id, $0.known) }) { first, _ in first }
            for index in document.implementations[position].cases.indices {
                let id = document.implementations[position].cases[index].id
                document.implementations[position].cases[index].known = known[id] ?? nil
            }
            document.implementations[position].deviations = judged.flatMap(\.deviations)
        }
        return document
    }
}

extension ImplementationRun {
    /// The run with its deviations judged by the entries of a baseline, or by the verdicts alone.
    func judged(by entries: [Baseline.Entry]?, corpus: [String]) -> ImplementationRun {
        var run = self
        run.deviations = []
        let index = BaselineIndex(entries ?? [])
        for position in cases.indices where cases[position].verdict != .notRun {
            let record = cases[position]
            let entry = index.entry(for: record)
            run.cases[position].known = entry?.verdict.covers(record.verdict) == true ? entry?.reason : nil
            if let kind = Self.deviation(record, entry: entry, isListing: entries != nil) {
                run.deviations.append(Deviation(kind: kind, record: record, entry: entry))
            }
        }
        run.deviations += (incidents ?? []).map(Deviation.init)
        for entry in index.staleEntries(in: cases, corpus: corpus) {
            run.deviations.append(Deviation(kind: .stale, record: nil, entry: entry))
        }
        return run
    }

    private static func deviation(
        _ record: CaseRecord,
        entry: Baseline.Entry?,
        isListing: Bool
    ) -> Deviation.Kind? {
        guard let entry else {
            if record.verdict == .skipped { return isListing ? .unlistedSkip : nil }
            return record.verdict.isExpected ? nil : .unexpected
        }
        if entry.verdict.covers(record.verdict) { return nil }
        guard record.verdict == .pass || record.verdict == .recorded else { return .changed }
        // What is right at times is right this time.
        return entry.verdict == .flaky ? nil : .mended
    }
}

extension Deviation {
    fileprivate init(kind: Kind, record: CaseRecord?, entry: Baseline.Entry?) {
        self.init(
            kind: kind,
            id: record?.id,
            pattern: entry?.patternText.bounded(to: 256),
            listed: entry?.verdict,
            verdict: record?.verdict,
            feature: record?.feature ?? entry?.feature?.bounded(to: 256)
        )
    }
}
