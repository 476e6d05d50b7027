package import ReportKit
package import Statistics

/// Comparisons that are judged together, and how they look in a table.
package struct JudgedTable: Sendable {
    /// One thing that was measured twice.
    package struct Subject: Sendable {
        /// What it's called.
        package let title: String
        /// The old figure, the median of the observations.
        package let old: Double?
        /// The new one.
        package let new: Double?
        /// How they compare; `nil` if they can't be compared.
        package let comparison: Comparison?
        /// What another observation costs, in seconds.
        package let secondsPerObservation: Double
        /// Why they can't be compared.
        package let refusal: String?
    }

    /// A subject and what can be said of it.
    package struct Row: Sendable {
        /// What was measured.
        package let subject: Subject
        /// What can be said; `nil` if there is no comparison.
        package let judgement: Judgement?

        /// How many more minutes are needed for another verdict than "can't tell"; `nil` if there is one.
        package var minutesNeeded: Double? {
            guard let needed = judgement?.observationsNeeded, let comparison = subject.comparison else { return nil }
            return Double(needed - comparison.observations) * subject.secondsPerObservation / 60
        }

        /// The verdict in words.
        package var words: String {
            guard let judgement else { return subject.refusal ?? "nothing to compare" }
            guard let minutesNeeded else { return judgement.verdict.rawValue }
            let wait =
                switch minutesNeeded {
                case ...0: "needs more processes"
                case 600...: "not within ten hours"
                default: "needs \(max(1, Int(minutesNeeded.rounded(.up)))) more min"
                }
            return "\(judgement.verdict.rawValue), \(wait)"
        }
    }

    /// The rows, in the subjects' order.
    package let rows: [Row]
    /// What differences count.
    package let rule: Comparison.Rule

    /// Judges.
    ///
    /// - Parameters:
    ///   - subjects: what was measured.
    ///   - rule: what differences count.
    package init(_ subjects: [Subject], by rule: Comparison.Rule) {
        self.rule = rule
        var judgements = Judgement.of(subjects.compactMap(\.comparison), by: rule)[...]
        rows = subjects.map { Row(subject: $0, judgement: $0.comparison == nil ? nil : judgements.popFirst()) }
    }

    /// Whether any row has a verdict.
    package func has(_ verdict: Comparison.Verdict) -> Bool { rows.contains { $0.judgement?.verdict == verdict } }

    /// The table.
    ///
    /// - Parameters:
    ///   - title: its title.
    ///   - number: how a figure is written.
    /// - Returns: a row for each subject.
    package func table(_ title: String, number: (Double) -> String) -> Table {
        var table = Table(
            title,
            [
                .left("scenario"), .right("old"), .right("new"), .right("change"), .left("interval"), .right("n"),
                .left(""),
            ]
        )
        table.rows = rows.map { row in
            [
                row.subject.title, row.subject.old.map(number) ?? "", row.subject.new.map(number) ?? "",
                row.subject.comparison.map { Quantity.percent($0.change, decimals: 2) } ?? "",
                row.judgement?.interval.map {
                    "[\(Quantity.percent($0.lower, decimals: 2)), \(Quantity.percent($0.upper, decimals: 2))]"
                } ?? "",
                row.subject.comparison.map { "\($0.observations)" } ?? "", row.words,
            ]
        }
        return table
    }
}
