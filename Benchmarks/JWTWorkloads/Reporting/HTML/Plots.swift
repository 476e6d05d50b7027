import ReportKit
import Statistics

/// The plots that a document has something to show in.
enum Plots {
    /// A plot with its title and an explanation.
    struct Plot {
        let title: String
        let caption: String
        let svg: String
    }

    static func all(_ document: BenchmarkDocument) -> [Plot] {
        [throughput(document), size(document), scaling(document), percentiles(document)].compactMap(\.self)
            + document.latencies.compactMap { result in
                result.figures.flatMap { figures in
                    load("\(result.scenario.algorithm) \(result.scenario.operation.rawValue)", figures)
                }
            } + [sessions(document)].compactMap(\.self)
    }

    /// The usual scenarios with one worker.
    private static func usual(_ document: BenchmarkDocument) -> [(scenario: Scenario, figures: Figures)] {
        document.results.compactMap { result in
            guard result.scenario.workers == 1, result.scenario.variant == .usual, let figures = result.figures else {
                return nil
            }
            return (result.scenario, figures)
        }
    }

    private static func name(_ scenario: Scenario) -> String {
        scenario.key.hasPrefix("RSA") ? "\(scenario.algorithm) \(scenario.key.dropFirst(4))" : scenario.algorithm
    }

    private static func throughput(_ document: BenchmarkDocument) -> Plot? {
        let rows = usual(document)
        guard !rows.isEmpty else { return nil }
        let values = rows.flatMap { row in
            [row.figures.operationsPerSecond.median]
                + (row.figures.operationsPerSecond.interval.map { [$0.lower, $0.upper] } ?? [])
        }
        let bars = rows.map { row in
            BarPlot.Bar(
                label: "\(name(row.scenario)) \(row.scenario.operation.rawValue)",
                value: row.figures.operationsPerSecond.median,
                interval: row.figures.operationsPerSecond.interval,
                colour: row.scenario.operation == .sign ? 1 : 0,
                text: Quantity.grouped(row.figures.operationsPerSecond.median)
            )
        }
        let title = "Throughput by algorithm"
        return Plot(
            title: title,
            caption:
                "Operations per second with one worker: median of slices with 95 percent interval. Each step to the "
                + "right is ten times as many.",
            svg: BarPlot(
                title: title,
                axis: .logarithmic("operations per second", around: values),
                bars: bars,
                legend: ["verify", "sign"]
            ).svg
        )
    }

    private static func size(_ document: BenchmarkDocument) -> Plot? {
        let rows = usual(document).filter { $0.scenario.operation == .verify }
        guard rows.count > 1 else { return nil }
        var points: [(x: Double, y: Double)] = []
        var labels: [String] = []
        for row in rows {
            let point = (x: Double(row.figures.tokenOctets), y: row.figures.nanosecondsPerOperation.median / 1_000)
            // Where two would lie upon each other, they share a name.
            let near = points.firstIndex { abs($0.x / point.x - 1) < 0.02 && abs($0.y / point.y - 1) < 0.2 }
            if let near {
                labels[near] += ", \(name(row.scenario))"
            } else {
                points.append(point)
                labels.append(name(row.scenario))
            }
        }
        let title = "Size against time"
        return Plot(
            title: title,
            caption: "A typical token in octets, and how long it takes to verify. Below and to the left is better.",
            svg: LinePlot(
                title: title,
                x: .linear("octets of a token", from: 200, to: points.map(\.x).max() ?? 1_000),
                y: .logarithmic("µs to verify", around: points.map(\.y)),
                series: [
                    LinePlot.Series(name: "", points: points, isJoined: false, labels: labels)
                ]
            ).svg
        )
    }

    private static func scaling(_ document: BenchmarkDocument) -> Plot? {
        let curves = ReportTables.curves(document)
        let most = curves.flatMap(\.points).map(\.workers).max() ?? 0
        guard most > 1 else { return nil }
        var series = [
            LinePlot.Series(
                name: "ideal",
                points: (1...most).map { (Double($0), Double(min($0, document.machine.processors))) },
                isMarked: false,
                colour: 7,
                isDashed: true
            )
        ]
        for (index, curve) in curves.enumerated() {
            let points = curve.points.map { (x: Double($0.workers), y: $0.capacity) }
            series.append(LinePlot.Series(name: curve.title, points: points, isJoined: curve.fit == nil, colour: index))
            if let fit = curve.fit {
                let law = stride(from: 1, through: most, by: 1).map { (x: Double($0), y: fit.capacity($0)) }
                series.append(LinePlot.Series(name: "", points: law, isMarked: false, colour: index))
            }
        }
        let title = "Scaling"
        let highest = curves.flatMap(\.points).map(\.capacity).max() ?? 1
        return Plot(
            title: title,
            caption:
                "Throughput over one worker's, measured side by side; lines through four and more points are the Universal "
                + "Scalability Law. The dashed line is what the processors allow.",
            svg: LinePlot(
                title: title,
                x: .counting("workers", to: most),
                y: .linear("speed-up", to: max(highest, Double(min(most, document.machine.processors)))),
                series: series
            ).svg
        )
    }

    private static let shown: [Double] =
        [0, 10, 25, 50, 60, 70, 75, 80, 85, 90, 92, 94, 96, 97, 98, 99, 99.3, 99.6, 99.8, 99.9]

    private static func curve(_ latency: Figures.Latency) -> [(x: Double, y: Double)] {
        let histogram = latency.histogram
        return shown.compactMap { percent in histogram.percentile(percent).map { (percent, Double($0) / 1_000) } }
    }

    private static func percentilePlot(_ title: String, _ caption: String, _ series: [LinePlot.Series]) -> Plot {
        Plot(
            title: title,
            caption: caption,
            svg: LinePlot(
                title: title,
                x: .nines("percentile"),
                y: .logarithmic("µs", around: series.flatMap { $0.points.map(\.y) }),
                series: series
            ).svg
        )
    }

    private static func percentiles(_ document: BenchmarkDocument) -> Plot? {
        let rows = usual(document).filter { $0.scenario.operation == .verify }
        guard !rows.isEmpty else { return nil }
        return percentilePlot(
            "Latency by percentile",
            "Single verifications in a closed loop: the given percentage takes at most this many µs.",
            rows.map { LinePlot.Series(name: name($0.scenario), points: curve($0.figures.latency), isMarked: false) }
        )
    }

    private static func load(_ title: String, _ figures: ServiceFigures) -> Plot {
        var series = [
            LinePlot.Series(name: "closed loop", points: curve(figures.closed), isMarked: false, isDashed: true)
        ]
        for open in figures.open {
            guard let latency = open.latency else { continue }
            let saturated = open.isSaturated ? ", saturated" : ""
            series.append(
                LinePlot.Series(
                    name: "\(open.process.rawValue), \(Quantity.percent(open.load))\(saturated)",
                    points: curve(latency),
                    isMarked: false
                )
            )
        }
        return percentilePlot(
            "Latency under load: \(title)",
            "From the intended start of a request to its end, including waiting, at shares of the closed loop's rate.",
            series
        )
    }

    private static func sessions(_ document: BenchmarkDocument) -> Plot? {
        let rows = document.sessions.compactMap { result in result.figures.first.map { (result, $0) } }
        guard rows.count > 1 else { return nil }
        return percentilePlot(
            "Token or session",
            "Single checks of a request in closed loop with one worker.",
            rows.map { result, figures in
                LinePlot.Series(name: result.store, points: curve(figures.closed), isMarked: false)
            }
        )
    }
}
