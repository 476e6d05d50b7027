import ReportKit
import Statistics

extension Quantity {
    /// An interval with three decimals: `[1.021, 1.034]`.
    static func interval(_ interval: ConfidenceInterval) -> String {
        "[\(fixed(interval.lower, decimals: 3)), \(fixed(interval.upper, decimals: 3))]"
    }
}
