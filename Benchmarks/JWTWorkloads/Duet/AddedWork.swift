import Statistics

/// Work that does nothing, in a known amount: what a comparison's power is measured with.
///
/// It's added within the time that is taken, at the end of a slice, as a share of what the slice's own operations take. A
/// whole number of further operations would be too coarse: 5 ms hold twenty signatures of RSA.
package struct AddedWork {
    /// Steps of ``spin(_:)`` for a share of one in a slice.
    private let stepsPerSlice: Double

    /// Finds how many steps take as long as a slice, in this process, by turns.
    ///
    /// - Parameters:
    ///   - clock: the time in nanoseconds.
    ///   - slice: performs a slice's operations.
    package init(clock: () -> UInt64, slice: () -> Void) {
        let steps = 200_000
        var (slices, spins): ([Double], [Double]) = ([], [])
        for _ in 0..<9 {
            let start = clock()
            slice()
            let middle = clock()
            Self.spin(steps)
            slices.append(Double(middle - start))
            spins.append(Double(clock() - middle))
        }
        // The fastest of each: what disturbs the one doesn't disturb the other.
        stepsPerSlice = Double(steps) * (slices.min() ?? 0) / max(1, spins.min() ?? 1)
    }

    /// Adds a share of a slice's work.
    ///
    /// - Parameter share: 0.02 for 2 percent.
    package func perform(_ share: Double) {
        if share > 0 { Self.spin(Int((share * stepsPerSlice).rounded())) }
    }

    /// Steps of a generator, each of which needs the one before.
    ///
    /// - Parameter steps: how many, about a nanosecond each.
    @inline(never)
    package static func spin(_ steps: Int) {
        var generator = SplitMix64(seed: UInt64(truncatingIfNeeded: steps))
        var state: UInt64 = 0
        for _ in 0..<steps { state = state &* 0x5851_F42D_4C95_7F2D ^ generator.next() }
        unsafe last = state
    }

    /// Where the result goes, so that no compiler leaves the steps out.
    private nonisolated(unsafe) static var last: UInt64 = 0
}
