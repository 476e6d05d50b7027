import CommandLineKit
import JWTWorkloads
import ReportKit

/// One line on standard error that shows the progress; nothing if that isn't a terminal.
struct Progress {
    /// Those that are measured, in order.
    let algorithms: [String]

    func show(_ event: BenchmarkRun.Event) {
        switch event {
        case .verifying(let implementation, let algorithm, let key):
            Terminal.showProgress("\(place(of: algorithm)) \(key), \(implementation): making and verifying tokens")
        case .measuring(let scenario):
            let variant = scenario.variant == .usual ? "" : ", \(scenario.variant.name)"
            let workers = scenario.workers.counted("worker")
            let name = "\(scenario.key) \(scenario.operation.rawValue)\(variant)"
            Terminal.showProgress("\(place(of: scenario.algorithm)) \(name), \(workers)")
        case .finished:
            break
        }
    }

    private func place(of algorithm: String) -> String {
        let place = algorithms.firstIndex(of: algorithm).map { "[\($0 + 1)/\(algorithms.count)] " } ?? ""
        return place + algorithm
    }
}
