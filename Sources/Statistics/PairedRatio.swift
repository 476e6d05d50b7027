/// How many times as long one thing takes as another, from measurements taken in pairs.
///
/// The two of a pair were measured a few milliseconds apart, in the same state of the machine, so its drift cancels: the
/// median of the ratios is steady to a percent where the ratio of the medians moves by ten.
public struct PairedRatio: Hashable, Sendable {
    /// The ratio of each pair, in the order in which they were measured.
    public let ratios: [Double]
    /// The median of the ratios.
    public let median: Double

    /// Divides pair by pair.
    ///
    /// - Parameters:
    ///   - numerators: measurements, in the order in which they were taken.
    ///   - denominators: as many, each taken next to the numerator at its place; `nil` is the result where the numbers
    ///     differ, there is none, or a ratio isn't finite.
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
    ///   - confidence: the coverage asked for, between 0 and 1.
    ///   - bootstrap: how the ratios are redrawn.
    /// - Returns: the interval, or `nil` with fewer than six pairs.
    public func interval(
        confidence: Double = 0.95,
        bootstrap: BlockBootstrap = BlockBootstrap()
    ) -> ConfidenceInterval? {
        bootstrap.medianInterval(of: ratios, confidence: confidence)
    }
}
