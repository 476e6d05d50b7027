/// The result of a scenario: figures, or why there are none.
package struct ScenarioResult: Codable, Sendable {
    /// What was measured.
    package let scenario: Scenario
    /// The figures; `nil` if there are none.
    package var figures: Figures?
    /// Why there are no figures; `nil` if there are some.
    package let refusal: String?

    /// States figures.
    package init(_ scenario: Scenario, figures: Figures) {
        self.scenario = scenario
        self.figures = figures
        refusal = nil
    }

    /// Creates a result that says why there are no figures.
    package init(_ scenario: Scenario, refusal: String) {
        self.scenario = scenario
        figures = nil
        self.refusal = refusal
    }
}
