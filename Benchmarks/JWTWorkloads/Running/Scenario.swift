/// One row of the table.
package struct Scenario: Hashable, Codable, Sendable {
    /// Whose speed.
    package let implementation: String
    /// The algorithm's name.
    package let algorithm: String
    /// The key's kind and size.
    package let key: String
    /// What is done.
    package let operation: Operation
    /// How many workers do it.
    package let workers: Int
    /// The kind of workers.
    package let mode: WorkerMode
    /// How it differs from the usual scenario.
    package let variant: Variant

    /// Names a scenario.
    package init(
        implementation: String,
        algorithm: String,
        key: String,
        operation: Operation,
        workers: Int,
        mode: WorkerMode = .dispatch,
        variant: Variant = .usual
    ) {
        self.implementation = implementation
        self.algorithm = algorithm
        self.key = key
        self.operation = operation
        self.workers = workers
        self.mode = mode
        self.variant = variant
    }

    /// Its name in one line, by which two documents are compared: `reference ES256 P-256 verify usual, 2 workers`.
    package var title: String {
        let threads = workers == 1 ? "1 worker" : "\(workers) \(mode == .tasks ? "tasks" : "workers")"
        return "\(implementation) \(algorithm) \(key) \(operation.rawValue) \(variant.name), \(threads)"
    }
}
