import Statistics

/// A process that performs slices of one scenario when it's told to: one side of a duet.
///
/// It writes ``greeting(machine:)`` once its tokens are made and verified. Each line `OPERATIONS SHARE` that it reads is
/// answered by `NANOSECONDS FAILURES`, where SHARE is what ``AddedWork`` adds.
package final class SliceServer {
    private let worker: SingleWorker
    private var added: (operations: Int, work: AddedWork)?

    /// The first word of the greeting; another number wherever the lines change.
    package static let form = "jwt-assay/slices/1"

    /// What the process says first.
    ///
    /// - Parameter machine: the process's own build.
    /// - Returns: the form, the kind of build, and its commit or a dash.
    package static func greeting(machine: MachineDescription) -> String {
        "\(form) \(machine.build) \(machine.commit ?? "-")"
    }

    /// Makes and verifies the tokens of a scenario with one worker.
    ///
    /// - Parameter scenario: of the reference.
    /// - Throws: ``WorkloadError``, or the reference's own error.
    package init(_ scenario: Scenario) throws {
        let keys = BenchmarkKey.keys(for: scenario.algorithm)
        guard let key = keys.first(where: { $0.title == scenario.key }) else {
            throw WorkloadError("there is no key '\(scenario.key)' for \(scenario.algorithm)")
        }
        let workload = try VerifiedWorkload.Source(
            implementation: ReferenceImplementation(),
            algorithm: scenario.algorithm,
            key: key,
            ringCount: key.processRingCount
        ).verified(scenario.variant)
        worker = SingleWorker(try workload.workload.makeWorker(scenario.operation))
    }

    /// Answers until there is nothing more to read.
    ///
    /// - Parameters:
    ///   - read: the next line.
    ///   - write: takes an answer.
    /// - Throws: ``WorkloadError`` if a line isn't of the form, or the error of `write`.
    package func serve(read: () -> String?, write: (String) throws -> Void) throws {
        while let line = read() {
            let words = line.split(separator: " ")
            guard words.count == 2, let operations = Int(words[0]), (1...1 << 30).contains(operations),
                let share = Double(words[1]), (0...10).contains(share)
            else { throw WorkloadError("expected a number of operations and a share, found '\(line)'") }
            let reading = slice(operations, share)
            try write("\(reading.nanoseconds) \(reading.failures)")
        }
    }

    private func slice(_ operations: Int, _ share: Double) -> SliceReading {
        // The other side had the caches, and the way here went through a pipe.
        _ = worker.slice(operations: max(1, operations / 16))
        guard share > 0 else { return worker.slice(operations: operations, clock: MonotonicClock.threadNanoseconds) }
        if added?.operations != operations {
            let work = AddedWork(clock: MonotonicClock.threadNanoseconds) {
                _ = worker.slice(operations: operations)
            }
            added = (operations, work)
        }
        return worker.slice(operations: operations, clock: MonotonicClock.threadNanoseconds) {
            added?.work.perform(share)
        }
    }
}

extension BenchmarkKey {
    /// How many tokens a process makes that is one of many: as many as take some tenths of a second to make and verify.
    ///
    /// A signature is thousands of branches and forgets a predictor's memory of the last one; HMAC needs a longer ring.
    package var processRingCount: Int {
        switch (material, rsaBits ?? 0) {
        case (.secret, _): 2_048
        case (.pem, 2_049...): 64
        case (.pem, _): 256
        }
    }
}
