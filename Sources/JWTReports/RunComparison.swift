package import JWTConformance

/// What differs between two runs: of two versions of a library, of two libraries, or of two corpora.
package struct RunComparison: Hashable, Sendable {
    /// A vector with another verdict.
    package struct Change: Hashable, Sendable {
        /// The vector, as recorded in the newer run.
        package let vector: VectorRecord
        /// The verdict in the older run.
        package let old: Verdict
        /// The verdict in the newer one.
        package let new: Verdict
        /// What was answered in the newer one.
        package let answer: String?
    }

    /// One implementation in both runs.
    package struct Pair: Hashable, Sendable {
        /// The name and version in the older run.
        package let old: String
        /// The name and version in the newer one.
        package let new: String
        /// Vectors that were as expected and no longer are.
        package let failing: [Change]
        /// Vectors that weren't as expected and now are.
        package let passing: [Change]
        /// What wasn't as expected in another way.
        package let worse: [Change]
        /// Every other change of a verdict: what's asked now and wasn't, or no more.
        package let others: [Change]
        /// How many vectors have the same verdict.
        package let same: Int
        /// The verdicts on vectors that only the newer corpus has, of those that aren't as expected.
        package let newlyAsked: [Change]
        /// The cards of both.
        package let cards: [ReportCard]

        /// Whether some vectors newly fail in the newer one, or fail in a worse way.
        package var isRegression: Bool { !failing.isEmpty || !worse.isEmpty }

        /// Whether every vector that both asked has the same verdict, and none that is new fails.
        package var isUnchanged: Bool {
            failing.isEmpty && passing.isEmpty && worse.isEmpty && others.isEmpty && newlyAsked.isEmpty
        }
    }

    /// Whether both asked the same corpus.
    package let isSameCorpus: Bool
    /// The digests.
    package let corpora: [String]
    /// Vectors that only the newer run has.
    package let added: [VectorRecord]
    /// Vectors that only the older run has.
    package let retired: [VectorRecord]
    /// Vectors that ask or expect something else in the newer run; their verdicts aren't compared.
    package let reworded: [VectorRecord]
    /// The implementations in both.
    package let pairs: [Pair]
    /// Implementations of the older run that the newer one doesn't have.
    package let removed: [String]
    /// Implementations that only the newer run has.
    package let newcomers: [String]
    /// What else must be known to read the comparison.
    package let notes: [String]
    /// Whether the newer run was asked to the end; one that wasn't shows no regression that it may have.
    package let isNewerComplete: Bool

    /// Why two runs can't be compared.
    package enum Failure: Error, Hashable, Sendable {
        /// Expectations were read by different profiles.
        case profiles(old: GradingProfile, new: GradingProfile)
        /// No implementation is in both.
        case nothingInCommon
        /// No vector is in both that asks and expects the same.
        case noVectorInCommon
    }

    /// Compares two runs.
    ///
    /// Where each has one implementation these two are compared, whatever they are; otherwise those that are called the
    /// same way, and then those of the same name.
    ///
    /// - Parameters:
    ///   - old: the older run.
    ///   - new: the newer one.
    /// - Throws: ``Failure``.
    package init(_ old: RunDocument, _ new: RunDocument) throws(Failure) {
        guard old.profile == new.profile else { throw .profiles(old: old.profile, new: new.profile) }
        isSameCorpus = old.suite.corpus == new.suite.corpus
        corpora = [old.suite.corpus, new.suite.corpus]
        let before = Dictionary(old.vectors.map { ($0.id, $0) }) { first, _ in first }
        let after = Dictionary(new.vectors.map { ($0.id, $0) }) { first, _ in first }
        added = new.vectors.filter { before[$0.id] == nil }
        retired = old.vectors.filter { after[$0.id] == nil }
        let reworded = new.vectors.filter { vector in
            before[vector.id].map { !vector.asksTheSame(as: $0, old.keys[$0.key], new.keys[vector.key]) } ?? false
        }
        self.reworded = reworded
        let skipping = Set(reworded.map(\.id))
        guard new.vectors.count > added.count + reworded.count else { throw .noVectorInCommon }
        let (matched, removed, newcomers) = Self.match(old, new)
        guard !matched.isEmpty else { throw .nothingInCommon }
        let (oldCards, newCards) = (ReportCard.all(in: old), ReportCard.all(in: new))
        pairs = matched.map { one, two in
            let runs = (old.implementations[one], new.implementations[two])
            return Pair(runs.0, runs.1, [oldCards[one], newCards[two]], vectors: after, skipping: skipping)
        }
        self.removed = removed.map { oldCards[$0].name }
        self.newcomers = newcomers.map { newCards[$0].name }
        notes = Self.notes(old, new)
        isNewerComplete = Self.isComplete(new)
    }

    /// The gravest fault that is new; `nil` if none is.
    ///
    /// A new forgery is worse than any number of new nonconformances.
    package var gravest: Severity? {
        pairs.flatMap { $0.failing + $0.worse }.compactMap { $0.new.severity(on: $0.vector) }.max()
    }

    /// Whether some implementation has a regression.
    package var isRegression: Bool { pairs.contains(where: \.isRegression) }

    private static func match(
        _ old: RunDocument,
        _ new: RunDocument
    ) -> (matched: [(Int, Int)], removed: [Int], newcomers: [Int]) {
        if old.implementations.count == 1, new.implementations.count == 1 { return ([(0, 0)], [], []) }
        var removed = Array(old.implementations.indices)
        var newcomers = Array(new.implementations.indices)
        var matched: [(Int, Int)] = []
        let keys: [(ImplementationRun) -> String?] = [\.label, \.implementation?.name]
        for key in keys {
            for one in removed {
                guard let wanted = key(old.implementations[one]),
                    let two = newcomers.first(where: { key(new.implementations[$0]) == wanted })
                else { continue }
                matched.append((one, two))
                removed.removeAll { $0 == one }
                newcomers.removeAll { $0 == two }
            }
        }
        return (matched.sorted { $0.1 < $1.1 }, removed, newcomers)
    }

    private static func isComplete(_ document: RunDocument) -> Bool {
        document.complete && document.implementations.allSatisfy { $0.state == .complete }
    }

    private static func notes(_ old: RunDocument, _ new: RunDocument) -> [String] {
        var notes: [String] = []
        if old.suite.version != new.suite.version {
            notes.append("suite version \(old.suite.version) → \(new.suite.version)")
        }
        for (document, name) in [(old, "older"), (new, "newer")] where !isComplete(document) {
            notes.append("the \(name) run is incomplete; missing vectors aren't compared")
        }
        return notes
    }
}

extension RunComparison.Pair {
    fileprivate init(
        _ old: ImplementationRun,
        _ new: ImplementationRun,
        _ cards: [ReportCard],
        vectors: [String: VectorRecord],
        skipping: Set<String>
    ) {
        let before = Dictionary(old.cases.map { ($0.id, $0) }) { first, _ in first }
        var failing: [RunComparison.Change] = []
        var passing: [RunComparison.Change] = []
        var worse: [RunComparison.Change] = []
        var others: [RunComparison.Change] = []
        var asked: [RunComparison.Change] = []
        var same = 0
        for record in new.cases where !skipping.contains(record.id) && record.verdict != .notRun {
            guard let vector = vectors[record.id] else { continue }
            let answer = record.answer.map { "\($0)" }
            guard let was = before[record.id]?.verdict else {
                if record.verdict.isWrong {
                    asked.append(.init(vector: vector, old: .notRun, new: record.verdict, answer: answer))
                }
                continue
            }
            if was == .notRun { continue }
            let change = RunComparison.Change(vector: vector, old: was, new: record.verdict, answer: answer)
            switch (was.isWrong, record.verdict.isWrong) {
            case _ where was.covers(record.verdict): same += 1
            case (false, true): failing.append(change)
            case (true, false) where record.verdict != .skipped: passing.append(change)
            case (true, true) where record.verdict.rank < was.rank: worse.append(change)
            default: others.append(change)
            }
        }
        func sorted(_ changes: [RunComparison.Change]) -> [RunComparison.Change] {
            changes.sorted { ($0.new.rank, $0.vector.id) < ($1.new.rank, $1.vector.id) }
        }
        self.old = cards[0].name
        self.new = cards[1].name
        self.failing = sorted(failing)
        self.passing = sorted(passing)
        self.worse = sorted(worse)
        self.others = sorted(others)
        self.same = same
        newlyAsked = sorted(asked)
        self.cards = cards
    }
}

extension VectorRecord {
    /// Whether a verifier is asked the same, and the answer is compared with the same expectation.
    fileprivate func asksTheSame(as other: VectorRecord, _ otherKey: RecordedKey?, _ key: RecordedKey?) -> Bool {
        guard kind == other.kind, expect == other.expect, level == other.level else { return false }
        // An older document of a run of signers doesn't say what was asked.
        if kind == .sign, header == nil || other.header == nil { return true }
        return token == other.token && tokenOctets == other.tokenOctets && tokenLength == other.tokenLength
            && policy == other.policy && content == other.content && detachedPayload == other.detachedPayload
            && strict == other.strict && payload == other.payload && step == other.step && key == otherKey
            && header == other.header && payloadLength == other.payloadLength && twice == other.twice
    }
}

extension RunComparison.Failure: CustomStringConvertible {
    /// What's wrong.
    package var description: String {
        switch self {
        case .profiles(let old, let new):
            "the runs can't be compared: the older is graded with the \(old.rawValue) profile, the newer with the "
                + "\(new.rawValue) one"
        case .nothingInCommon: "the runs have no implementation in common"
        case .noVectorInCommon: "the runs have no vector in common that asks and expects the same"
        }
    }
}
