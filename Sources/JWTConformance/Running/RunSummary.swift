/// The counts of one implementation's part of a run.
public struct RunSummary: Hashable, Sendable, Codable {
    /// A score: how many of how many.
    public struct Score: Hashable, Sendable, Codable {
        /// Cases that passed.
        public let passed: Int
        /// Cases that were asked and compared with an expectation: the denominator.
        public let of: Int
        /// Cases of the same level that weren't asked or not answered, and so are in neither number.
        public let skipped: Int

        /// Counts verdicts of one level.
        init(_ verdicts: [Verdict]) {
            passed = verdicts.count { $0 == .pass }
            of = verdicts.count { $0.isGraded }
            skipped = verdicts.count { $0.family == .unasked }
        }
    }

    /// How many cases there are.
    public let total: Int
    /// How many have each verdict; a verdict that nothing has is absent.
    public let verdicts: [String: Int]
    /// The score over the vectors of level ``Level/must``.
    public let must: Score
    /// Tokens that were accepted to an attacker's advantage: forgeries, weak keys, misuses, respellings, and what the
    /// corpus doesn't classify.
    public let bypasses: Int
    /// Cases that made the implementation crash or hang.
    public let crashes: Int
    /// Rejections that show nothing: they pass, but the twin, which must be accepted and differs in just the point that
    /// the vector is about, was rejected too.
    public let vacuous: Int
    /// How many cases were skipped because each feature is missing.
    public let skippedFeatures: [String: Int]

    /// Counts results.
    package init(_ results: [CaseResult]) {
        self.init(
            results.map { Counted($0.vector.id, $0.verdict, $0.feature?.name, $0.vector.level, twin: $0.vector.twin) }
        )
    }

    /// Counts the cases of a document.
    ///
    /// - Parameters:
    ///   - cases: the cases; one whose vector isn't there counts as information.
    ///   - vectors: their vectors.
    init(_ cases: [CaseRecord], of vectors: [VectorRecord]) {
        let records = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
        self.init(
            cases.map { record in
                let vector = records[record.id]
                return Counted(record.id, record.verdict, record.feature, vector?.level ?? .info, twin: vector?.twin)
            }
        )
    }

    /// What is counted of a case.
    private struct Counted {
        let (id, verdict, feature): (String, Verdict, String?)
        let (level, twin): (Level, String?)

        init(_ id: String, _ verdict: Verdict, _ feature: String?, _ level: Level, twin: String?) {
            (self.id, self.verdict, self.feature) = (id, verdict, feature)
            (self.level, self.twin) = (level, twin)
        }
    }

    private init(_ cases: [Counted]) {
        total = cases.count
        verdicts = Dictionary(cases.map { ($0.verdict.rawValue, 1) }, uniquingKeysWith: +)
        must = Score(cases.filter { $0.level == .must }.map(\.verdict))
        bypasses = cases.count { $0.verdict.isBypass }
        crashes = cases.count { $0.verdict == .crash || $0.verdict == .hang }
        let refused = Set(cases.filter { $0.verdict.family == .overStrict }.map(\.id))
        vacuous = cases.count { $0.verdict == .pass && $0.twin.map(refused.contains) ?? false }
        let skipped = cases.filter { $0.verdict == .skipped }
        skippedFeatures = Dictionary(skipped.map { ($0.feature ?? "unnamed", 1) }, uniquingKeysWith: +)
    }

    /// How many cases have this verdict.
    public func count(_ verdict: Verdict) -> Int { verdicts[verdict.rawValue] ?? 0 }
}
