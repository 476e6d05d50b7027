import ReportKit

/// What HTML and SVG are written with.
enum Markup {
    /// A coordinate, to a tenth.
    static func number(_ value: Double) -> String {
        Quantity.signed(value, decimals: 1)
    }

    /// The class of a series' colour; there are eight, and more series than that begin again.
    static func colour(_ index: Int) -> String { "c\(index % 8)" }
}
