/// What is measured for one implementation and algorithm: payloads, the tokens it made of them, and the key, all verified
/// before the first reading.
package struct Workload: Sendable {
    /// The implementation's name.
    package let implementation: String
    /// The algorithm's name.
    package let algorithm: String
    /// The key's kind and size.
    package let keyTitle: String
    /// The implementation with the key imported.
    package let prepared: any PreparedImplementation
    /// What is signed.
    package let payloads: Ring
    /// What is verified: the tokens that the implementation made of the payloads.
    package let tokens: Ring

    /// How large the tokens are.
    package let tokenClass: TokenClass

    /// The default number of tokens in a ring: so many that no cache or branch predictor knows the next one.
    package static let ringCount = 4_096

    /// Makes the tokens of an implementation and holds them to ``VerificationGate``.
    ///
    /// - Parameters:
    ///   - implementation: whose tokens.
    ///   - algorithm: one that it has.
    ///   - key: a key of the algorithm's kind.
    ///   - tokenClass: how large the tokens are.
    ///   - count: the number of tokens.
    /// - Throws: ``WorkloadError`` if there can be no figure, with the reason.
    package init(
        implementation: any BenchmarkedImplementation,
        algorithm: String,
        key: BenchmarkKey,
        tokenClass: TokenClass = .typical,
        count: Int
    ) throws(WorkloadError) {
        self.implementation = implementation.name
        self.algorithm = algorithm
        keyTitle = key.title
        self.tokenClass = tokenClass
        payloads = ClaimsPayload.ring(count: count, tokenClass)
        do {
            prepared = try implementation.prepare(algorithm: algorithm, key: key)
        } catch {
            throw WorkloadError("the key can't be prepared: \(error)")
        }
        let gate = VerificationGate(prepared: prepared, payloads: payloads)
        tokens = try gate.makeTokens()
        try gate.verify(tokens)
    }

    /// What an operation works on.
    package func ring(for operation: Operation) -> Ring {
        switch operation {
        case .sign: payloads
        case .verify: tokens
        }
    }
}
