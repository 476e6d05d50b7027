/// The latency of one scenario: figures, or why there are none.
package struct LatencyResult: Codable, Hashable, Sendable {
    /// What was measured.
    package let scenario: Scenario
    /// The figures; `nil` where there are none.
    package let figures: ServiceFigures?
    /// Why there are no figures; `nil` where there are.
    package let refusal: String?

    /// States what was found.
    package init(_ scenario: Scenario, figures: ServiceFigures? = nil, refusal: String? = nil) {
        self.scenario = scenario
        self.figures = figures
        self.refusal = refusal
    }
}
