import CryptoPrimitives

/// The least that an algorithm costs over libcrypto: the bare operation on the octets of the same tokens, in the same
/// process.
///
/// It's held to the same gate: every signature of the ring holds, one with a bit changed doesn't. Since the floor shares no
/// code with an implementation, that also proves the implementation's tokens genuine.
package struct Floor: Sendable {
    private enum Prepared: Sendable {
        case mac([UInt8], HashFunction)
        case signature(AsymmetricKey, SignatureScheme)

        func libcryptoForm(of signature: [UInt8]) -> [UInt8]? {
            switch self {
            case .mac(_, let function): signature.count == function.octetCount ? signature : nil
            case .signature(_, let scheme): BareSignature.libcryptoForm(of: signature, scheme: scheme)
            }
        }
    }

    private let prepared: Prepared
    private let tokens: FloorTokens

    /// Splits tokens and verifies them.
    ///
    /// - Parameters:
    ///   - algorithm: the tokens' algorithm.
    ///   - key: the key that they were made with.
    ///   - tokens: compact tokens.
    /// - Throws: ``WorkloadError`` if the algorithm has no floor or a token isn't genuine.
    package init(algorithm: String, key: BenchmarkKey, tokens: Ring) throws(WorkloadError) {
        prepared = try Self.prepare(algorithm: algorithm, key: key)
        var messages: [[UInt8]] = []
        var signatures: [[UInt8]] = []
        for index in 0..<tokens.count {
            guard let parts = CompactParts(tokens[index]), let signature = prepared.libcryptoForm(of: parts.signature)
            else { throw WorkloadError("token \(index) is not a compact token with a signature of \(algorithm)") }
            messages.append(parts.signingInput)
            signatures.append(signature)
        }
        self.tokens = FloorTokens(messages: Ring(messages), signatures: Ring(signatures))
        try verify(signatures)
    }

    /// Makes one worker's contexts, on the thread that calls.
    package func makeWorker(_ operation: Operation) throws -> any WorkloadWorker {
        try worker(operation, tokens)
    }

    private func worker(_ operation: Operation, _ tokens: FloorTokens) throws -> any WorkloadWorker {
        switch prepared {
        case .mac(let secret, let function):
            return try MACFloorWorker(operation, BareMAC(secret: secret, function: function), tokens)
        case .signature(let key, let scheme):
            let bare = try BareSignature(operation == .sign ? .sign : .verify, key: key, scheme: scheme)
            return SignatureFloorWorker(operation, bare, tokens)
        }
    }

    private func verify(_ signatures: [[UInt8]]) throws(WorkloadError) {
        let failures: Int
        let accepted: Int
        do {
            failures = try concurrentMap(count: tokens.count) { () throws(WorkloadError) in
                do { return try makeWorker(.verify) } catch { throw WorkloadError("\(error)") }
            } _: { worker, index throws(WorkloadError) in
                worker.perform(index..<(index + 1))
            }.reduce(0, +)
            let changed = signatures.prefix(VerificationGate.tamperedCount).map { signature in
                var changed = signature
                changed[changed.count - 1] ^= 1
                return changed
            }
            let refusing = try worker(.verify, FloorTokens(messages: tokens.messages, signatures: Ring(changed)))
            accepted = changed.count - refusing.perform(0..<changed.count)
        } catch {
            throw WorkloadError("the bare operation can't be prepared: \(error)")
        }
        guard failures == 0 else {
            throw WorkloadError("the bare operation rejects \(failures) of \(tokens.count) signatures")
        }
        guard accepted == 0 else { throw WorkloadError("the bare operation accepts a changed signature") }
    }

    private static func prepare(algorithm: String, key: BenchmarkKey) throws(WorkloadError) -> Prepared {
        switch (AlgorithmRow.named(algorithm)?.method, key.material) {
        case (.mac(let function), .secret(let secret)): return .mac(secret, function)
        case (.signature(let scheme), .pem(let pem)):
            do {
                return .signature(try AsymmetricKey(pem: pem), scheme)
            } catch {
                throw WorkloadError("the bare operation can't take the key: \(error)")
            }
        case (nil, _): throw WorkloadError("there is no bare operation for \(algorithm)")
        default: throw WorkloadError("\(key.title) isn't a key for \(algorithm)")
        }
    }
}
