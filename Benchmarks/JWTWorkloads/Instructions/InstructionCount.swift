/// How many instructions an operation takes, by callgrind's count.
package struct InstructionCount: Codable, Hashable, Sendable {
    /// What was counted, with one worker.
    package let scenario: Scenario
    /// The implementation's instructions for one operation.
    package let candidate: Double
    /// The bare operation's.
    package let floor: Double

    /// States a count.
    package init(_ scenario: Scenario, candidate: Double, floor: Double) {
        self.scenario = scenario
        self.candidate = candidate
        self.floor = floor
    }

    /// What the implementation adds: valgrind's processor has fewer features than the real one, so that libcrypto takes
    /// slower ways in both, which the difference doesn't show.
    package var added: Double { candidate - floor }
}
