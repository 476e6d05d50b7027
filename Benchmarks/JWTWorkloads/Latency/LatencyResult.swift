/// The latency of one scenario: figures, or why there are none.
package struct LatencyResult: Codable, Hashable, Sendable {
    /// What was measured.
    package let scenario: Scenario
    /// The figures; `nil` if there are none.
    package let figures: ServiceFigures?
    /// Why there are no figures; `nil` if there are some.
    package let refusal: String?

    /// Creates a result.
    package init(_ scenario: Scenario, figures: ServiceFigures? = nil, refusal: String? = nil) {
        self.scenario = scenario
        self.figures = figures
        self.refusal = refusal
    }
}
