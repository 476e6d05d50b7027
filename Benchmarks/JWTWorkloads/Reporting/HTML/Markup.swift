import Statistics

/// What HTML and SVG are written with.
enum Markup {
    /// A text with what has a meaning in markup replaced.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    /// A coordinate, to a tenth.
    static func number(_ value: Double) -> String {
        Quantity.signed(value, decimals: 1)
    }

    /// The class of a series' colour; there are eight, and more series than that begin again.
    static func colour(_ index: Int) -> String { "c\(index % 8)" }
}
