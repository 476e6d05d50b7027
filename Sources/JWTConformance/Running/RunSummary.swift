/// The counts of one implementation's part of a run.
public struct RunSummary: Hashable, Sendable, Codable {
    /// A score: how many of how many.
    public struct Score: Hashable, Sendable, Codable {
        /// Cases that passed.
        public let passed: Int
        /// Cases that were asked and held against an expectation: the denominator.
        public let of: Int
        /// Cases of the same level that weren't asked or not answered, and so are in neither number.
        public let skipped: Int

        /// Counts verdicts of one level.
        init(_ verdicts: [Verdict]) {
            passed = verdicts.count { $0 == .pass }
            of = verdicts.count { $0.isGraded }
            skipped = verdicts.count { $0 == .skipped || $0 == .notRun }
        }
    }

    /// How many cases there are.
    public let total: Int
    /// How many have each verdict; a verdict that nothing has is absent.
    public let verdicts: [String: Int]
    /// The score over the vectors of level ``Level/must``.
    public let must: Score
    /// Forged or invalid tokens that were accepted.
    public let bypasses: Int
    /// Cases that made the implementation crash or hang.
    public let crashes: Int
    /// Refusals that show nothing: they pass, but the twin, which is to be accepted and differs in just the point that
    /// the vector is about, was refused too.
    public let vacuous: Int
    /// How many cases were skipped for want of each feature.
    public let skippedFeatures: [String: Int]

    /// Counts results.
    public init(_ results: [CaseResult]) {
        var verdicts: [String: Int] = [:]
        var features: [String: Int] = [:]
        for result in results {
            verdicts[result.verdict.rawValue, default: 0] += 1
            if result.verdict == .skipped { features[result.feature?.name ?? "unnamed", default: 0] += 1 }
        }
        self.total = results.count
        self.verdicts = verdicts
        self.must = Score(results.filter { $0.vector.level == .must }.map(\.verdict))
        self.bypasses = results.count { $0.verdict == .bypass }
        self.crashes = results.count { $0.verdict == .crash || $0.verdict == .hang }
        let refused = Set(results.filter { $0.verdict == .overStrict || $0.verdict == .error }.map(\.vector.id))
        self.vacuous = results.count { result in
            result.verdict == .pass && result.vector.twin.map(refused.contains) ?? false
        }
        self.skippedFeatures = features
    }

    /// How many cases have this verdict.
    public func count(_ verdict: Verdict) -> Int { verdicts[verdict.rawValue] ?? 0 }
}
