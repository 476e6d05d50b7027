/// Finds how many operations fill a slice of a given length.
///
/// A slice must be long compared with a clock reading, and short compared with the seconds for which a shared machine
/// stays fast or slow: one to five milliseconds.
public struct BatchCalibration: Hashable, Sendable {
    /// The length of a slice, in nanoseconds.
    public let target: UInt64
    /// The most operations that a slice may hold, so that calibration ends even if an operation takes no time.
    public let limit: Int

    /// Sets the length of a slice.
    ///
    /// - Parameters:
    ///   - target: nanoseconds.
    ///   - limit: the most operations that a slice may hold.
    public init(target: UInt64, limit: Int = 1 << 24) {
        self.target = max(1, target)
        self.limit = max(1, limit)
    }

    /// Performs batches of growing size until one takes an eighth of a slice, then scales it to the slice.
    ///
    /// That batch is performed three times and the shortest time counts, because an interruption only makes it longer.
    ///
    /// - Parameters:
    ///   - clock: the time in nanoseconds; tests pass another clock.
    ///   - perform: performs the given number of operations.
    /// - Returns: the number of operations, from 1 to ``limit``.
    public func operations(
        clock: () -> UInt64 = MonotonicClock.nanoseconds,
        perform: (Int) -> Void
    ) -> Int {
        let telling = max(1, target / 8)
        var batch = 1
        while batch < limit {
            var shortest = UInt64.max
            for _ in 0..<3 {
                let start = clock()
                perform(batch)
                shortest = min(shortest, clock() - start)
                if shortest < telling { break }
            }
            if shortest >= telling {
                let scaled = (Double(batch) * Double(target) / Double(shortest)).rounded()
                return min(max(1, Int(scaled)), limit)
            }
            batch *= 2
        }
        return limit
    }
}
