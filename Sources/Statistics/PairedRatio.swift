/// The ratio of two times, from measurements taken in pairs.
///
/// The measurements of a pair are a few milliseconds apart, in the same state of the machine, so drift cancels out. The
/// median of the ratios is stable to a percent while the ratio of the medians moves by ten.
public struct PairedRatio: Hashable, Sendable {
    /// The ratio of each pair, in the order in which they were measured.
    public let ratios: [Double]
    /// The median of the ratios.
    public let median: Double

    /// Divides pair by pair.
    ///
    /// - Parameters:
    ///   - numerators: measurements, in the order in which they were taken.
    ///   - denominators: as many measurements, each taken next to its numerator. If the counts differ or are zero, or a
    ///     ratio isn't finite, the result is `nil`.
    public init?(_ numerators: [Double], over denominators: [Double]) {
        guard numerators.count == denominators.count else { return nil }
        let ratios = zip(numerators, denominators).map { $0 / $1 }
        guard let sample = Sample(ratios) else { return nil }
        self.ratios = ratios
        median = sample.median
    }

    /// The interval of the median ratio.
    ///
    /// - Parameters:
    ///   - confidence: the wanted coverage, between 0 and 1.
    ///   - bootstrap: how the ratios are redrawn.
    /// - Returns: the interval, or `nil` with fewer than six pairs.
    public func interval(
        confidence: Double = 0.95,
        bootstrap: BlockBootstrap = BlockBootstrap()
    ) -> ConfidenceInterval? {
        bootstrap.medianInterval(of: ratios, confidence: confidence)
    }
}
