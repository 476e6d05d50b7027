extension Baseline {
    /// Draws up the baseline that a run would keep: its deviations by rule, its skips by feature.
    ///
    /// - Parameters:
    ///   - run: the implementation's results; interrupted runs give a baseline of the part that was asked.
    ///   - vectors: the vectors of the run, of one kind.
    ///   - corpus: the ids of all vectors of that kind, so that patterns name nothing else.
    ///   - requirements: the catalog, for the texts of the requirements.
    ///   - attacks: the classes of attacks, for what an attacker gains and what closes it.
    ///   - missing: why capabilities aren't declared, by feature.
    ///   - earlier: a baseline; its reasons and links are kept if it has an entry for the same requirement and verdict,
    ///     or the same feature; its part about the other kind is kept whole.
    package init(
        draftedFrom run: ImplementationRun,
        vectors: [VectorRecord],
        corpus: [String],
        requirements: [Requirement],
        attacks: [RecordedAttack] = [],
        missing: [String: String] = [:],
        keeping earlier: Baseline? = nil
    ) {
        let kind = vectors.first?.kind ?? .verify
        let draft = Draft(
            kind: kind,
            corpus: corpus,
            requirements: requirements,
            attacks: attacks,
            records: Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first },
            missing: missing,
            known: earlier?.entries(for: kind) ?? []
        )
        let rules = Dictionary(vectors.map { ($0.id, $0.refs.first ?? "") }) { first, _ in first }
        let drafted = draft.entries(of: run, rules: rules)
        self.init(
            implementation: run.implementation?.name,
            version: run.implementation?.version,
            entries: kind == .verify ? drafted : earlier?.entries ?? [],
            sign: kind == .sign ? drafted : earlier?.sign
        )
    }
}

/// The inputs of the drafted entries, besides the implementation's results.
private struct Draft {
    /// What the implementation was asked to do.
    let kind: VectorKind
    let corpus: [String]
    let requirements: [Requirement]
    let attacks: [RecordedAttack]
    let records: [String: VectorRecord]
    let missing: [String: String]
    /// The entries whose words are kept.
    let known: [Baseline.Entry]

    func entries(of run: ImplementationRun, rules: [String: String]) -> [Baseline.Entry] {
        let texts = Dictionary(requirements.map { ($0.id, $0.text) }) { first, _ in first }
        var groups: [Group: [CaseRecord]] = [:]
        for record in run.cases {
            guard let verdict = verdict(listing: record) else { continue }
            groups[Group(verdict: verdict, rule: rules[record.id] ?? ""), default: []].append(record)
        }
        let deviations = groups.sorted { $0.key < $1.key }.map { group, records in
            let old = known.first { $0.verdict.covers(group.verdict) && ($0.rule ?? "") == group.rule }
            let due = group.verdict.isBypass || group.verdict == .unsafe
            // A baseline from before there were severities gives the requirement's text alone.
            let isDrawnUp = due && old?.reason.hasPrefix("accepts what breaks the rule") == true
            return Baseline.Entry(
                patterns: Self.patterns(naming: records.map(\.id), outOf: corpus),
                verdict: group.verdict,
                rule: group.rule.isEmpty ? nil : group.rule,
                reason: (isDrawnUp ? nil : old?.reason) ?? (due ? securityReason(records) : nil)
                    ?? group.sentence(records[0], for: kind, rule: texts[group.rule]),
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
                    ?? (said.contains(feature) ? "answered unsupported" : "not declared"),
                link: old?.link
            )
        }
        return deviations + skips
    }

    /// The reason of a fault that an attacker can use, as a maintainer would say it: what happens, who can use it, and what
    /// closes it; `nil` if the corpus doesn't say.
    private func securityReason(_ cases: [CaseRecord]) -> String? {
        let ids = Set(cases.map(\.id))
        let vectors = cases.compactMap { records[$0.id] }
        let attackers = Attacker.allCases.filter { attacker in vectors.contains { $0.attacker == attacker } }
        guard let attacker = attackers.first, let vector = vectors.first(where: { $0.attacker == attacker }) else {
            return nil
        }
        let attack = attacks.filter { !ids.isDisjoint(with: $0.vectors) }
            .max { ids.intersection($0.vectors).count < ids.intersection($1.vectors).count }
        let did = kind == .sign ? "signs" : "accepts"
        let what = "\(did) \(attack?.title ?? vector.summary)"
        let gain = attack?.gain.map { ": \($0)" } ?? ""
        return
            "\(what). \(attacker.owner) can use it\(gain). \(attack?.remedy ?? "No setting is known that closes it.")"
    }

    /// What is to be listed of a case.
    ///
    /// What was right this time and was listed as flaky stays listed: that it's fixed can't be seen from one run.
    private func verdict(listing record: CaseRecord) -> Verdict? {
        switch record.verdict {
        case .pass, .recorded: known.first { $0.names(record) }?.verdict == .flaky ? .flaky : nil
        case .skipped, .notRun: nil
        default: record.verdict
        }
    }

    /// What the entries of a draft are grouped by.
    private struct Group: Hashable, Comparable {
        let verdict: Verdict
        let rule: String

        static func < (one: Self, two: Self) -> Bool {
            (position(one.verdict), one.rule) < (position(two.verdict), two.rule)
        }

        private static func position(_ verdict: Verdict) -> Int {
            Verdict.allCases.firstIndex(of: verdict) ?? 0
        }

        func sentence(_ example: CaseRecord, for kind: VectorKind, rule text: String?) -> String {
            let what = kind == .sign ? verdict.row.signHabit : verdict.row.habit
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

extension Attacker {
    /// Who it is, at the beginning of a sentence.
    package var owner: String {
        switch self {
        case .anyone: "Anyone"
        case .holder: "Anyone with one genuine token"
        case .insider: "Anyone with a key that is trusted for something else"
        case .guesser: "Anyone who finds a weak key"
        case .issuer: "The issuer alone"
        }
    }
}
