import Statistics

/// Measures several implementations side by side: in each round a slice of every one, a few milliseconds apart, in changing
/// order.
///
/// A shared machine has fast and slow states that last for seconds; implementations measured one after the other are compared
/// with the machine's state, side by side with each other.
package struct InterleavedMeasurement {
    /// One that takes part: every call measures one slice of it.
    package struct Implementation {
        let slice: () -> SliceReading
        let isRepeatable: Bool

        /// Describes how a slice is measured.
        ///
        /// - Parameters:
        ///   - isRepeatable: whether a slice in which the processor was taken away may be measured again. Not where
        ///     latencies are recorded: what disturbs them belongs to them.
        ///   - slice: measures one.
        package init(isRepeatable: Bool = true, _ slice: @escaping () -> SliceReading) {
            self.isRepeatable = isRepeatable
            self.slice = slice
        }
    }

    /// When there are enough rounds.
    package let limit: RoundLimit
    /// How often a slice in which the processor was taken away is measured again before it counts as it is.
    ///
    /// The same for every implementation, so that a ratio isn't swayed.
    package let repetitions: Int
    /// How many processes share the limit.
    package let processes: Int

    /// Plans a measurement.
    package init(limit: RoundLimit, repetitions: Int = 1, processes: Int = 1) {
        self.limit = limit
        self.processes = processes
        self.repetitions = repetitions
    }

    /// Measures until there are enough rounds or it's told to stop.
    ///
    /// - Parameters:
    ///   - implementations: those that take part.
    ///   - shouldStop: asked before each slice; the round that it interrupts doesn't count.
    /// - Returns: for each implementation its readings, one for each whole round.
    package func readings(
        of implementations: [Implementation],
        shouldStop: () -> Bool = { false }
    ) -> [[SliceReading]] {
        var readings: [[SliceReading]] = implementations.map { _ in [] }
        let start = MonotonicClock.nanoseconds()
        var round = 0
        func isOver() -> Bool {
            limit.isReached(
                rounds: round,
                nanoseconds: MonotonicClock.nanoseconds() - start,
                processes: processes
            )
        }
        while !isOver() {
            var latest: [SliceReading?] = implementations.map { _ in nil }
            for index in InterleavingOrder.order(round: round, count: implementations.count) {
                if shouldStop() { return readings }
                latest[index] = undisturbed(implementations[index])
            }
            for (index, reading) in latest.enumerated() {
                if let reading { readings[index].append(reading) }
            }
            round += 1
        }
        return readings
    }

    private func undisturbed(_ implementation: Implementation) -> SliceReading {
        var reading = implementation.slice()
        var repeated = 0
        while implementation.isRepeatable, reading.preemptions > 0, repeated < repetitions {
            repeated += 1
            let again = implementation.slice()
            // Failures aren't forgotten with the slice in which they occurred.
            let failures = reading.failures + again.failures
            reading = again
            reading.failures = failures
        }
        return reading
    }
}
