package import Statistics

/// How a service does under load: closed loop, and open loop at shares of what that gave.
package struct ServiceFigures: Codable, Hashable, Sendable {
    /// How many workers serve.
    package let workers: Int
    /// Closed loop, all workers' operations in a second: the capacity.
    package let operationsPerSecond: Figures.Estimate
    /// Closed loop, the times of single operations.
    package let closed: Figures.Latency
    /// Open loop, by load and process.
    package let open: [Open]

    /// One load.
    package struct Open: Codable, Hashable, Sendable {
        /// How the gaps were drawn.
        package let process: ArrivalSchedule.Process
        /// Where the drawing started.
        package let seed: UInt64
        /// The share of the capacity.
        package let load: Double
        /// The requests that came in a second.
        package let offeredPerSecond: Double
        /// The requests that were served in a second.
        package let achievedPerSecond: Double
        /// How many came.
        package let arrivals: Int
        /// The number of requests that weren't served within a tenth of a second.
        package let dropped: Int
        /// Whether more came than could be served: latencies then say how long the run was, and no more.
        package let isSaturated: Bool
        /// From the intended start to the end; `nil` if nothing was served.
        package let latency: Figures.Latency?
        /// From the actual start to the end; `nil` if nothing was served.
        package let service: Figures.Latency?

        private enum CodingKeys: String, CodingKey {
            case process, seed, load, offeredPerSecond, achievedPerSecond, arrivals, dropped
            case isSaturated = "saturated"
            case latency, service
        }
    }
}

extension ServiceFigures.Open {
    /// Describes the outcome of a schedule.
    init(
        _ outcome: OpenLoop.Outcome,
        schedule: ArrivalSchedule,
        process: ArrivalSchedule.Process,
        seed: UInt64,
        load: Double
    ) {
        let arrivals = schedule.nanoseconds.count
        let span = Double(max(1, schedule.nanoseconds.last ?? 1))
        self.process = process
        self.seed = seed
        self.load = load
        self.arrivals = arrivals
        offeredPerSecond = Double(arrivals) * 1e9 / span
        achievedPerSecond = Double(arrivals - outcome.dropped) * 1e9 / max(span, Double(outcome.lastEnd))
        dropped = outcome.dropped
        isSaturated = outcome.dropped > 0 || achievedPerSecond < offeredPerSecond * 0.99
        latency = Figures.Latency(outcome.latencies)
        service = Figures.Latency(outcome.services)
    }
}
