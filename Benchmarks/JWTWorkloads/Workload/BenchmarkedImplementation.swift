/// An implementation whose speed is measured.
///
/// The reference is one of them.
package protocol BenchmarkedImplementation: Sendable {
    /// What it's called in a table.
    var name: String { get }
    /// The algorithms that it has, by their names in RFC 7518 and its successors.
    var algorithms: [String] { get }

    /// Imports a key for an algorithm, once; the result is shared by all workers.
    ///
    /// - Parameters:
    ///   - algorithm: one of ``algorithms``.
    ///   - key: a key of the algorithm's kind.
    /// - Returns: what all workers share.
    /// - Throws: the implementation's own error if it can't.
    func prepare(algorithm: String, key: BenchmarkKey) throws -> any PreparedImplementation

    /// Takes a key for an algorithm without importing it: the workers import it for each operation.
    ///
    /// - Parameters:
    ///   - algorithm: one of ``algorithms``.
    ///   - key: a key of the algorithm's kind.
    /// - Returns: what all workers share.
    /// - Throws: the implementation's own error if it can't.
    func prepareCold(algorithm: String, key: BenchmarkKey) throws -> any PreparedImplementation
}

extension BenchmarkedImplementation {
    /// Refuses: it's only measured with a key that is ready.
    package func prepareCold(algorithm: String, key: BenchmarkKey) throws -> any PreparedImplementation {
        throw WorkloadError("\(name) is measured only with a prepared key")
    }
}

/// An implementation with a key and an algorithm, immutable and shared by the workers.
package protocol PreparedImplementation: Sendable {
    /// Makes one worker's contexts, on the thread that calls.
    ///
    /// - Parameters:
    ///   - operation: the worker's operation.
    ///   - ring: payloads to sign or compact tokens to verify.
    /// - Returns: a worker for the calling thread.
    /// - Throws: the implementation's own error if it can't.
    func makeWorker(_ operation: Operation, over ring: Ring) throws -> any ImplementationWorker
}
