extension ConformanceRun {
    /// One vector of a run, judged by its expectation and by the baseline.
    public struct Case: Sendable, Identifiable {
        /// The vector's ID.
        public let id: String
        /// The graded result.
        public let verdict: Verdict
        /// Why the baseline lists this verdict, if it does.
        public let known: String?
        /// How the verdict differs from the baseline, or from the expectation if the baseline doesn't list it.
        public let deviation: Deviation?

        fileprivate let result: CaseResult

        /// Whether the verdict is right, or the one that the baseline lists.
        public var isAsExpected: Bool { deviation == nil && verdict != .notRun }
    }

    /// Whether nothing deviates and nothing is missing.
    public var isAsExpected: Bool { shortfalls.isEmpty && deviations.isEmpty }

    /// What differs from the expectations or from the baseline, stale entries of the baseline among them.
    public var deviations: [Deviation] {
        // What wasn't asked is among the shortfalls.
        document.implementations.flatMap(\.deviations).filter { $0.kind != .unasked }
    }

    /// How many vectors were asked and answered; what was skipped isn't among them.
    public var asked: Int { cases.values.count { $0.wasAsked } }

    /// The case of a vector of this run; `nil` if the run has none of this ID.
    public subscript(id: String) -> Case? { cases[id] }

    /// The case of a vector of the corpus that the run was made with.
    ///
    /// A vector of another corpus has the verdict ``Verdict/notRun``.
    public subscript(vector: Vector) -> Case {
        cases[vector.id] ?? Case(notRun: vector)
    }

    /// The coverage and the counts in a few lines: how much was asked, what was found, what was skipped and why.
    public var summary: String {
        let name = document.implementations.first?.displayName ?? ""
        let total = cases.count
        let counts = [
            "\(cases.values.count { $0.wasAsked && $0.isAsExpected && $0.known == nil }) as expected",
            "\(cases.values.count { $0.wasAsked && $0.known != nil }) known",
            "\(deviations.count) \(deviations.count == 1 ? "deviation" : "deviations")",
        ]
        let skips = document.implementations.flatMap(\.cases).filter { $0.verdict == .skipped }
        let features = Dictionary(skips.map { ($0.feature ?? "unnamed", 1) }, uniquingKeysWith: +)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) (\($0.value))" }
        let skipped = features.isEmpty ? "" : "\nskipped: needs \(features.joined(separator: ", "))"
        return "\(name): asked \(asked) of \(total) vectors, \(counts.joined(separator: ", "))\(skipped)"
    }
}

extension ConformanceRun: CustomStringConvertible {
    /// What is missing, the first deviations, and the summary.
    public var description: String {
        let shown = deviations.prefix(20).map { "deviation: \($0)" }
        let others = deviations.count > shown.count ? ["and \(deviations.count - shown.count) more deviations"] : []
        return (shortfalls.map { "shortfall: \($0)" } + shown + others + [summary]).joined(separator: "\n")
    }
}

extension ConformanceRun.Case: CustomStringConvertible {
    /// The verdict, the requirement, the token, the expectation and the answer, and what the baseline says.
    public var description: String {
        guard let deviation, deviation.kind != .unexpected else { return "\(result)" }
        return "\(result)\n  baseline  \(deviation)"
    }
}

extension ConformanceRun.Case {
    var wasAsked: Bool { verdict != .skipped && verdict != .notRun }

    fileprivate init(notRun vector: Vector) {
        self.init(
            id: vector.id,
            verdict: .notRun,
            known: nil,
            deviation: nil,
            result: CaseResult(vector: vector, verdict: .notRun)
        )
    }

    /// The cases of a run.
    static func all(of document: RunDocument, _ vectors: [Vector]) -> [Self] {
        let vectors = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
        return document.implementations.flatMap { run -> [Self] in
            let deviations = Dictionary(run.deviations.compactMap { one in one.id.map { ($0, one) } }) { first, _ in
                first
            }
            return run.cases.compactMap { record -> Self? in
                guard let vector = vectors[record.id] else { return nil }
                return Self(
                    id: record.id,
                    verdict: record.verdict,
                    known: record.known,
                    deviation: deviations[record.id],
                    result: CaseResult(record, vector)
                )
            }
        }
    }
}

extension CaseResult {
    fileprivate init(_ record: CaseRecord, _ vector: Vector) {
        self.init(
            vector: vector,
            verdict: record.verdict,
            answer: record.answer,
            detail: record.detail,
            feature: record.feature.map { Feature($0) },
            seconds: record.seconds
        )
    }
}
