import ReferenceJOSE
import StrictJSON

/// The reference, with keys imported once and a full policy: algorithm, issuer, audience and times are checked.
package struct ReferenceImplementation: BenchmarkedImplementation {
    /// What it's called in a table.
    package let name = "reference"

    /// Names the reference.
    package init() {}

    /// All of its algorithms.
    package var algorithms: [String] { Algorithm.allCases.map(\.rawValue) }

    /// Imports a key, once for all workers.
    ///
    /// - Parameters:
    ///   - algorithm: one of ``algorithms``.
    ///   - key: a key of the algorithm's kind.
    /// - Returns: what all workers share.
    /// - Throws: the reference's own error where it refuses the key.
    package func prepare(algorithm: String, key: BenchmarkKey) throws -> any PreparedImplementation {
        guard let algorithm = Algorithm(rawValue: algorithm) else { throw WorkloadError("it has no \(algorithm)") }
        let key =
            switch key.material {
            case .secret(let octets): JWK(secret: octets)
            case .pem(let text): try JWK(pem: text)
            }
        var policy = TokenPolicy(algorithms: [algorithm])
        policy.issuer = ClaimsPayload.issuer
        policy.audience = ClaimsPayload.audience
        policy.now = Double(ClaimsPayload.now)
        return PreparedReference(
            signer: try TokenSigner(key: key, algorithm: algorithm, header: [("typ", .string("JWT"))]),
            verifier: try TokenVerifier(keys: JWKSet([key]), policy: policy)
        )
    }
}

private struct PreparedReference: PreparedImplementation {
    let signer: TokenSigner
    let verifier: TokenVerifier

    func makeWorker(_ operation: Operation, over ring: Ring) throws -> any ImplementationWorker {
        switch operation {
        case .sign: return ReferenceSignWorker(try signer.makeWorker(), ring)
        case .verify:
            let worker = ReferenceVerifyWorker(verifier.makeWorker(), ring)
            // The first verification prepares the key's context, which a worker does once in its life.
            _ = worker.perform(0..<1)
            return worker
        }
    }
}
