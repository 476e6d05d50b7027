/// The readings of one implementation, round by round, as they are kept.
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

    private init(operations: [Int], nanoseconds: [UInt64], preemptions: [Int]) {
        self.operations = operations
        self.nanoseconds = nanoseconds
        self.preemptions = preemptions
    }

    /// These readings and then others.
    func joined(to other: SliceSeries) -> SliceSeries {
        SliceSeries(
            operations: operations + other.operations,
            nanoseconds: nanoseconds + other.nanoseconds,
            preemptions: preemptions + other.preemptions
        )
    }

    /// What an operation took, slice by slice.
    package var nanosecondsPerOperation: [Double] {
        zip(nanoseconds, operations).map { Double($0) / Double($1) }
    }

    /// How many times as long as another's, round by round.
    package func ratios(to other: SliceSeries) -> [Double] {
        zip(nanosecondsPerOperation, other.nanosecondsPerOperation).map { $0 / $1 }
    }
}
