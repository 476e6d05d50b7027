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
        /// The text after the bar.
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
        var lines: [String] = []
        for (index, name) in legend.enumerated() {
            let x = Self.left + Double(index) * 120
            lines.append(
                Markup.element(
                    "rect",
                    ["class": Markup.colour(index), "x": x, "y": 2.0, "width": 12.0, "height": 12.0]
                )
            )
            lines.append(Markup.text(name, x + 18, 12))
        }
        for tick in axis.ticks {
            let x = place(tick.value)
            lines.append(Markup.line("grid", from: (x, 20), to: (x, bottom)))
            lines.append(Markup.text(tick.label, x, bottom + 16, "middle"))
        }
        lines.append(Markup.text(axis.title, (Self.left + Self.width - Self.right) / 2, bottom + 36, "middle"))
        for (index, bar) in bars.enumerated() { lines += drawing(bar, 24 + Double(index) * Self.row) }
        return Markup.svg(title, width: Self.width, height: bottom + 44, lines)
    }

    private func drawing(_ bar: Bar, _ y: Double) -> [String] {
        let end = place(bar.value)
        let middle = y + Self.row / 2
        let (left, width, height) = (Self.left, max(1, end - Self.left), Self.row - 6)
        var lines = [
            Markup.text(bar.label, Self.left - 8, middle + 4, "end"),
            Markup.element(
                "rect",
                ["class": Markup.colour(bar.colour), "x": left, "y": y + 3, "width": width, "height": height],
                Markup.tip("\(bar.label): \(bar.text)")
            ),
        ]
        var textStart = end
        if let interval = bar.interval {
            let (from, to) = (place(interval.lower), place(interval.upper))
            textStart = max(end, to)
            let ends = [from, to].map { "M\(Markup.number($0)) \(Markup.number(middle - 4))v8" }.joined()
            let path = "M\(Markup.number(from)) \(Markup.number(middle))H\(Markup.number(to))" + ends
            lines.append(Markup.element("path", ["class": "whisker", "d": path]))
        }
        return lines + [Markup.text(bar.text, textStart + 8, middle + 4)]
    }
}
