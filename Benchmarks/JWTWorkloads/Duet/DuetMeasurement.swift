import Statistics

/// Starts two sides again and again, and times a process of each by turns.
///
/// The scenarios take turns too, so that the pairs of each are spread over the whole run. Which side starts first, which
/// has the first slice of a round and how the processes are padded is drawn by lot: if the sides are the same, either sign
/// of a pair's difference is equally probable. Bulej and others, "Duet Benchmarking: Improving Measurement Accuracy in the
/// Cloud", ICPE 2020, run both at once; here they take turns, because two processors of a virtual machine may be one.
package struct DuetMeasurement {
    /// When a scenario has enough pairs.
    package enum Limit: Hashable, Sendable {
        /// After this many.
        case pairs(Int)
        /// After this many seconds, but not before ``fewestPairs``.
        case seconds(Double)

        func isReached(by row: DuetDocument.Row) -> Bool {
            switch self {
            case .pairs(let count): row.pairs.count >= count
            case .seconds(let seconds): row.seconds >= seconds && row.pairs.count >= fewestPairs
            }
        }
    }

    /// With fewer pairs no verdict is possible at one percent.
    package static let fewestPairs = 8

    /// The slices of a process from which a lower quartile says something.
    private static let fewestRounds = 15

    private let old: DuetSide
    private let new: DuetSide
    private let limit: Limit
    private let sliceNanoseconds: UInt64
    private let pairNanoseconds: UInt64

    /// Plans a measurement.
    ///
    /// - Parameters:
    ///   - old: the earlier side.
    ///   - new: the later side, of the same kind.
    ///   - limit: when a scenario has enough pairs.
    ///   - sliceNanoseconds: the length of a slice.
    ///   - pairNanoseconds: how long a pair's slices take together.
    package init(
        old: DuetSide,
        new: DuetSide,
        limit: Limit = .seconds(60),
        sliceNanoseconds: UInt64 = 2_000_000,
        pairNanoseconds: UInt64 = 600_000_000
    ) {
        self.old = old
        self.new = new
        self.limit = limit
        self.sliceNanoseconds = sliceNanoseconds
        self.pairNanoseconds = pairNanoseconds
    }

    /// Adds pairs to every row of a document until each has enough.
    ///
    /// - Parameters:
    ///   - document: its rows name what is measured; those of one scenario share their pairs of processes.
    ///   - shouldStop: asked between slices; the pair that it interrupts doesn't count.
    ///   - observe: called after each pair, with the scenario that is next.
    package func measure(
        _ document: inout DuetDocument,
        shouldStop: () -> Bool,
        observe: (DuetDocument, Scenario) -> Void
    ) async {
        var generator = SystemRandomNumberGenerator()
        let scenarios = document.rows.reduce(into: [Scenario]()) { found, row in
            if !found.contains(row.scenario) { found.append(row.scenario) }
        }
        while true {
            let open = scenarios.filter { scenario in
                document.rows.contains { $0.scenario == scenario && $0.refusal == nil && !limit.isReached(by: $0) }
            }
            if open.isEmpty { break }
            for scenario in open.shuffled(using: &generator) {
                observe(document, scenario)
                let indices = document.rows.indices.filter { document.rows[$0].scenario == scenario }
                var rows = indices.map { document.rows[$0] }
                do throws(WorkloadError) {
                    try await addPair(to: &rows, scenario, shouldStop, &generator)
                } catch {
                    // Ctrl-C reaches the children as well.
                    if !shouldStop() { for index in rows.indices { rows[index].refusal = error.description } }
                }
                if shouldStop() { return }
                for (index, row) in zip(indices, rows) { document.rows[index] = row }
            }
        }
        document.isComplete = true
    }

    private func addPair(
        to rows: inout [DuetDocument.Row],
        _ scenario: Scenario,
        _ shouldStop: () -> Bool,
        _ generator: inout some RandomNumberGenerator
    ) async throws(WorkloadError) {
        let start = MonotonicClock.nanoseconds()
        var processes: [(isOld: Bool, process: any DuetProcess)] = []
        for isOld in [true, false].shuffled(using: &generator) {
            let environment = ProcessPadding.environment(&generator)
            processes.append((isOld, try (isOld ? old : new).start(scenario, environment: environment)))
        }
        // Both prepare themselves at once.
        for (_, process) in processes { try await process.prepare() }
        let voices = processes.flatMap { isOld, process in
            isOld ? [Voice(process, row: nil)] : rows.indices.map { Voice(process, row: $0, rows[$0].addedWork ?? 0) }
        }
        let oldVoice = voices.first { $0.row == nil }
        if rows.contains(where: { $0.pairs.isEmpty }), let oldVoice {
            let operations = try await calibrated(oldVoice)
            for index in rows.indices { rows[index].operations = operations }
        }
        let operations = rows.first?.operations ?? 1
        for voice in voices { try await voice.perform(operations, isKept: false) }
        let setUp = MonotonicClock.nanoseconds() - start
        // The wall clock, so that a minute is a minute; a busy machine has fewer rounds.
        let deadline = MonotonicClock.nanoseconds() + pairNanoseconds / 2 * UInt64(voices.count)
        var rounds = 0
        while rounds < Self.fewestRounds || MonotonicClock.nanoseconds() < deadline {
            rounds += 1
            for voice in voices.shuffled(using: &generator) {
                if shouldStop() { break }
                try await voice.perform(operations, isKept: true)
            }
        }
        for (_, process) in processes { await process.finish() }
        if shouldStop() { return }
        for voice in voices {
            guard let row = voice.row, let oldVoice else { continue }
            rows[row].pairs.append(DuetDocument.Pair(old: oldVoice.readings, new: voice.readings))
            rows[row].seconds += Double(setUp + voice.wallNanoseconds + oldVoice.wallNanoseconds) / 1e9
        }
    }

    /// The operations that fill a slice.
    private func calibrated(_ voice: Voice) async throws(WorkloadError) -> Int {
        var batch = 1
        while true {
            let nanoseconds = try await voice.process.slice(batch, addedWork: 0)
            if nanoseconds >= sliceNanoseconds / 4 || batch >= 1 << 20 {
                return max(1, Int((Double(batch) * Double(sliceNanoseconds) / Double(nanoseconds)).rounded()))
            }
            batch *= 2
        }
    }
}

/// A process with one amount of added work, and what it read.
private final class Voice {
    let process: any DuetProcess
    /// The row that it belongs to; `nil` for the old side, which belongs to all.
    let row: Int?
    private let addedWork: Double
    private(set) var readings: [UInt64] = []
    /// The time that passed here meanwhile.
    private(set) var wallNanoseconds: UInt64 = 0

    init(_ process: any DuetProcess, row: Int?, _ addedWork: Double = 0) {
        self.process = process
        self.row = row
        self.addedWork = addedWork
    }

    func perform(_ operations: Int, isKept: Bool) async throws(WorkloadError) {
        let start = MonotonicClock.nanoseconds()
        let reading = try await process.slice(operations, addedWork: addedWork)
        wallNanoseconds = (isKept ? wallNanoseconds : 0) + MonotonicClock.nanoseconds() - start
        if isKept { readings.append(reading) }
    }
}

/// Counts the instructions of two builds, in pairs of processes like a ``DuetMeasurement``.
package struct InstructionDuet {
    private let old: OperationCount
    private let new: OperationCount
    private let pairs: Int

    /// Plans a count.
    ///
    /// - Parameters:
    ///   - old: counts the earlier build's.
    ///   - new: counts the later build's.
    ///   - pairs: how many processes of each.
    package init(old: OperationCount, new: OperationCount, pairs: Int) {
        self.old = old
        self.new = new
        self.pairs = pairs
    }

    /// Adds pairs to every row of a document until each has enough.
    ///
    /// - Parameters:
    ///   - document: its rows name what is counted.
    ///   - shouldStop: asked between processes.
    ///   - observe: called before each pair, with the scenario that is next.
    package func measure(
        _ document: inout DuetDocument,
        shouldStop: () -> Bool,
        observe: (DuetDocument, Scenario) -> Void
    ) {
        var generator = SystemRandomNumberGenerator()
        var steps: [Scenario: Double] = [:]
        for index in document.rows.indices {
            let scenario = document.rows[index].scenario
            do throws(WorkloadError) {
                var added = 0
                if let share = document.rows[index].addedWork, share > 0 {
                    if steps[scenario] == nil { steps[scenario] = try stepsPerOperation(scenario) }
                    added = Int((share * (steps[scenario] ?? 0)).rounded())
                }
                while document.rows[index].pairs.count < pairs, document.rows[index].refusal == nil {
                    if shouldStop() { return }
                    observe(document, scenario)
                    let start = MonotonicClock.nanoseconds()
                    var counts = (old: 0.0, new: 0.0)
                    let order = [true, false].shuffled(using: &generator)
                    for isOld in order {
                        let environment = ProcessPadding.environment(&generator)
                        let count = try (isOld ? old : new).instructions(
                            scenario,
                            .candidate,
                            addedSteps: isOld ? 0 : added,
                            environment: environment
                        )
                        if isOld { counts.old = count } else { counts.new = count }
                    }
                    document.rows[index].pairs.append(.init(old: [UInt64(counts.old)], new: [UInt64(counts.new)]))
                    document.rows[index].seconds += Double(MonotonicClock.nanoseconds() - start) / 1e9
                }
            } catch {
                if shouldStop() { return }
                document.rows[index].refusal = error.description
            }
        }
        document.isComplete = true
    }

    /// How many steps of ``AddedWork`` have as many instructions as an operation.
    private func stepsPerOperation(_ scenario: Scenario) throws(WorkloadError) -> Double {
        let steps = 1_000
        let plain = try new.instructions(scenario, .candidate)
        let added = try new.instructions(scenario, .candidate, addedSteps: steps) - plain
        return plain * Double(steps) / max(1, added)
    }
}
