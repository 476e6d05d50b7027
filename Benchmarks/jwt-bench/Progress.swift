import JWTWorkloads

/// One line on standard error that says what is going on; nothing where that isn't a terminal.
struct Progress {
    func show(_ event: BenchmarkRun.Event) {
        guard Terminal.showsProgress else { return }
        switch event {
        case .verifying(let implementation, let algorithm):
            line("\(implementation) \(algorithm): making and verifying tokens")
        case .measuring(let algorithm, let operation, let workers):
            line("\(algorithm) \(operation.rawValue), \(workers) \(workers == 1 ? "worker" : "workers")")
        case .finished:
            break
        }
    }

    func clear() {
        if Terminal.showsProgress { Terminal.writeError("\r\u{1B}[K") }
    }

    private func line(_ text: String) {
        Terminal.writeError("\r\u{1B}[K\(text)")
    }
}
