package import Statistics

/// How latency is measured.
package struct LatencyPlan: Hashable, Sendable {
    /// How many workers.
    package var workers: Int
    /// The shares of the measured capacity at which requests come, from 0 to 1 and beyond.
    package var loads: [Double]
    /// How their gaps are drawn.
    package var processes: [ArrivalSchedule.Process]
    /// How long requests come at each load, in seconds.
    package var seconds: Double
    /// Where the drawing starts.
    package var seed: UInt64

    /// Plans.
    package init(
        workers: Int = 1,
        loads: [Double] = [0.1, 0.5, 0.8, 0.95],
        processes: [ArrivalSchedule.Process] = ArrivalSchedule.Process.allCases,
        seconds: Double = 1,
        seed: UInt64 = 1
    ) {
        self.workers = workers
        self.loads = loads
        self.processes = processes
        self.seconds = seconds
        self.seed = seed
    }
}
