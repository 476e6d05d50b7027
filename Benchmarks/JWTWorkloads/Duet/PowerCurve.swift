import Statistics

/// How often a duet finds a slow-down of a known size, and how often one that isn't there.
///
/// A trial is a duet of one scenario in the given time, judged as one of all scenarios of the document: at the first step of
/// Holm's procedure, the strictest. Its pairs are drawn from those that were measured. Trials whose pairs were measured
/// one after the other, each used once, are counted separately: they are whole duets, and few.
package struct PowerCurve: Codable, Sendable {
    /// A scenario with a share of added work.
    package struct Point: Codable, Hashable, Sendable {
        /// What was measured.
        package let scenario: Scenario
        /// The share of added work.
        package let addedWork: Double
        /// The pairs of a trial.
        package let pairsPerTrial: Int
        /// The measured pairs.
        package let pairs: Int
        /// The median change over all pairs.
        package let change: Double
        /// Trials with pairs drawn at random, without putting back.
        package var drawn = Trials()
        /// Trials with pairs one after the other.
        package var consecutive = Trials()
    }

    /// Trials and what they found.
    package struct Trials: Codable, Hashable, Sendable {
        /// How many there were.
        package var count = 0
        /// In how many the new one was slower.
        package var slower = 0
        /// In how many it was faster.
        package var faster = 0

        fileprivate mutating func add(_ ratios: some Collection<Double>, level: Double) {
            count += 1
            guard let comparison = Comparison(ratios: Array(ratios)),
                let interval = comparison.interval(confidence: 1 - level)
            else { return }
            if interval.lower > 0 { slower += 1 }
            if interval.upper < 0 { faster += 1 }
        }
    }

    /// The machine that it was measured on.
    package let machine: MachineDescription
    /// The minutes that a trial has for a scenario.
    package let minutes: Double
    /// The points, in the document's order.
    package let points: [Point]

    /// Tries.
    ///
    /// - Parameters:
    ///   - document: a duet of a build with itself, with added work.
    ///   - minutes: how long a trial measures a scenario.
    ///   - trials: how many are drawn.
    ///   - level: the probability of any false alarm.
    package init(_ document: DuetDocument, minutes: Double = 1, trials: Int = 200, level: Double = 0.01) {
        machine = document.machine
        self.minutes = minutes
        let each = level / Double(max(1, Set(document.rows.map(\.scenario)).count))
        var generator = SplitMix64(seed: 0x6A77_742D_6173_7361)
        points = document.rows.compactMap { row in
            let pairs = row.ratios
            guard let whole = Comparison(ratios: pairs), row.secondsPerPair > 0 else { return nil }
            let count = max(DuetMeasurement.fewestPairs, Int(minutes * 60 / row.secondsPerPair))
            var point = Point(
                scenario: row.scenario,
                addedWork: row.addedWork ?? 0,
                pairsPerTrial: count,
                pairs: pairs.count,
                change: whole.change
            )
            guard pairs.count >= count else { return point }
            for start in stride(from: 0, through: pairs.count - count, by: count) {
                point.consecutive.add(pairs[start..<start + count], level: each)
            }
            var pool = pairs
            for _ in 0..<trials {
                for index in 0..<count { pool.swapAt(index, Int.random(in: index..<pool.count, using: &generator)) }
                point.drawn.add(pool[..<count], level: each)
            }
            return point
        }
    }
}
