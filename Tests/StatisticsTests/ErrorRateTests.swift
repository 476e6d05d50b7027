import Statistics
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How often a comparison is right, over made-up processes whose true difference is known.
@Suite struct ErrorRateTests {
    /// How the figures of processes scatter.
    enum Machine: String, CaseIterable {
        /// Every process by the same, normally.
        case quiet
        /// One of ten processes was started in a slow phase and takes up to twice as long.
        case disturbed
        /// The machine becomes slower and faster by a fifth over the run, for both of a pair alike.
        case drifting
        /// A process has one of two layouts, of which one is slower by two percent.
        case layouts

        func processes(_ count: Int, generator: inout SplitMix64) -> [(Double, Double)] {
            (0..<count).map { index in
                let phase = self == .drifting ? 1 + 0.2 * sin(Double(index) / 5) : 1
                return (phase * process(&generator), phase * process(&generator))
            }
        }

        private func process(_ generator: inout SplitMix64) -> Double {
            let share = Double.random(in: 0..<1, using: &generator)
            return switch self {
            case .quiet, .drifting: exp(0.006 * Self.normal(&generator))
            case .disturbed: exp(0.006 * Self.normal(&generator)) * (share < 0.1 ? 1 + 10 * share : 1)
            case .layouts: exp(0.003 * Self.normal(&generator)) * (share < 0.3 ? 1.02 : 1)
            }
        }

        private static func normal(_ generator: inout SplitMix64) -> Double {
            let (u, v) = (Double.random(in: 0..<1, using: &generator), Double.random(in: 0..<1, using: &generator))
            return (-2 * log(1 - u)).squareRoot() * cos(2 * .pi * v)
        }
    }

    private static let trials = 200
    private static let rule = Comparison.Rule(band: 0, relevance: 0.01)

    /// In how many trials there is each verdict on the first of some scenarios, the only one that became slower.
    private static func verdicts(
        _ machine: Machine,
        added: Double,
        pairs: Int,
        scenarios: Int = 1
    ) -> [[Comparison.Verdict]] {
        var generator = SplitMix64(seed: 17)
        return (0..<trials).map { _ in
            let comparisons = (0..<scenarios).compactMap { scenario in
                let factor = scenario == 0 ? 1 + added : 1
                return Comparison(
                    ratios: machine.processes(pairs, generator: &generator).map { $1 * factor / $0 }
                )
            }
            return Judgement.of(comparisons, by: rule).map(\.verdict)
        }
    }

    /// At one percent, 200 trials have more than 8 false alarms in less than one of a thousand suites.
    @Test(arguments: Machine.allCases, [8, 20, 40])
    func `the same program is rarely called slower or faster`(machine: Machine, pairs: Int) {
        let alarms = Self.verdicts(machine, added: 0, pairs: pairs).count { [.slower, .faster].contains($0[0]) }
        #expect(alarms <= 8, "\(alarms) of \(Self.trials)")
    }

    @Test func `many scenarios together have no more false alarms than one`() {
        let alarms = Self.verdicts(.disturbed, added: 0, pairs: 20, scenarios: 20)
            .count { $0.contains { [.slower, .faster].contains($0) } }
        #expect(alarms <= 8, "\(alarms) of \(Self.trials)")
    }

    /// The goals hold where slow phases meet both of a pair.
    ///
    /// Two layouts, and processes disturbed alone, cost power.
    @Test(
        arguments: [
            (.quiet, (0.01, 0.8)), (.quiet, (0.02, 0.95)), (.drifting, (0.01, 0.8)), (.drifting, (0.02, 0.95)),
            (.layouts, (0.01, 0.65)), (.layouts, (0.02, 0.95)), (.disturbed, (0.01, 0.5)), (.disturbed, (0.05, 0.75)),
        ] as [(Machine, (added: Double, power: Double))]
    )
    func `a slow-down is found in the pairs of a minute, among eight scenarios`(
        machine: Machine,
        goal: (added: Double, power: Double)
    ) {
        let found = Self.verdicts(machine, added: goal.added, pairs: 40, scenarios: 8).count { $0[0] == .slower }
        #expect(Double(found) >= goal.power * Double(Self.trials), "\(found) of \(Self.trials)")
    }

    @Test func `what is needed for a verdict is about enough`() throws {
        var generator = SplitMix64(seed: 3)
        var found = 0
        for _ in 0..<40 {
            var processes = Machine.quiet.processes(10, generator: &generator).map { $1 * 1.006 / $0 }
            let comparison = try #require(Comparison(ratios: processes))
            let judgement = try #require(Judgement.of([comparison], by: Self.rule).first)
            guard let needed = judgement.observationsNeeded, needed < 400 else { continue }
            let more = Machine.quiet.processes(needed * 2 - 10, generator: &generator)
            processes += more.map { $1 * 1.006 / $0 }
            let again = try #require(Comparison(ratios: processes))
            if Judgement.of([again], by: Self.rule).first?.verdict != .undecided { found += 1 }
        }
        #expect(found >= 20)
    }

    /// The mistake that this replaces: the readings of one process aren't independent.
    @Test func `readings of one process are no replacement for processes`() throws {
        var generator = SplitMix64(seed: 5)
        var alarms = 0
        for _ in 0..<100 {
            let (old, new) = Machine.quiet.processes(1, generator: &generator)[0]
            func readings(of process: Double) -> [Double] {
                (0..<31).map { _ in process * (1 + 0.001 * Double.random(in: -1...1, using: &generator)) }
            }
            let comparison = try #require(Comparison(old: readings(of: old), new: readings(of: new)))
            if comparison.pValue() < 0.01 { alarms += 1 }
        }
        #expect(alarms > 50)
    }
}
