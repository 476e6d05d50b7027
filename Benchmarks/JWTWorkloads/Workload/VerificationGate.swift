/// Nothing is timed that hasn't been verified.
///
/// The workers that will be timed make a token of every payload, accept every one with the payload that went in, and refuse
/// copies of which one octet was changed. An implementation that doesn't has no figure.
package struct VerificationGate {
    private let prepared: any PreparedImplementation
    private let payloads: Ring

    /// How many tokens are tampered with; each is changed in three places.
    package static let tamperedCount = 16

    /// Makes a gate.
    ///
    /// - Parameters:
    ///   - prepared: the implementation to be timed.
    ///   - payloads: the payloads of the tokens.
    package init(prepared: any PreparedImplementation, payloads: Ring) {
        self.prepared = prepared
        self.payloads = payloads
    }

    /// Signs every payload.
    ///
    /// - Returns: the tokens, in the payloads' order, no two alike.
    /// - Throws: ``WorkloadError`` if one can't be made or isn't in compact serialization.
    package func makeTokens() throws(WorkloadError) -> Ring {
        let tokens = try concurrentMap(count: payloads.count) { () throws(WorkloadError) in
            try worker(.sign, over: payloads)
        } _: { signer, index throws(WorkloadError) in
            let outcome = signer.outcome(at: index)
            guard case .produced(let token) = outcome else {
                throw WorkloadError("payload \(index) could not be signed: \(outcome.sentence)")
            }
            guard token.count(where: { $0 == UInt8(ascii: ".") }) == 2 else {
                throw WorkloadError("what was made of payload \(index) is not a compact token")
            }
            return token
        }
        guard Set(tokens).count == tokens.count else { throw WorkloadError("two payloads gave the same token") }
        return Ring(tokens)
    }

    /// Verifies every token, and copies that were tampered with.
    ///
    /// - Parameter tokens: what ``makeTokens()`` made.
    /// - Throws: ``WorkloadError`` if a genuine token is rejected, a payload differs, or a changed token is accepted.
    package func verify(_ tokens: Ring) throws(WorkloadError) {
        try accept(tokens)
        let step = max(1, tokens.count / Self.tamperedCount)
        let changes = stride(from: 0, to: tokens.count, by: step)
            .flatMap { index in TokenPart.allCases.map { (part: $0, token: $0.tampered(tokens[index])) } }
        let tampered = try worker(.verify, over: Ring(changes.map(\.token)))
        for (index, change) in changes.enumerated() {
            guard case .refused = tampered.outcome(at: index) else {
                throw WorkloadError("a token with a changed \(change.part.rawValue) was accepted")
            }
        }
    }

    /// Verifies every token of another making, or another way to verify.
    ///
    /// - Parameter tokens: one for each payload, or for as many as there are tokens.
    /// - Throws: ``WorkloadError`` if one is rejected or its payload differs.
    package func accept(_ tokens: Ring) throws(WorkloadError) {
        _ = try concurrentMap(count: tokens.count) { () throws(WorkloadError) in
            try worker(.verify, over: tokens)
        } _: { verifier, index throws(WorkloadError) in
            switch verifier.outcome(at: index) {
            case .accepted(let payload) where payload == payloads[index]: return
            case .accepted: throw WorkloadError("token \(index) was accepted with another payload")
            case .refused(let reason): throw WorkloadError("it rejected its own token \(index): \(reason)")
            case .produced: throw WorkloadError("verifying token \(index) made a token")
            }
        }
    }

    /// Checks that every token is rejected.
    ///
    /// - Parameter tokens: tokens with something wrong about them.
    /// - Returns: why the first was rejected.
    /// - Throws: ``WorkloadError`` if one is accepted.
    package func refuse(_ tokens: Ring) throws(WorkloadError) -> String {
        let reasons = try concurrentMap(count: tokens.count) { () throws(WorkloadError) in
            try worker(.verify, over: tokens)
        } _: { verifier, index throws(WorkloadError) in
            guard case .refused(let reason) = verifier.outcome(at: index) else {
                throw WorkloadError("it accepted token \(index), which must be rejected")
            }
            return reason
        }
        guard let reason = reasons.first else { throw WorkloadError("there is no token to reject") }
        return reason
    }

    private func worker(_ operation: Operation, over ring: Ring) throws(WorkloadError) -> any ImplementationWorker {
        do {
            return try prepared.makeWorker(operation, over: ring)
        } catch {
            throw WorkloadError("a worker can't be prepared to \(operation.rawValue): \(error)")
        }
    }
}

extension OperationOutcome {
    fileprivate var sentence: String {
        switch self {
        case .accepted: "it was accepted as a token"
        case .refused(let reason): reason
        case .produced: "it was"
        }
    }
}

/// A part of a compact token.
enum TokenPart: String, CaseIterable {
    case header, payload, signature

    /// A copy in which one character in the middle of this part is another of the base64url alphabet.
    func tampered(_ token: [UInt8]) -> [UInt8] {
        let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let part =
            switch self {
            case .header: parts.first
            case .payload: parts.dropFirst().first
            case .signature: parts.last
            }
        guard let part, !part.isEmpty else { return [] }
        var changed = token
        let middle = part.startIndex + part.count / 2
        changed[middle] = changed[middle] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        return changed
    }
}
