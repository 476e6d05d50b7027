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
    ///     or the same feature.
    public init(
        draftedFrom run: VerifierRun,
        vectors: [VectorRecord],
        corpus: [String],
        requirements: [Requirement],
        missing: [String: String] = [:],
        keeping earlier: Baseline? = nil
    ) {
        let rules = Dictionary(vectors.map { ($0.id, $0.refs.first ?? "") }) { first, _ in first }
        let texts = Dictionary(requirements.map { ($0.id, $0.text) }) { first, _ in first }
        var groups: [Deviation: [CaseRecord]] = [:]
        for record in run.cases where !record.verdict.isExpected && record.verdict != .notRun {
            let rule = rules[record.id] ?? ""
            groups[Deviation(verdict: record.verdict, rule: rule), default: []].append(record)
        }
        let known = earlier?.entries ?? []
        let deviations = groups.sorted { $0.key < $1.key }.map { deviation, records in
            let old = known.first { $0.verdict == deviation.verdict && ($0.rule ?? "") == deviation.rule }
            return Entry(
                patterns: Self.patterns(naming: records.map(\.id), outOf: corpus),
                verdict: deviation.verdict,
                rule: deviation.rule.isEmpty ? nil : deviation.rule,
                reason: old?.reason ?? deviation.sentence(records[0], rule: texts[deviation.rule]),
                link: old?.link
            )
        }
        let features = Set(run.cases.filter { $0.verdict == .skipped }.compactMap(\.feature))
        let skips = features.sorted().map { feature in
            let old = known.first { $0.verdict == .skipped && $0.feature == feature }
            return Entry(
                patterns: [VectorPattern("*")],
                verdict: .skipped,
                feature: feature,
                reason: missing[feature] ?? old?.reason ?? "not declared by the adapter",
                link: old?.link
            )
        }
        self.init(
            implementation: run.implementation?.name,
            version: run.implementation?.version,
            entries: deviations + skips
        )
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

        func sentence(_ example: CaseRecord, rule text: String?) -> String {
            let what =
                switch verdict {
                case .bypass, .lenient: "accepts what breaks the rule"
                case .overStrict: "refuses what keeps the rule"
                case .wrongPayload: "accepts, and hands back another payload"
                case .unclean, .error: "raises something that isn't its own refusal"
                case .crash: "ends instead of answering"
                case .hang: "gives no answer in time"
                case .flaky: "answers one time so, another time otherwise"
                case .brokenClaim: "declares what it then doesn't support"
                default: verdict.rawValue
                }
            let words = verdict == .unclean || verdict == .error ? example.answer?.detail : example.detail
            // The kind of an exception says enough; its message may quote the token.
            let kind = words.map { " (\($0.prefix { $0 != ":" && $0 != "/" && !$0.isNewline }.prefix(80)))" } ?? ""
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
