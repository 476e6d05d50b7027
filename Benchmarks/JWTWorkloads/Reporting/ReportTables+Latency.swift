import ReportKit
import Statistics

extension ReportTables {
    private static let times: [Table.Column] = [
        .right("p50"), .right("p90"), .right("p99"), .right("p99.9"), .right("max"),
    ]

    private static func cells(_ latency: Figures.Latency?) -> [String] {
        guard let latency else { return Array(repeating: "", count: times.count) }
        return [latency.median, latency.p90, latency.p99, latency.p999, latency.maximum]
            .map { Quantity.fixed(Double($0) / 1_000, decimals: 1) }
    }

    private static func rows(_ figures: ServiceFigures) -> [[String]] {
        let closed =
            ["closed", "", "\(figures.workers)", Quantity.grouped(figures.operationsPerSecond.median)]
            + cells(figures.closed) + ["", ""]
        return [closed]
            + figures.open.map { open in
                [
                    open.process.rawValue, Quantity.percent(open.load), "\(figures.workers)",
                    Quantity.grouped(open.achievedPerSecond),
                ] + cells(open.latency)
                    + [
                        open.dropped == 0 ? "" : Quantity.grouped(Double(open.dropped)),
                        open.isSaturated ? "saturated" : "",
                    ]
            }
    }

    private static let loadColumns: [Table.Column] =
        [.left("arrivals"), .right("load"), .right("workers"), .right("ops/s")] + times + [
            .right("dropped"), .left(""),
        ]

    private static let loadNotes = [
        "Times in µs; in closed loop those of the operation, in open loop from the intended start to the end, waiting",
        "included. load: share of the closed loop's rate. saturated: more requests arrived than could be served, so the times",
        "show only how long the run lasted.",
    ]

    static func latency(_ document: BenchmarkDocument) -> Table {
        var table = Table(
            "Latency under load",
            [.left("algorithm"), .left("key"), .left("operation")] + loadColumns
        )
        for result in document.latencies {
            let scenario = result.scenario
            let name = [scenario.algorithm, scenario.key, scenario.operation.rawValue]
            guard let figures = result.figures else {
                table.rows.append(name + ["no figure: \(result.refusal ?? "")"])
                continue
            }
            table.rows += rows(figures).map { name + $0 }
        }
        table.notes = loadNotes
        return table
    }

    static func sessions(_ document: BenchmarkDocument) -> Table {
        var table = Table(
            "Checking a request by token or by session",
            [.left("by"), .left("at"), .right("× first")] + loadColumns
        )
        for result in document.sessions {
            let name = [
                "\(result.store) \(result.version)", result.place,
                result.ratioToFirst.map { Quantity.fixed($0.median, decimals: 2) } ?? "",
            ]
            if let refusal = result.refusal { table.rows.append(name.prefix(2) + ["no figure: \(refusal)"]) }
            table.rows += result.figures.flatMap(rows).map { name + $0 }
        }
        let count = document.sessions.map(\.sessions).max() ?? 0
        table.notes =
            [
                "Each way answers the same question of a request: who is it, until when, and what may they do? "
                    + "\(Quantity.grouped(Double(count))) sessions.",
                "× first: ratio to the first row, one worker, measured side by side.",
            ] + loadNotes
        return table
    }
}
