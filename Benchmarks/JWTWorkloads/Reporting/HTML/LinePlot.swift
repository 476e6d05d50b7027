import ReportKit

/// Curves and points over two axes, as SVG.
struct LinePlot {
    /// One series.
    struct Series {
        let name: String
        let points: [(x: Double, y: Double)]
        /// Whether the points are marked.
        var isMarked = true
        /// Whether they are joined.
        var isJoined = true
        /// Whether each point is named instead of the series in the legend.
        var labels: [String]?
        /// The place among the colours; that of the series among all where it's `nil`.
        var colour: Int?
        /// Whether it's a law or a bound, drawn in dashes.
        var isDashed = false
    }

    let title: String
    let x: Axis
    let y: Axis
    let series: [Series]

    private static let width = 760.0
    private static let plotHeight = 320.0
    private static let left = 70.0
    private static let right = 20.0
    private static let top = 16.0

    private var legendRows: Int { (legend.count + 2) / 3 }
    private var legend: [(offset: Int, element: Series)] {
        series.enumerated().filter { $0.element.labels == nil && !$0.element.name.isEmpty }
    }
    private var height: Double { Self.top + Self.plotHeight + 52 + Double(legendRows) * 18 }

    private func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (
            Self.left + self.x.place(x) * (Self.width - Self.left - Self.right),
            Self.top + (1 - self.y.place(y)) * Self.plotHeight
        )
    }

    /// The drawing.
    var svg: String {
        var lines = [
            "<svg viewBox=\"0 0 \(Markup.number(Self.width)) \(Markup.number(height))\" role=\"img\" "
                + "aria-label=\"\(Escape.markup(title))\">"
        ]
        lines += axes
        for (index, series) in series.enumerated() { lines += drawing(series, index) }
        for (place, entry) in legend.enumerated() {
            let x = Self.left + Double(place % 3) * 230
            let y = Self.top + Self.plotHeight + 56 + Double(place / 3) * 18
            let colour = Markup.colour(entry.element.colour ?? entry.offset)
            let dash = entry.element.isDashed ? " dashed" : ""
            lines.append(
                "<line class=\"\(colour)\(dash) line\" x1=\"\(Markup.number(x))\" x2=\"\(Markup.number(x + 20))\" "
                    + "y1=\"\(Markup.number(y - 4))\" y2=\"\(Markup.number(y - 4))\"/>"
            )
            lines.append(text(entry.element.name, x + 26, y, "start"))
        }
        lines.append("</svg>")
        return lines.joined(separator: "\n")
    }

    private var axes: [String] {
        var lines: [String] = []
        let bottom = Self.top + Self.plotHeight
        for tick in y.ticks {
            let (_, position) = place(x.lower, tick.value)
            lines.append(
                "<line class=\"grid\" x1=\"\(Markup.number(Self.left))\" x2=\"\(Markup.number(Self.width - Self.right))\" "
                    + "y1=\"\(Markup.number(position))\" y2=\"\(Markup.number(position))\"/>"
            )
            lines.append(text(tick.label, Self.left - 8, position + 4, "end"))
        }
        for tick in x.ticks {
            let (position, _) = place(tick.value, y.lower)
            lines.append(
                "<line class=\"grid\" x1=\"\(Markup.number(position))\" x2=\"\(Markup.number(position))\" "
                    + "y1=\"\(Markup.number(Self.top))\" y2=\"\(Markup.number(bottom))\"/>"
            )
            lines.append(text(tick.label, position, bottom + 18, "middle"))
        }
        lines.append(text(x.title, (Self.left + Self.width - Self.right) / 2, bottom + 36, "middle"))
        let middle = Self.top + Self.plotHeight / 2
        lines.append(
            "<text transform=\"translate(16 \(Markup.number(middle))) rotate(-90)\" text-anchor=\"middle\">"
                + "\(Escape.markup(y.title))</text>"
        )
        return lines
    }

    private func drawing(_ series: Series, _ index: Int) -> [String] {
        let colour = Markup.colour(series.colour ?? index)
        let points = series.points.map { place($0.x, $0.y) }
        var lines: [String] = []
        if series.isJoined, points.count > 1 {
            let path = points.map { "\(Markup.number($0.x)),\(Markup.number($0.y))" }.joined(separator: " ")
            let dash = series.isDashed ? " dashed" : ""
            lines.append("<polyline class=\"\(colour)\(dash) line\" points=\"\(path)\"/>")
        }
        guard series.isMarked else { return lines }
        for (position, point) in points.enumerated() {
            let raw = series.points[position]
            let name = series.labels?[position] ?? series.name
            lines.append(
                "<circle class=\"\(colour)\" cx=\"\(Markup.number(point.x))\" cy=\"\(Markup.number(point.y))\" r=\"4\">"
                    + "<title>\(Escape.markup(name)): \(Axis.short(raw.x)), \(Axis.short(raw.y))</title></circle>"
            )
            if let labels = series.labels {
                lines.append(text(labels[position], point.x + 7, point.y - 5, "start"))
            }
        }
        return lines
    }

    private func text(_ text: String, _ x: Double, _ y: Double, _ anchor: String) -> String {
        "<text x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\" text-anchor=\"\(anchor)\">\(Escape.markup(text))</text>"
    }
}
