import ReportKit
import Statistics

/// Bars with intervals, as SVG.
struct BarPlot {
    /// One bar.
    struct Bar {
        let label: String
        let value: Double
        let interval: ConfidenceInterval?
        /// The place among the colours.
        let colour: Int
        /// What is written behind it.
        let text: String
    }

    let title: String
    let axis: Axis
    let bars: [Bar]
    /// The names of the colours, in their order.
    let legend: [String]

    private static let width = 760.0
    private static let left = 190.0
    private static let right = 90.0
    private static let row = 20.0

    private func place(_ value: Double) -> Double {
        Self.left + min(max(axis.place(value), 0), 1) * (Self.width - Self.left - Self.right)
    }

    /// The drawing.
    var svg: String {
        let bottom = 24 + Double(bars.count) * Self.row
        var lines = [
            "<svg viewBox=\"0 0 \(Markup.number(Self.width)) \(Markup.number(bottom + 44))\" role=\"img\" "
                + "aria-label=\"\(Escape.markup(title))\">"
        ]
        for (index, name) in legend.enumerated() {
            let x = Self.left + Double(index) * 120
            lines.append(
                "<rect class=\"\(Markup.colour(index))\" x=\"\(Markup.number(x))\" y=\"2\" width=\"12\" height=\"12\"/>"
            )
            lines.append("<text x=\"\(Markup.number(x + 18))\" y=\"12\">\(Escape.markup(name))</text>")
        }
        for tick in axis.ticks {
            let x = Markup.number(place(tick.value))
            lines.append("<line class=\"grid\" x1=\"\(x)\" x2=\"\(x)\" y1=\"20\" y2=\"\(Markup.number(bottom))\"/>")
            lines.append(
                "<text x=\"\(x)\" y=\"\(Markup.number(bottom + 16))\" text-anchor=\"middle\">\(tick.label)</text>"
            )
        }
        lines.append(
            "<text x=\"\(Markup.number((Self.left + Self.width - Self.right) / 2))\" y=\"\(Markup.number(bottom + 36))\" "
                + "text-anchor=\"middle\">\(Escape.markup(axis.title))</text>"
        )
        for (index, bar) in bars.enumerated() { lines += drawing(bar, 24 + Double(index) * Self.row) }
        lines.append("</svg>")
        return lines.joined(separator: "\n")
    }

    private func drawing(_ bar: Bar, _ y: Double) -> [String] {
        let end = place(bar.value)
        let middle = y + Self.row / 2
        var lines = [
            "<text x=\"\(Markup.number(Self.left - 8))\" y=\"\(Markup.number(middle + 4))\" text-anchor=\"end\">"
                + "\(Escape.markup(bar.label))</text>",
            "<rect class=\"\(Markup.colour(bar.colour))\" x=\"\(Markup.number(Self.left))\" y=\"\(Markup.number(y + 3))\" "
                + "width=\"\(Markup.number(max(1, end - Self.left)))\" height=\"\(Markup.number(Self.row - 6))\">"
                + "<title>\(Escape.markup(bar.label)): \(Escape.markup(bar.text))</title></rect>",
        ]
        var textStart = end
        if let interval = bar.interval {
            let (from, to) = (place(interval.lower), place(interval.upper))
            textStart = max(end, to)
            let path =
                "M\(Markup.number(from)) \(Markup.number(middle))H\(Markup.number(to))"
                + "M\(Markup.number(from)) \(Markup.number(middle - 4))v8M\(Markup.number(to)) \(Markup.number(middle - 4))v8"
            lines.append("<path class=\"whisker\" d=\"\(path)\"/>")
        }
        lines.append(
            "<text x=\"\(Markup.number(textStart + 8))\" y=\"\(Markup.number(middle + 4))\">\(Escape.markup(bar.text))</text>"
        )
        return lines
    }
}
