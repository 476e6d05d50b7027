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
        /// The index of the colour; `nil`: that of the series among all.
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
        var lines = axes
        for (index, series) in series.enumerated() { lines += drawing(series, index) }
        for (place, entry) in legend.enumerated() {
            let x = Self.left + Double(place % 3) * 230
            let y = Self.top + Self.plotHeight + 56 + Double(place / 3) * 18
            let name = Self.lineClass(entry.element, entry.offset)
            lines.append(Markup.line(name, from: (x, y - 4), to: (x + 20, y - 4)))
            lines.append(Markup.text(entry.element.name, x + 26, y))
        }
        return Markup.svg(title, width: Self.width, height: height, lines)
    }

    private var axes: [String] {
        var lines: [String] = []
        let bottom = Self.top + Self.plotHeight
        for tick in y.ticks {
            let (_, position) = place(x.lower, tick.value)
            lines.append(Markup.line("grid", from: (Self.left, position), to: (Self.width - Self.right, position)))
            lines.append(Markup.text(tick.label, Self.left - 8, position + 4, "end"))
        }
        for tick in x.ticks {
            let (position, _) = place(tick.value, y.lower)
            lines.append(Markup.line("grid", from: (position, Self.top), to: (position, bottom)))
            lines.append(Markup.text(tick.label, position, bottom + 18, "middle"))
        }
        let turned = "translate(16 \(Markup.number(Self.top + Self.plotHeight / 2))) rotate(-90)"
        return lines + [
            Markup.text(x.title, (Self.left + Self.width - Self.right) / 2, bottom + 36, "middle"),
            Markup.element("text", ["transform": turned, "text-anchor": "middle"], Escape.markup(y.title)),
        ]
    }

    private static func lineClass(_ series: Series, _ index: Int) -> String {
        "\(Markup.colour(series.colour ?? index))\(series.isDashed ? " dashed" : "") line"
    }

    private func drawing(_ series: Series, _ index: Int) -> [String] {
        let points = series.points.map { place($0.x, $0.y) }
        var lines: [String] = []
        if series.isJoined, points.count > 1 {
            let path = points.map { "\(Markup.number($0.x)),\(Markup.number($0.y))" }.joined(separator: " ")
            lines.append(Markup.element("polyline", ["class": Self.lineClass(series, index), "points": path]))
        }
        guard series.isMarked else { return lines }
        for (position, point) in points.enumerated() {
            let raw = series.points[position]
            let name = series.labels?[position] ?? series.name
            lines.append(
                Markup.element(
                    "circle",
                    ["class": Markup.colour(series.colour ?? index), "cx": point.x, "cy": point.y, "r": 4],
                    Markup.tip("\(name): \(Axis.short(raw.x)), \(Axis.short(raw.y))")
                )
            )
            if let labels = series.labels { lines.append(Markup.text(labels[position], point.x + 7, point.y - 5)) }
        }
        return lines
    }
}
