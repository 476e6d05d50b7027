/// What a scenario gave: figures, or why there are none.
package struct ScenarioResult: Codable, Sendable {
    /// What was measured.
    package let scenario: Scenario
    /// The figures; `nil` where there are none.
    package let figures: Figures?
    /// Why there are no figures; `nil` where there are.
    package let refusal: String?

    /// States figures.
    package init(_ scenario: Scenario, figures: Figures) {
        self.scenario = scenario
        self.figures = figures
        refusal = nil
    }

    /// States why there are none.
    package init(_ scenario: Scenario, refusal: String) {
        self.scenario = scenario
        figures = nil
        self.refusal = refusal
    }
}
