import Statistics

/// Where the time of a verification goes, each part measured separately in the same rounds as the whole.
package struct ShareResult: Codable, Hashable, Sendable {
    /// A part and its time.
    package struct Part: Codable, Hashable, Sendable {
        /// Its name.
        package let name: String
        /// Nanoseconds for one token, the median of the slices.
        package let nanoseconds: Double
        /// Its share of the whole, the median of the rounds' ratios.
        package let share: Figures.Ratio

        /// States a part.
        package init(name: String, nanoseconds: Double, share: Figures.Ratio) {
            self.name = name
            self.nanoseconds = nanoseconds
            self.share = share
        }
    }

    /// What was verified, with one worker.
    package let scenario: Scenario
    /// Nanoseconds for the whole verification, the median of the slices.
    package let wholeNanoseconds: Double
    /// The parts, in the order in which a token meets them.
    package let parts: [Part]

    /// States shares.
    package init(_ scenario: Scenario, wholeNanoseconds: Double, parts: [Part]) {
        self.scenario = scenario
        self.wholeNanoseconds = wholeNanoseconds
        self.parts = parts
    }

    /// The share that no part accounts for: handing over, checks of the header, and what parts cost each other.
    package var rest: Double { 1 - parts.reduce(0) { $0 + $1.share.median } }
}
