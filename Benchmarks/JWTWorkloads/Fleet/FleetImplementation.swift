import JWTAdapters
import JWTConformance
import Statistics

/// One that takes part in a comparison across languages.
protocol FleetImplementation: AnyObject {
    /// Performs the given number of verifications.
    ///
    /// - Returns: their time in nanoseconds, by the implementation's own clock.
    /// - Throws: ``WorkloadError`` if it can't or doesn't.
    func slice(_ operations: Int) async throws(WorkloadError) -> UInt64
}

/// A worker of this process: the bare operation, or the reference.
final class InProcessSlices: FleetImplementation {
    private let worker: SingleWorker

    init(_ worker: any WorkloadWorker) {
        self.worker = SingleWorker(worker)
    }

    func slice(_ operations: Int) async throws(WorkloadError) -> UInt64 {
        let reading = worker.slice(operations: operations)
        guard reading.failures == 0 else {
            throw WorkloadError("\(reading.failures) of \(operations) operations failed while they were timed")
        }
        return reading.nanoseconds
    }
}

/// A program that offers the operation `bench` of the adapter protocol.
///
/// It times itself, because the way through two pipes takes as long as a signature; its figures are checked against
/// the time that passed here.
final class ProgramSlices: FleetImplementation {
    private let program: StdioVerifier
    private let workload: FleetWorkload
    private let question: FleetQuestion

    init(_ program: StdioVerifier, workload: FleetWorkload, question: FleetQuestion) {
        self.program = program
        self.workload = workload
        self.question = question
    }

    func slice(_ operations: Int) async throws(WorkloadError) -> UInt64 {
        let start = MonotonicClock.nanoseconds()
        let result: OperationResult<Duration>
        do {
            result = try await program.timeVerification(
                of: workload.tokens,
                content: question.content,
                key: workload.key,
                policy: question.policy,
                iterations: operations,
                within: .seconds(120)
            )
        } catch {
            throw WorkloadError("\(error)")
        }
        let observed = MonotonicClock.nanoseconds() - start
        switch result {
        case .declined(let why): throw WorkloadError("it couldn't time its verifications: \(why)")
        case .done(let elapsed):
            let nanoseconds = UInt64(max(0, elapsed / .nanoseconds(1)))
            guard nanoseconds <= observed else {
                throw WorkloadError("it reports \(nanoseconds) ns, but only \(observed) ns passed")
            }
            return max(1, nanoseconds)
        }
    }
}
