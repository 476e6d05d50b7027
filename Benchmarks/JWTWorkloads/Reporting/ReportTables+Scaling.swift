import ReportKit
package import Statistics

extension ReportTables {
    /// How a scenario does with more workers: one curve.
    package struct ScalingCurve: Hashable, Sendable {
        /// Whose: the scenario without its number of workers.
        package let title: String
        /// The points, one worker first.
        package let points: [ScalabilityFit.Point]
        /// The law, if there are enough points.
        package let fit: ScalabilityFit?
    }

    /// The curves of scenarios that were measured with more than one worker.
    package static func curves(_ document: BenchmarkDocument) -> [ScalingCurve] {
        var titles: [String] = []
        var points: [String: [ScalabilityFit.Point]] = [:]
        for result in document.results {
            let scenario = result.scenario
            guard scenario.workers > 1, let speedUp = result.figures?.speedUp?.median else { continue }
            let variant = scenario.variant == .usual ? "" : " \(scenario.variant.name)"
            let mode = scenario.mode == .tasks ? ", tasks" : ""
            let key = scenario.key.hasPrefix("RSA") ? " \(scenario.key)" : ""
            let title = "\(scenario.algorithm)\(key) \(scenario.operation.rawValue)\(variant)\(mode)"
            if points[title] == nil {
                titles.append(title)
                points[title] = [ScalabilityFit.Point(workers: 1, capacity: 1)]
            }
            points[title]?.append(ScalabilityFit.Point(workers: scenario.workers, capacity: speedUp))
        }
        return titles.map { title in
            let points = points[title, default: []].sorted { $0.workers < $1.workers }
            return ScalingCurve(title: title, points: points, fit: ScalabilityFit(points))
        }
    }

    static func scaling(_ document: BenchmarkDocument) -> Table {
        var table = Table(
            "Scaling",
            [.left("scenario"), .left("speed-up by workers"), .right("σ"), .right("κ"), .right("R²"), .right("peak")]
        )
        let curves = curves(document)
        guard curves.contains(where: { $0.points.count > 2 || $0.fit != nil }) else { return table }
        for curve in curves {
            let points = curve.points.map { "\($0.workers): \(Quantity.fixed($0.capacity, decimals: 2))" }
            let name = [curve.title, points.joined(separator: ", ")]
            guard let fit = curve.fit else {
                table.rows.append(name + ["points only", "", "", ""])
                continue
            }
            table.rows.append(
                name + [
                    Quantity.fixed(fit.contention, decimals: 4), Quantity.fixed(fit.coherency, decimals: 5),
                    Quantity.signed(fit.determination, decimals: 3),
                    fit.peakWorkers.map { Quantity.fixed($0, decimals: 1) } ?? "none",
                ]
            )
        }
        table.notes = [
            "The Universal Scalability Law, N / (1 + σ(N − 1) + κN(N − 1)), where there are four points or more. σ: the share",
            "of the work that only one can do at a time; κ: what each pair costs; peak: the workers beyond which more do less.",
        ]
        let processors = document.machine.processors
        if curves.contains(where: { $0.points.contains { $0.workers > processors } }) {
            table.notes.append(
                "Beyond the \(processors) processors workers take turns: there σ and κ describe the machine, not the code."
            )
        }
        return table
    }
}
