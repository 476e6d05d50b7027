/// What one slice gave.
package struct SliceReading: Hashable, Sendable {
    /// How many operations were performed.
    package var operations: Int
    /// How long they took together, by the wall clock.
    package var nanoseconds: UInt64
    /// How many didn't end as they should; any makes the whole measurement void.
    package var failures: Int
    /// How often the processor was taken away meanwhile.
    package var preemptions: Int
    /// How many workers had a part in it.
    package var participants: Int

    /// States a reading.
    package init(operations: Int, nanoseconds: UInt64, failures: Int = 0, preemptions: Int = 0, participants: Int = 1) {
        self.operations = operations
        self.nanoseconds = nanoseconds
        self.failures = failures
        self.preemptions = preemptions
        self.participants = participants
    }

    /// The wall time for each operation, in nanoseconds.
    package var nanosecondsPerOperation: Double { Double(nanoseconds) / Double(operations) }

    /// The operations of a second.
    package var operationsPerSecond: Double { Double(operations) * 1e9 / Double(nanoseconds) }
}
