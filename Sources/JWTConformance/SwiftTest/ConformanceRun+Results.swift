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
        public let deviation: Disagreement?

        private let result: any CustomStringConvertible & Sendable

        /// Whether the verdict is right, or the one that the baseline lists.
        public var isAsExpected: Bool { deviation == nil && verdict != .notRun }
    }

    /// Whether nothing deviates and nothing is missing.
    public var isAsExpected: Bool { shortfalls.isEmpty && deviations.isEmpty }

    /// What differs from the expectations or from the baseline, stale entries of the baseline among them.
    public var deviations: [Disagreement] {
        document.implementations.flatMap(\.disagreements)
            + (signDocument?.implementations.flatMap(\.disagreements) ?? [])
    }

    /// How many vectors were asked and answered; what was skipped isn't among them.
    public var asked: Int { cases.values.count { $0.wasAsked } }

    /// The case of a vector of this run; `nil` if the run has none of this ID.
    public subscript(id: String) -> Case? { cases[id] }

    /// The case of a vector of the corpus that the run was made with: a ``Vector`` or a ``SignVector``.
    ///
    /// A vector of another corpus has the verdict ``Verdict/notRun``.
    public subscript(vector: some Identifiable<String> & CustomStringConvertible & Sendable) -> Case {
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
        let skips = document.implementations.flatMap(\.cases).skippedFeatures
        let signSkips = (signDocument?.implementations ?? []).flatMap(\.cases).skippedFeatures
        let features = Dictionary(skips + signSkips, uniquingKeysWith: +)
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

    fileprivate init(notRun vector: some Identifiable<String> & CustomStringConvertible & Sendable) {
        self.init(id: vector.id, verdict: .notRun, known: nil, deviation: nil, result: "not-run  \(vector)")
    }

    private init(
        _ record: some GradedRecord,
        _ deviation: Disagreement?,
        _ result: any CustomStringConvertible & Sendable
    ) {
        self.init(id: record.id, verdict: record.verdict, known: record.known, deviation: deviation, result: result)
    }

    /// The cases of verification.
    static func all(of document: RunDocument, _ vectors: [Vector]) -> [Self] {
        let vectors = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
        return document.implementations.flatMap { run in
            let deviations = run.deviationsByID
            return run.cases.compactMap { record in
                vectors[record.id].map { Self(record, deviations[record.id], CaseResult(record, $0)) }
            }
        }
    }

    /// The cases of signing.
    static func all(of document: SignRunDocument?) -> [Self] {
        (document?.implementations ?? []).flatMap { run in
            let deviations = run.deviationsByID
            return run.cases.map { Self($0, deviations[$0.id], SignLine($0)) }
        }
    }
}

/// What a failed case of signing shows.
private struct SignLine: CustomStringConvertible, Sendable {
    let record: SignRecord

    init(_ record: SignRecord) { self.record = record }

    var description: String {
        """
        \(record.verdict.rawValue)  \(record.id): \(record.summary)
          rule      \(record.refs.joined(separator: ", "))
          expected  \(record.expect)
          answered  \(record.answered ?? "nothing")
        """
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

extension GradedRun {
    fileprivate var deviationsByID: [String: Disagreement] {
        Dictionary(disagreements.compactMap { one in one.id.map { ($0, one) } }) { first, _ in first }
    }
}

extension Sequence where Element: GradedRecord {
    /// The features that each skipped case needed, once a case.
    fileprivate var skippedFeatures: [(String, Int)] {
        filter { $0.verdict == .skipped }.map { ($0.feature ?? "unnamed", 1) }
    }
}
