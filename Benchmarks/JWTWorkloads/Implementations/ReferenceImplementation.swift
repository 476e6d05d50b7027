package import ReferenceJOSE
import StrictJSON

/// The reference, with a full policy: algorithm, issuer, audience and times are checked.
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
    /// - Throws: the reference's own error if it refuses the key.
    package func prepare(algorithm: String, key: BenchmarkKey) throws -> any PreparedImplementation {
        let recipe = try ReferenceRecipe(algorithm: algorithm, key: key)
        return PreparedReference(signer: try recipe.signer(), verifier: try recipe.verifier())
    }

    /// Imports nothing yet: each operation does.
    ///
    /// - Parameters:
    ///   - algorithm: one of ``algorithms``.
    ///   - key: a key of the algorithm's kind.
    /// - Returns: what all workers share.
    /// - Throws: the reference's own error if it refuses the key.
    package func prepareCold(algorithm: String, key: BenchmarkKey) throws -> any PreparedImplementation {
        ColdReference(recipe: try ReferenceRecipe(algorithm: algorithm, key: key))
    }
}

/// How the reference comes from a key's text to a signer or a verifier.
package struct ReferenceRecipe: Sendable {
    private let algorithm: Algorithm
    private let key: BenchmarkKey.Material
    private let publicPEM: String?

    /// Takes a key.
    ///
    /// - Parameters:
    ///   - algorithm: an algorithm's name.
    ///   - key: a key of its kind.
    /// - Throws: the reference's own error if it refuses the key.
    package init(algorithm: String, key: BenchmarkKey) throws {
        guard let algorithm = Algorithm(rawValue: algorithm) else {
            throw WorkloadError("it doesn't support \(algorithm)")
        }
        self.algorithm = algorithm
        self.key = key.material
        publicPEM =
            switch key.material {
            case .secret: nil
            case .pem(let text): try JWK(pem: text).publicPEM
            }
    }

    /// What the tokens are held to.
    package var policy: TokenPolicy {
        var policy = TokenPolicy(algorithms: [algorithm])
        policy.issuer = ClaimsPayload.issuer
        policy.audience = ClaimsPayload.audience
        policy.now = Double(ClaimsPayload.now)
        return policy
    }

    /// Imports the private key or the secret.
    package func signer() throws -> TokenSigner {
        let key =
            switch key {
            case .secret(let octets): JWK(secret: octets)
            case .pem(let text): try JWK(pem: text)
            }
        return try TokenSigner(key: key, algorithm: algorithm, header: [("typ", .string("JWT"))])
    }

    /// Imports the public key or the secret; it has an id, so that a token may name another.
    ///
    /// - Parameter policy: a policy to use instead of ``policy``, if any.
    /// - Returns: a verifier, for all workers.
    /// - Throws: the reference's own error if it refuses the key or the policy.
    package func verifier(policy: TokenPolicy? = nil) throws -> TokenVerifier {
        let metadata = JWK.Metadata(keyID: "benchmark")
        let key =
            switch key {
            case .secret(let octets): JWK(secret: octets, metadata: metadata)
            case .pem(let text): try JWK(pem: publicPEM ?? text, metadata: metadata)
            }
        return try TokenVerifier(keys: JWKSet([key]), policy: policy ?? self.policy)
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

private struct ColdReference: PreparedImplementation {
    let recipe: ReferenceRecipe

    func makeWorker(_ operation: Operation, over ring: Ring) throws -> any ImplementationWorker {
        switch operation {
        case .sign: ColdReferenceSignWorker(recipe, ring)
        case .verify: ColdReferenceVerifyWorker(recipe, ring)
        }
    }
}
