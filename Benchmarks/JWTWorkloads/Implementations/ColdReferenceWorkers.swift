import ReferenceJOSE

/// One worker's verifications, each from the text of the public key on.
final class ColdReferenceVerifyWorker: ImplementationWorker {
    private let recipe: ReferenceRecipe
    private let ring: Ring

    init(_ recipe: ReferenceRecipe, _ ring: Ring) {
        self.recipe = recipe
        self.ring = ring
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        RingWalk.failures(positions, around: ring.count, timing: &durations) { accepts($0) }
    }

    func outcome(at position: Int) -> OperationOutcome {
        switch verify(position) {
        case .accepted(let token): .accepted(payload: token.payload)
        case .rejected(let rejection): .refused(reason: rejection.description)
        case nil: .refused(reason: "the key can't be imported")
        }
    }

    private func accepts(_ index: Int) -> Bool {
        if case .accepted = verify(index) { true } else { false }
    }

    private func verify(_ index: Int) -> VerificationResult? {
        guard let verifier = try? recipe.verifier() else { return nil }
        let ring = ring
        var worker = verifier.makeWorker()
        return worker.verify(ring.octets.span.extracting(ring.range(at: index)))
    }
}

/// One worker's signatures, each from the text of the private key on.
final class ColdReferenceSignWorker: ImplementationWorker {
    private let recipe: ReferenceRecipe
    private let ring: Ring

    init(_ recipe: ReferenceRecipe, _ ring: Ring) {
        self.recipe = recipe
        self.ring = ring
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        RingWalk.failures(positions, around: ring.count, timing: &durations) { !((try? sign($0)) ?? []).isEmpty }
    }

    func outcome(at position: Int) -> OperationOutcome {
        do {
            return .produced(token: try sign(position))
        } catch {
            return .refused(reason: "\(error)")
        }
    }

    private func sign(_ index: Int) throws -> [UInt8] {
        let ring = ring
        var worker = try recipe.signer().makeWorker()
        return try worker.sign(ring.octets.span.extracting(ring.range(at: index)))
    }
}
