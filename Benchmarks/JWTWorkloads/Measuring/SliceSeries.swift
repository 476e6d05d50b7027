/// The readings of one contender, round by round, as they are kept.
package struct SliceSeries: Codable, Hashable, Sendable {
    /// The operations of each slice.
    package let operations: [Int]
    /// What each slice took, in nanoseconds.
    package let nanoseconds: [UInt64]
    /// How often the scheduler interrupted each slice.
    package let preemptions: [Int]

    /// Keeps readings.
    package init(_ readings: [SliceReading]) {
        operations = readings.map(\.operations)
        nanoseconds = readings.map(\.nanoseconds)
        preemptions = readings.map(\.preemptions)
    }
}
