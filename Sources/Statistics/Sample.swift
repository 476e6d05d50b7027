/// Measurements of one quantity in one unit, and the order statistics that describe them.
///
/// Times on a shared machine have a long right tail, so nothing here uses a mean or a standard deviation.
public struct Sample: Hashable, Sendable {
    /// The measurements in ascending order; at least one, all finite.
    public let sorted: [Double]

    /// Creates a sample from measurements in any order.
    ///
    /// - Parameter values: the measurements. If there are none, or one isn't finite, the result is `nil`.
    public init?(_ values: [Double]) {
        guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
        sorted = values.sorted()
    }

    /// The number of measurements.
    public var count: Int { sorted.count }

    /// The smallest measurement.
    public var minimum: Double { sorted[0] }

    /// The largest measurement.
    public var maximum: Double { sorted[sorted.count - 1] }

    /// The middle measurement, or the mean of the two in the middle.
    public var median: Double { quantile(0.5) }

    /// The tenth percentile.
    ///
    /// For batches of about a millisecond, it is the figure that changes least when another program takes the
    /// processor.
    public var p10: Double { quantile(0.1) }

    /// The median absolute deviation from the median, unscaled.
    ///
    /// Multiplied by 1.4826 it estimates the standard deviation of normal data.
    public var medianAbsoluteDeviation: Double {
        let middle = median
        return Self.quantile(0.5, ofSorted: sorted.map { abs($0 - middle) }.sorted())
    }

    /// The value below which a share of the measurements lies, interpolated between neighbours.
    ///
    /// Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996): what
    /// R and NumPy do by default.
    ///
    /// - Parameter share: from 0 (the minimum) to 1 (the maximum); clamped beyond them.
    /// - Returns: a value in the unit of the measurements.
    public func quantile(_ share: Double) -> Double {
        Self.quantile(share, ofSorted: sorted)
    }

    static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
        let position = min(max(share, 0), 1) * Double(values.count - 1)
        let lower = Int(position)
        let upper = min(lower + 1, values.count - 1)
        return values[lower] + (position - Double(lower)) * (values[upper] - values[lower])
    }
}
