/// What one variant measures: the ring, and the way to the operation, both verified.
package struct VariantWorkload: Sendable {
    /// Which variant.
    package let variant: Variant
    /// What is signed.
    package let payloads: Ring
    /// What is verified.
    package let tokens: Ring
    /// Why the first token is rejected, if the tokens must be rejected.
    package let refusal: String?
    private let prepared: any PreparedImplementation

    /// Makes a variant of a workload and holds it to ``VerificationGate``.
    ///
    /// Of an operation that imports its key each time 64 results are verified, or all of a shorter ring: the key is the same
    /// for the rest, and the tokens have been verified already.
    ///
    /// - Parameters:
    ///   - variant: which.
    ///   - workload: genuine tokens of the variant's class, verified.
    ///   - implementation: whose tokens.
    ///   - key: the key that they were made with.
    /// - Throws: ``WorkloadError`` if there can be no figure, with the reason.
    package init(
        _ variant: Variant,
        of workload: Workload,
        implementation: any BenchmarkedImplementation,
        key: BenchmarkKey
    ) throws(WorkloadError) {
        self.variant = variant
        let conditioned = variant.condition.tokens(from: workload.tokens)
        payloads = variant.supply == .same ? Ring([workload.payloads[0]]) : workload.payloads
        tokens = variant.supply == .same ? Ring([conditioned[0]]) : conditioned
        switch variant.keyState {
        case .warm: prepared = workload.prepared
        case .cold:
            do {
                prepared = try implementation.prepareCold(algorithm: workload.algorithm, key: key)
            } catch {
                throw WorkloadError("the key can't be prepared: \(error)")
            }
            let some = Ring((0..<min(64, workload.payloads.count)).map { workload.payloads[$0] })
            let made = try VerificationGate(prepared: prepared, payloads: some).makeTokens()
            try VerificationGate(prepared: workload.prepared, payloads: some).accept(made)
            try VerificationGate(prepared: prepared, payloads: some).verify(made)
        }
        guard variant.condition != .genuine else {
            refusal = nil
            return
        }
        refusal = try VerificationGate(prepared: prepared, payloads: workload.payloads).refuse(tokens)
    }

    /// What an operation works on.
    package func ring(for operation: Operation) -> Ring {
        switch operation {
        case .sign: payloads
        case .verify: tokens
        }
    }

    /// Makes one worker's contexts, on the thread that calls.
    package func makeWorker(_ operation: Operation) throws -> any WorkloadWorker {
        let worker = try prepared.makeWorker(operation, over: ring(for: operation))
        return refusal == nil ? worker : RefusalWorker(worker)
    }
}
