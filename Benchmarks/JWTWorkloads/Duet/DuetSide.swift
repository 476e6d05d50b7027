import JWTAdapters
import JWTConformance
import Statistics

/// One of the two that are compared.
package struct DuetSide: Sendable {
    /// What it's called.
    package let label: String
    /// How it's started.
    package let kind: Kind

    /// How it's started.
    package enum Kind: Hashable, Sendable {
        /// A build of jwt-bench, by its path: the reference is compared, signing and verifying.
        case build(String)
        /// A program that speaks the adapter protocol: its library is compared, verifying.
        case adapter([String])
    }

    /// Names a side.
    ///
    /// - Parameters:
    ///   - label: what it's called.
    ///   - kind: how it's started.
    package init(label: String, kind: Kind) {
        self.label = label
        self.kind = kind
    }

    /// Starts a process that isn't ready yet.
    func start(_ scenario: Scenario, environment: [String: String]) throws(WorkloadError) -> any DuetProcess {
        switch kind {
        case .build(let path): try BuildProcess(path, scenario, environment: environment)
        case .adapter(let command): try AdapterProcess(command, scenario, environment: environment)
        }
    }
}

/// A process of one side.
protocol DuetProcess: AnyObject {
    /// Waits until everything that is timed has been verified.
    func prepare() async throws(WorkloadError)
    /// Performs operations.
    ///
    /// - Parameters:
    ///   - operations: how many.
    ///   - addedWork: the share of work to add.
    /// - Returns: nanoseconds by the process's own clock.
    /// - Throws: ``WorkloadError`` if it can't or doesn't.
    func slice(_ operations: Int, addedWork: Double) async throws(WorkloadError) -> UInt64
    /// Ends the process.
    func finish() async
}

/// A build of jwt-bench that runs a ``SliceServer``.
private final class BuildProcess: DuetProcess {
    private let process: ChildProcess

    init(_ path: String, _ scenario: Scenario, environment: [String: String]) throws(WorkloadError) {
        process = try ChildProcess(
            [
                path, "slices", scenario.algorithm, scenario.operation.rawValue, "--key", scenario.key,
                "--variant", scenario.variant.name,
            ],
            environment: environment
        )
    }

    func prepare() async throws(WorkloadError) {
        let greeting = try process.line(within: 300)
        guard greeting.hasPrefix(SliceServer.form + " ") else {
            throw WorkloadError(
                "expected '\(SliceServer.form)' of a build of jwt-bench, found '\(greeting.bounded(to: 256))'"
            )
        }
    }

    func slice(_ operations: Int, addedWork: Double) async throws(WorkloadError) -> UInt64 {
        try process.say("\(operations) \(addedWork)")
        let answer = try process.line(within: 120)
        let words = answer.split(separator: " ").map { UInt64($0) }
        guard words.count == 2, let nanoseconds = words[0], let failures = words[1] else {
            throw WorkloadError("expected nanoseconds and failures, found '\(answer.bounded(to: 256))'")
        }
        guard failures == 0 else { throw WorkloadError("\(failures) operations failed while they were timed") }
        return max(1, nanoseconds)
    }

    func finish() async { process.wait() }
}

/// An adapter that offers the operation `bench`.
private final class AdapterProcess: DuetProcess {
    private let program: StdioVerifier
    private let workload: FleetWorkload
    private var implementation: ProgramSlices?

    /// Each request carries its tokens; this many are a hundred thousand octets.
    private static let ringCount = 256

    init(_ command: [String], _ scenario: Scenario, environment: [String: String]) throws(WorkloadError) {
        let variables = environment.map { "\($0)=\($1)" }
        program = StdioVerifier(command: ["/usr/bin/env"] + variables + command)
        workload = try FleetWorkload(algorithm: scenario.algorithm, count: Self.ringCount)
    }

    func prepare() async throws(WorkloadError) {
        let profile: ImplementationProfile
        do throws(VerifierFault) {
            profile = try await program.profile
        } catch {
            throw WorkloadError("\(error)")
        }
        let question = try FleetQuestion(workload.algorithm, for: profile.capabilities)
        try await FleetGate(workload: workload, question: question).hold(program)
        implementation = ProgramSlices(program, workload: workload, question: question)
    }

    func slice(_ operations: Int, addedWork: Double) async throws(WorkloadError) -> UInt64 {
        guard addedWork == 0 else { throw WorkloadError("an adapter adds no work; use two builds of jwt-bench") }
        guard let implementation else { throw WorkloadError("it isn't prepared") }
        return try await implementation.slice(operations)
    }

    func finish() async { await program.finish() }
}
