import ReportKit

extension PowerCurve: ReportedDocument {
    /// A row for each scenario and amount of added work.
    package func report(price: Double = 0) -> BenchmarkReport {
        var table = Table(
            "Trials of \(Quantity.fixed(minutes, decimals: 1)) min per scenario that found the new build slower",
            [
                .left("scenario"), .right("added"), .right("found"), .right("of whole duets"), .right("false alarms"),
                .right("change"), .right("pairs"),
            ]
        )
        table.rows = points.map { point in
            func share(_ count: Int) -> String {
                point.drawn.count == 0
                    ? "too few pairs"
                    : Quantity.fixed(Double(count * 100) / Double(point.drawn.count), decimals: 1) + " %"
            }
            let isNull = point.addedWork == 0
            return [
                point.scenario.title, Quantity.fixed(point.addedWork * 100, decimals: 1) + " %",
                isNull ? "" : share(point.drawn.slower),
                isNull ? "" : "\(point.consecutive.slower) of \(point.consecutive.count)",
                isNull
                    ? "\(share(point.drawn.slower + point.drawn.faster)), "
                        + "\(point.consecutive.slower + point.consecutive.faster) of \(point.consecutive.count)"
                    : share(point.drawn.faster),
                Quantity.percent(point.change, decimals: 2), "\(point.pairsPerTrial) of \(point.pairs)",
            ]
        }
        let closing = [
            "found: trials with pairs drawn from those measured. of whole duets: the same with pairs measured one after",
            "the other, each used once. A false alarm is a difference without added work, or \"faster\" with it.",
        ]
        return BenchmarkReport(machine: machine.lines, tables: [table], closing: closing)
    }

    /// A row for each scenario and amount of added work.
    package var csvRows: [[String]] {
        [
            [
                "scenario", "added_work", "pairs_per_trial", "pairs", "change", "trials", "slower", "faster",
                "whole_duets", "whole_slower", "whole_faster",
            ]
        ]
            + points.map { point in
                ["\(point.scenario.title)", "\(point.addedWork)", "\(point.pairsPerTrial)", "\(point.pairs)"]
                    + ["\(point.change)", "\(point.drawn.count)", "\(point.drawn.slower)", "\(point.drawn.faster)"]
                    + [point.consecutive.count, point.consecutive.slower, point.consecutive.faster].map { "\($0)" }
            }
    }
}
