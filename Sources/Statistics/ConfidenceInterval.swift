/// A range that covers the true value in a given share of repetitions.
public struct ConfidenceInterval: Hashable, Codable, Sendable {
    /// The lower end, in the unit of the estimate.
    public let lower: Double
    /// The upper end, in the unit of the estimate.
    public let upper: Double
    /// The share of repetitions in which such a range covers the true value, from 0 to 1.
    public let confidence: Double

    /// Creates an interval.
    ///
    /// - Parameters:
    ///   - lower: its lower end.
    ///   - upper: its upper end.
    ///   - confidence: from 0 to 1.
    public init(lower: Double, upper: Double, confidence: Double) {
        self.lower = lower
        self.upper = upper
        self.confidence = confidence
    }

    /// The distance between the ends.
    public var width: Double { upper - lower }

    /// Whether a value lies in the range, including its ends.
    ///
    /// - Parameter value: a value in the unit of the estimate.
    /// - Returns: `true` if it does.
    public func contains(_ value: Double) -> Bool {
        lower <= value && value <= upper
    }
}
