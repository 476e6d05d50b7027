package import JWTConformance

/// What a run says of one implementation, in numbers that can't be misread.
///
/// The score is over the vectors of one level, with its denominator. Bypasses and crashes are separate
/// counts, never averaged into it, and rejected valid tokens are separate from both. Each number comes with the ids
/// of its vectors.
package struct ReportCard: Hashable, Sendable {
    /// How many of how many, for the vectors of one level.
    package struct Score: Hashable, Sendable {
        /// The level.
        package let level: Level
        /// Cases that passed.
        package let passed: Int
        /// Cases that were answered and compared with an expectation.
        package let of: Int
        /// Cases of the level that are in neither number: skipped, recorded or not run.
        package let apart: Int

        /// A score.
        package init(level: Level, passed: Int, of: Int, apart: Int) {
            (self.level, self.passed, self.of, self.apart) = (level, passed, of, apart)
        }
    }

    /// The implementation's name and version, distinct within the run.
    package let name: String
    /// A score for each level that the vectors have, the most binding first.
    package let scores: [Score]
    /// The ids of the cases with each verdict.
    private let ids: [Verdict: [String]]
    /// Of the bypasses, those whose signature, algorithm or key isn't as it must be; see ``BypassKind/signing``.
    package let signing: [String]
    /// Rejections that show nothing: the twin, which must be accepted, was rejected too.
    package let vacuous: [String]
    /// What the baseline has.
    package let known: [String]

    /// Reads the card of one implementation off a run.
    package init(_ run: ImplementationRun, name: String, vectors: [VectorRecord]) {
        self.name = name
        let records = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
        scores = Level.allCases.compactMap { level in
            let cases = run.cases.filter { records[$0.id]?.level == level }
            guard !cases.isEmpty else { return nil }
            let graded = cases.count { $0.verdict.isGraded }
            let passed = cases.count { $0.verdict == .pass }
            return Score(level: level, passed: passed, of: graded, apart: cases.count - graded)
        }
        ids = Dictionary(grouping: run.cases, by: \.verdict).mapValues { $0.map(\.id) }
        signing = ids[.bypass, default: []].filter { records[$0].map(BypassKind.init) == .signing }
        let refused = Set(run.cases.filter { $0.verdict.family == .overStrict }.map(\.id))
        vacuous = run.cases.filter { record in
            record.verdict == .pass && records[record.id]?.twin.map(refused.contains) ?? false
        }.map(\.id)
        known = run.cases.filter { $0.known != nil }.map(\.id)
    }

    /// The ids of the cases with this verdict.
    package subscript(verdict: Verdict) -> [String] { ids[verdict] ?? [] }

    /// The ids of the cases with a verdict of this family, the worst verdict first.
    package subscript(family: Verdict.Family) -> [String] {
        VerdictRow.all.filter { $0.family == family }.flatMap { self[$0.verdict] }
    }

    /// Invalid tokens that were accepted.
    package var bypasses: [String] { self[.bypass] }
    /// Tokens that were rightly accepted with a payload that isn't theirs.
    package var wrongPayloads: [String] { self[.wrongPayload] }
    /// Tokens that were accepted or made, and must not be, or aren't what they have to be.
    package var breaches: [String] { self[Verdict.Family.breach] }
    /// Vectors at which the program ended, hung, or gave an answer that the protocol doesn't have.
    package var breakdowns: [String] { self[.breakdown] }
    /// Valid vectors that were rejected, or caused an exception.
    package var overStrict: [String] { self[Verdict.Family.overStrict] }
    /// Everything else that isn't as expected: exceptions instead of refusals, SHOULDs, broken claims, flaky answers.
    package var others: [String] { self[.other] }
    /// What wasn't asked or not supported.
    package var skipped: [String] { self[.skipped] }
    /// What was to be asked and wasn't.
    package var notRun: [String] { self[.notRun] }

    /// The score over the vectors of level `must`; 0 of 0 if there are none.
    package var must: Score {
        scores.first { $0.level == .must } ?? Score(level: .must, passed: 0, of: 0, apart: 0)
    }

    /// The cards of a run, in its order.
    package static func all(in document: RunDocument) -> [ReportCard] {
        zip(document.implementations, document.implementations.distinctNames).map { run, name in
            ReportCard(run, name: name, vectors: document.vectors)
        }
    }
}

extension ReportCard.Score {
    /// The share in percent; see ``RunSummary/Score/percentage(_:of:)``.
    package var percentage: String { RunSummary.Score.percentage(passed, of: of) }
}

extension RunSummary.Score {
    /// The share in percent; see ``percentage(_:of:)``.
    package var percentage: String { Self.percentage(passed, of: of) }

    /// The share in percent with one digit after the point, rounded down, so that only a full score shows as 100.0 %;
    /// nothing if the denominator is 0.
    static func percentage(_ passed: Int, of: Int) -> String {
        guard of > 0 else { return "" }
        // Documents come from files, and may have any number.
        let permille = of.dividingFullWidth(max(0, min(passed, of)).multipliedFullWidth(by: 1000)).quotient
        return "\(permille / 10).\(permille % 10) %"
    }
}
