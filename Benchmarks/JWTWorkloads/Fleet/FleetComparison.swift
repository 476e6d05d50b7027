import CryptoPrimitives
import JWTAdapters
import JWTConformance
import Statistics

/// Compares implementations in any language: every one passes the gate, then they're timed in turns.
package struct FleetComparison {
    /// Who takes part.
    package struct Implementation: Sendable {
        /// How the caller calls it.
        package let label: String
        /// The command that starts its adapter.
        package let command: [String]

        /// Names a program.
        package init(label: String, command: [String]) {
            self.label = label
            self.command = command
        }
    }

    /// What happens meanwhile.
    package enum Event: Sendable {
        /// An implementation is asked to verify the tokens.
        case verifying(label: String, algorithm: String)
        /// A round begins.
        case round(Int, of: Int, algorithm: String)
        /// An algorithm is done.
        case finished(FleetDocument)
    }

    private let implementations: [Implementation]
    private let algorithms: [String]
    private let rounds: Int
    private let sliceNanoseconds: UInt64
    private let ringCount: Int?

    /// Plans a comparison.
    ///
    /// - Parameters:
    ///   - implementations: the programs; the reference and the bare operation take part in any case.
    ///   - algorithms: the algorithms, in order.
    ///   - rounds: how often each is timed.
    ///   - sliceNanoseconds: how long each time.
    ///   - ringCount: the number of tokens; `nil`: ``Workload/ringCount``.
    package init(
        implementations: [Implementation],
        algorithms: [String],
        rounds: Int = 11,
        sliceNanoseconds: UInt64 = 20_000_000,
        ringCount: Int? = nil
    ) {
        self.implementations = implementations
        self.algorithms = algorithms
        self.rounds = rounds
        self.sliceNanoseconds = sliceNanoseconds
        self.ringCount = ringCount
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - shouldStop: asked between slices; `true` ends the run with the algorithms that are done.
    ///   - observe: called with each event.
    /// - Returns: the document.
    package func measure(
        shouldStop: () -> Bool = { false },
        observe: (Event) -> Void = { _ in }
    ) async -> FleetDocument {
        var document = FleetDocument(machine: .current())
        for algorithm in algorithms {
            guard let rows = await rows(algorithm, shouldStop, observe) else { return document }
            document.tokens[algorithm] = ringCount ?? Workload.ringCount
            document.rows += rows
            observe(.finished(document))
        }
        document.isComplete = true
        return document
    }

    private func rows(
        _ algorithm: String,
        _ shouldStop: () -> Bool,
        _ observe: (Event) -> Void
    ) async -> [FleetDocument.Row]? {
        var seats: [Seat] = []
        var refused: [FleetDocument.Row] = []
        do throws(WorkloadError) {
            let workload = try FleetWorkload(algorithm: algorithm, count: ringCount)
            seats = try Seat.inThisProcess(workload)
            for implementation in implementations {
                if shouldStop() { break }
                observe(.verifying(label: implementation.label, algorithm: algorithm))
                switch await Seat.admitted(implementation, workload) {
                case .success(let seat): seats.append(seat)
                case .failure(let refusal): refused.append(refusal.row)
                }
            }
        } catch {
            refused.append(FleetDocument.Row(refusing: "reference", algorithm: algorithm, because: error))
        }
        for seat in seats { await seat.calibrate(to: sliceNanoseconds) }
        var generator = SplitMix64(seed: 0x6A77_742D_6173_7361)
        for round in 0..<rounds where !seats.isEmpty {
            observe(.round(round + 1, of: rounds, algorithm: algorithm))
            for seat in seats.shuffled(using: &generator) {
                if shouldStop() { break }
                await seat.measure()
            }
            if shouldStop() { break }
        }
        for seat in seats { await seat.program?.finish() }
        if shouldStop() { return nil }
        let rows = seats.map { $0.row(beside: seats) }
        let timed = rows.filter { $0.figures != nil }.sorted {
            ($0.figures?.nanosecondsPerOperation.median ?? 0) < ($1.figures?.nanosecondsPerOperation.median ?? 0)
        }
        return timed + rows.filter { $0.figures == nil } + refused
    }
}

/// An implementation's place in the comparison of one algorithm.
private final class Seat {
    struct Refusal: Error {
        let row: FleetDocument.Row
    }

    let label: String
    let profile: ImplementationProfile
    let workload: FleetWorkload
    let checks: [String]
    let program: StdioVerifier?
    private let implementation: any FleetImplementation
    private var operations = 1
    private var slices: [Double] = []
    private var fault: WorkloadError?

    private init(
        label: String,
        profile: ImplementationProfile,
        workload: FleetWorkload,
        checks: [String],
        program: StdioVerifier? = nil,
        implementation: any FleetImplementation
    ) {
        self.label = label
        self.profile = profile
        self.workload = workload
        self.checks = checks
        self.program = program
        self.implementation = implementation
    }

    /// The bare operation and the reference.
    static func inThisProcess(_ workload: FleetWorkload) throws(WorkloadError) -> [Seat] {
        let prepared: any PreparedImplementation
        let floor = try Floor(algorithm: workload.algorithm, key: workload.signingKey, tokens: workload.ring)
        let (bare, reference): (any WorkloadWorker, any WorkloadWorker)
        do {
            prepared = try ReferenceImplementation().prepare(
                algorithm: workload.algorithm,
                key: workload.signingKey
            )
            bare = try floor.makeWorker(.verify)
            reference = try prepared.makeWorker(.verify, over: workload.ring)
        } catch {
            throw WorkloadError("the reference couldn't be prepared: \(error)")
        }
        let payloads = Ring(workload.payloads.map(\.bytes))
        try VerificationGate(prepared: prepared, payloads: payloads).verify(workload.ring)
        return [
            Seat(
                label: "floor",
                profile: ImplementationProfile(
                    name: "bare libcrypto",
                    version: LibraryVersion.description,
                    language: "C"
                ),
                workload: workload,
                checks: [],
                implementation: InProcessSlices(bare)
            ),
            Seat(
                label: "reference",
                profile: ReferenceVerifier().profile,
                workload: workload,
                checks: ["algorithm", "times", "issuer", "audience"],
                implementation: InProcessSlices(reference)
            ),
        ]
    }

    /// Starts a program and holds it to the gate.
    static func admitted(
        _ implementation: FleetComparison.Implementation,
        _ workload: FleetWorkload
    ) async -> Result<Seat, Refusal> {
        let program = StdioVerifier(command: implementation.command)
        var profile: ImplementationProfile?
        do throws(WorkloadError) {
            do throws(VerifierFault) {
                profile = try await program.profile
            } catch {
                throw WorkloadError("\(error)")
            }
            let question = try FleetQuestion(workload.algorithm, for: profile?.capabilities)
            try await FleetGate(workload: workload, question: question).hold(program)
            return .success(
                Seat(
                    label: implementation.label,
                    profile: profile ?? ImplementationProfile(name: implementation.label, version: "", language: ""),
                    workload: workload,
                    checks: question.checks,
                    program: program,
                    implementation: ProgramSlices(program, workload: workload, question: question)
                )
            )
        } catch {
            await program.finish()
            let row = FleetDocument.Row(
                refusing: implementation.label,
                profile: profile,
                algorithm: workload.algorithm,
                because: error
            )
            return .failure(Refusal(row: row))
        }
    }

    /// Finds how many operations fill a slice, which warms up too.
    func calibrate(to target: UInt64) async {
        do {
            var batch = 16
            while true {
                let nanoseconds = try await implementation.slice(batch)
                if nanoseconds >= target / 4 || batch >= 1 << 20 {
                    operations = max(1, Int(Double(batch) * Double(target) / Double(nanoseconds)))
                    return
                }
                batch *= 4
            }
        } catch {
            fault = error
        }
    }

    /// Performs a slice, unless an earlier one failed.
    func measure() async {
        guard fault == nil else { return }
        do throws(WorkloadError) {
            slices.append(Double(try await implementation.slice(operations)) / Double(operations))
        } catch {
            fault = error
        }
    }

    /// The result.
    func row(beside seats: [Seat]) -> FleetDocument.Row {
        guard fault == nil, let sample = Sample(slices) else {
            let error = fault ?? WorkloadError("it was never timed")
            return FleetDocument.Row(refusing: label, profile: profile, algorithm: workload.algorithm, because: error)
        }
        func ratio(to other: String) -> Figures.Ratio? {
            guard other != label, let seat = seats.first(where: { $0.label == other }) else { return nil }
            return PairedRatio(slices, over: seat.slices).map(Figures.Ratio.init)
        }
        return FleetDocument.Row(
            label: label,
            name: profile.name,
            version: profile.version,
            language: profile.language,
            algorithm: workload.algorithm,
            key: workload.keyName,
            checks: checks,
            figures: FleetDocument.Figures(
                operations: operations,
                nanosecondsPerOperation: Figures.Estimate(sample),
                ratioToReference: ratio(to: "reference"),
                ratioToFloor: ratio(to: "floor"),
                slices: slices
            ),
            refusal: nil
        )
    }
}

extension FleetDocument.Row {
    fileprivate init(
        refusing label: String,
        profile: ImplementationProfile? = nil,
        algorithm: String,
        because error: WorkloadError
    ) {
        self.init(
            label: label,
            name: profile?.name ?? label,
            version: profile?.version ?? "",
            language: profile?.language ?? "",
            algorithm: algorithm,
            key: "",
            checks: [],
            figures: nil,
            refusal: "\(error)".withoutFolders.bounded(to: 400)
        )
    }
}
