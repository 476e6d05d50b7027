import Dispatch

/// Where measuring is done: on none of the threads of Swift's concurrency.
///
/// A command begins on one of them, of which there are as many as processors. Measuring waits there for its workers, and with
/// a thread less, tasks could never use every processor.
enum OwnThread {
    /// What is handed over, to one thread, while the other waits.
    private struct Work: @unchecked Sendable {
        let body: () throws -> Void
    }

    /// Runs a body elsewhere and returns when it has ended.
    ///
    /// - Parameter body: the measurement.
    /// - Throws: the error of the measurement.
    static func run(_ body: @escaping () throws -> Void) async throws {
        let work = Work(body: body)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue(label: "jwt-bench.measuring").async {
                continuation.resume(with: Result { try work.body() })
            }
        }
    }
}
