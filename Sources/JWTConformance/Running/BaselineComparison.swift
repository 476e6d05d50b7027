extension RunDocument {
    /// The document with its disagreements judged by baselines.
    ///
    /// - Parameters:
    ///   - baselines: each is for the implementations of the name that it gives, or for all.
    ///   - corpus: the ids of the whole corpus: an entry isn't stale because its vectors weren't selected.
    /// - Returns: the document with new disagreements; an implementation that no baseline is for keeps its own.
    public func judged(by baselines: [Baseline], corpus: [String]) -> RunDocument {
        var document = self
        document.implementations = implementations.map { run in
            let fitting = baselines.filter { $0.implementation == nil || $0.implementation == run.implementation?.name }
            if fitting.isEmpty { return run }
            return run.judged(by: Baseline(entries: fitting.flatMap(\.entries)), corpus: corpus)
        }
        return document
    }
}

extension VerifierRun {
    /// The run with its disagreements judged by a baseline, or by the verdicts alone.
    func judged(by baseline: Baseline?, corpus: [String]) -> VerifierRun {
        var run = self
        run.disagreements = []
        for position in cases.indices where cases[position].verdict != .notRun {
            let record = cases[position]
            let entry = baseline?.entries.first { $0.names(record) }
            run.cases[position].known = entry?.verdict == record.verdict ? entry?.reason : nil
            if let kind = Self.disagreement(record, entry: entry, isListing: baseline != nil) {
                run.disagreements.append(Disagreement(kind: kind, record: record, entry: entry))
            }
        }
        for entry in staleEntries(of: baseline, corpus: corpus) {
            run.disagreements.append(Disagreement(kind: .stale, record: nil, entry: entry))
        }
        return run
    }

    private static func disagreement(
        _ record: CaseRecord,
        entry: Baseline.Entry?,
        isListing: Bool
    ) -> Disagreement.Kind? {
        guard let entry else {
            if record.verdict == .skipped { return isListing ? .unlistedSkip : nil }
            return record.verdict.isExpected ? nil : .unexpected
        }
        if entry.verdict == record.verdict { return nil }
        return record.verdict == .pass || record.verdict == .recorded ? .mended : .changed
    }

    /// The entries that decide nothing, as far as this run can tell.
    private func staleEntries(of baseline: Baseline?, corpus: [String]) -> [Baseline.Entry] {
        guard let baseline else { return [] }
        let records = Dictionary(cases.map { ($0.id, $0) }) { first, _ in first }
        var alive: Set<Int> = []
        for id in Set(corpus).union(records.keys) {
            for (position, entry) in baseline.entries.enumerated() where entry.names(id) {
                guard let record = records[id], record.verdict != .notRun else {
                    // Not asked in this run, so the entry may well be right about it. A feature leaves it open whose
                    // case it is.
                    alive.insert(position)
                    guard entry.feature == nil else { continue }
                    break
                }
                guard entry.names(record) else { continue }
                alive.insert(position)
                break
            }
        }
        return baseline.entries.indices.filter { !alive.contains($0) }.map { baseline.entries[$0] }
    }
}

extension Disagreement {
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
