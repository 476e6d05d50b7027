import ReferenceJOSE

/// One worker's verifications.
final class ReferenceVerifyWorker: ImplementationWorker {
    private var worker: VerifierWorker
    private let ring: Ring

    init(_ worker: consuming VerifierWorker, _ ring: Ring) {
        self.worker = worker
        self.ring = ring
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        Self.perform(positions, &worker, ring, &durations)
    }

    func outcome(at position: Int) -> OperationOutcome {
        let ring = ring
        return switch worker.verify(ring.octets.span.extracting(ring.range(at: position))) {
        case .accepted(let token): .accepted(payload: token.payload)
        case .rejected(let rejection): .refused(reason: rejection.description)
        }
    }

    // The worker is taken out once for a batch: each access to a class's property is checked for exclusivity.
    private static func perform(
        _ positions: Range<Int>,
        _ worker: inout VerifierWorker,
        _ ring: Ring,
        _ durations: inout [UInt64]?
    ) -> Int {
        RingWalk.failures(positions, around: ring.count, timing: &durations) { worker.accepts($0, ring) }
    }
}

extension VerifierWorker {
    @inline(__always)
    fileprivate mutating func accepts(_ index: Int, _ ring: Ring) -> Bool {
        if case .accepted = verify(ring.octets.span.extracting(ring.range(at: index))) { true } else { false }
    }
}

/// One worker's signatures.
final class ReferenceSignWorker: ImplementationWorker {
    private var worker: SignerWorker
    private let ring: Ring

    init(_ worker: consuming SignerWorker, _ ring: Ring) {
        self.worker = worker
        self.ring = ring
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        Self.perform(positions, &worker, ring, &durations)
    }

    func outcome(at position: Int) -> OperationOutcome {
        let ring = ring
        do throws(Rejection) {
            return .produced(token: try worker.sign(ring.octets.span.extracting(ring.range(at: position))))
        } catch {
            return .refused(reason: error.description)
        }
    }

    private static func perform(
        _ positions: Range<Int>,
        _ worker: inout SignerWorker,
        _ ring: Ring,
        _ durations: inout [UInt64]?
    ) -> Int {
        RingWalk.failures(positions, around: ring.count, timing: &durations) { worker.signs($0, ring) }
    }
}

extension SignerWorker {
    @inline(__always)
    fileprivate mutating func signs(_ index: Int, _ ring: Ring) -> Bool {
        do throws(Rejection) {
            return try !sign(ring.octets.span.extracting(ring.range(at: index))).isEmpty
        } catch {
            return false
        }
    }
}
