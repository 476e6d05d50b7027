extension Baseline {
    /// Draws up the baseline that a run would keep: its deviations by rule, its skips by feature.
    ///
    /// - Parameters:
    ///   - run: what the implementation did; interrupted runs give a baseline of the part that was asked.
    ///   - vectors: the vectors of the run.
    ///   - corpus: the ids of the whole corpus, so that patterns name nothing else.
    ///   - requirements: the catalog, for the rules' texts.
    ///   - missing: why capabilities aren't declared, by feature.
    ///   - earlier: the reasons and links of this baseline are kept where it has an entry for the same rule and verdict,
    ///     or the same feature; what it says of signing is kept whole.
    public init(
        draftedFrom run: VerifierRun,
        vectors: [VectorRecord],
        corpus: [String],
        requirements: [Requirement],
        missing: [String: String] = [:],
        keeping earlier: Baseline? = nil
    ) {
        let draft = Draft(corpus: corpus, requirements: requirements, missing: missing, known: earlier?.entries ?? [])
        let rules = Dictionary(vectors.map { ($0.id, $0.refs.first ?? "") }) { first, _ in first }
        self.init(
            implementation: run.implementation?.name,
            version: run.implementation?.version,
            entries: draft.entries(of: run, rules: rules),
            sign: earlier?.sign
        )
    }

    /// Draws up the baseline that a run of sign vectors would keep, the same way.
    ///
    /// - Parameters:
    ///   - run: what the signer did; interrupted runs give a baseline of the part that was asked.
    ///   - corpus: the ids of all sign vectors, so that patterns name nothing else.
    ///   - requirements: the catalog, for the rules' texts.
    ///   - missing: why capabilities aren't declared, by feature.
    ///   - earlier: the reasons and links of what this baseline says of signing are kept where it has an entry for the
    ///     same rule and verdict, or the same feature; what it says of verification is kept whole.
    public init(
        draftedFrom run: SignerRun,
        corpus: [String],
        requirements: [Requirement],
        missing: [String: String] = [:],
        keeping earlier: Baseline? = nil
    ) {
        let draft = Draft(
            corpus: corpus,
            requirements: requirements,
            missing: missing,
            known: earlier?.sign ?? [],
            act: .sign
        )
        let rules = Dictionary(run.cases.map { ($0.id, $0.refs.first ?? "") }) { first, _ in first }
        self.init(
            implementation: run.implementation?.name,
            version: run.implementation?.version,
            entries: earlier?.entries ?? [],
            sign: draft.entries(of: run, rules: rules)
        )
    }
}

/// What goes into the entries that are drawn up, beside what the implementation did.
private struct Draft {
    let corpus: [String]
    let requirements: [Requirement]
    let missing: [String: String]
    /// The entries whose words are kept.
    let known: [Baseline.Entry]
    /// What the implementation was asked to do.
    var act = VectorKind.verify

    func entries<Run: GradedRun>(of run: Run, rules: [String: String]) -> [Baseline.Entry] {
        let texts = Dictionary(requirements.map { ($0.id, $0.text) }) { first, _ in first }
        var groups: [Deviation: [Run.Record]] = [:]
        for record in run.cases {
            guard let verdict = deviation(of: record) else { continue }
            groups[Deviation(verdict: verdict, rule: rules[record.id] ?? ""), default: []].append(record)
        }
        let deviations = groups.sorted { $0.key < $1.key }.map { deviation, records in
            let old = known.first { $0.verdict == deviation.verdict && ($0.rule ?? "") == deviation.rule }
            return Baseline.Entry(
                patterns: Self.patterns(naming: records.map(\.id), outOf: corpus),
                verdict: deviation.verdict,
                rule: deviation.rule.isEmpty ? nil : deviation.rule,
                reason: old?.reason ?? deviation.sentence(records[0], act: act, rule: texts[deviation.rule]),
                link: old?.link
            )
        }
        let skipped = run.cases.filter { $0.verdict == .skipped }
        // What was asked was answered so.
        let said = Set(skipped.filter { $0.seconds != nil }.compactMap(\.feature))
        let skips = Set(skipped.compactMap(\.feature)).sorted().map { feature in
            let old = known.first { $0.verdict == .skipped && $0.feature == feature }
            return Baseline.Entry(
                patterns: [VectorPattern("*")],
                verdict: .skipped,
                feature: feature,
                reason: missing[feature] ?? old?.reason
                    ?? (said.contains(feature) ? "answered unsupported" : "not declared by the adapter"),
                link: old?.link
            )
        }
        return deviations + skips
    }

    /// What is to be listed of a case.
    ///
    /// What was right this time and was listed as flaky stays listed: that it's mended can't be seen from one run.
    private func deviation(of record: some GradedRecord) -> Verdict? {
        switch record.verdict {
        case .pass, .recorded: known.first { $0.names(record) }?.verdict == .flaky ? .flaky : nil
        case .skipped, .notRun: nil
        default: record.verdict
        }
    }

    /// What the entries of a draft are grouped by.
    private struct Deviation: Hashable, Comparable {
        let verdict: Verdict
        let rule: String

        static func < (one: Self, two: Self) -> Bool {
            (position(one.verdict), one.rule) < (position(two.verdict), two.rule)
        }

        private static func position(_ verdict: Verdict) -> Int {
            Verdict.allCases.firstIndex(of: verdict) ?? 0
        }

        func sentence(_ example: some GradedRecord, act: VectorKind, rule text: String?) -> String {
            let what = act == .sign ? verdict.row.signHabit : verdict.row.habit
            // The kind of an exception says enough; its message may quote the token.
            let kind =
                example.symptom.map { " (\($0.prefix { $0 != ":" && $0 != "/" && !$0.isNewline }.prefix(80)))" } ?? ""
            return what + kind + (text.map { ": \($0)" } ?? "")
        }
    }

    /// The shortest list of ids and prefixes that names these and no other.
    private static func patterns(naming ids: [String], outOf corpus: [String]) -> [VectorPattern] {
        let wanted = Set(ids)
        let others = corpus.filter { !wanted.contains($0) }
        var patterns: [String] = []
        for id in ids.sorted() where !patterns.contains(where: { $0.hasSuffix("/") && id.hasPrefix($0) }) {
            let prefixes = id.indices.filter { id[$0] == "/" }.map { String(id[...$0]) }
            let whole = prefixes.first { prefix in
                ids.count { $0.hasPrefix(prefix) } > 1 && !others.contains { $0.hasPrefix(prefix) }
            }
            patterns.append(whole ?? id)
        }
        return patterns.map(VectorPattern.init)
    }
}
