package import JWTConformance
import ReferenceJOSE
import StrictJSON

/// What every implementation of a fleet verifies for one algorithm: the same tokens under the same key.
package struct FleetWorkload: Sendable {
    /// The algorithm's name.
    package let algorithm: String
    /// The key's name in the corpus.
    package let keyName: String
    /// The tokens, no two alike.
    package let tokens: [String]
    /// What each token holds.
    package let payloads: [Octets]
    /// The key as an adapter gets it.
    package let key: KeyMaterial
    /// The same tokens for workers in this process.
    let ring: Ring
    /// The key that made them, for the bare operation and the reference.
    let signingKey: BenchmarkKey

    /// Signs tokens that are good until 2100, so that every clock takes them, with a key of the corpus.
    ///
    /// - Parameters:
    ///   - algorithm: its name in RFC 7518 and its successors.
    ///   - count: the number of tokens; ``Workload/ringCount`` where it's `nil`.
    ///   - corpus: the folder of the corpus, for its keys.
    /// - Throws: ``WorkloadError`` where there is no key for it.
    package init(
        algorithm: String,
        count: Int? = nil,
        corpus: String = CorpusLocation.directory()
    ) throws(WorkloadError) {
        guard let name = Self.keyNames[algorithm], let known = Algorithm(rawValue: algorithm) else {
            throw WorkloadError("there is no key for \(algorithm)")
        }
        do {
            guard let record = try KeyRecord.all(in: corpus).first(where: { $0.id == name }) else {
                throw WorkloadError("the corpus has no key \(name)")
            }
            let material = try Self.material(record)
            let payloads = (0..<(count ?? Workload.ringCount)).map {
                ClaimsPayload.octets($0, expiration: Self.expiration)
            }
            let signer = try TokenSigner(
                key: try Self.imported(material),
                algorithm: known,
                header: [("typ", .string("JWT"))]
            )
            let ring = try VerificationGate(prepared: SigningReference(signer: signer), payloads: Ring(payloads))
                .makeTokens()
            self.algorithm = algorithm
            self.keyName = name
            self.tokens = (0..<ring.count).map { String(decoding: ring[$0], as: UTF8.self) }
            self.payloads = payloads.map { Octets($0) }
            self.key = .jwk(record.verification, pem: record.pem)
            self.ring = ring
            self.signingKey = BenchmarkKey(title: name, material: material)
        } catch let error as WorkloadError {
            throw error
        } catch {
            throw WorkloadError("no tokens can be made with \(name): \(error)")
        }
    }

    /// The algorithms that there are keys for.
    package static var algorithms: [String] { Algorithm.allCases.map(\.rawValue).filter { keyNames[$0] != nil } }

    /// 2100-01-01T00:00:00Z.
    private static let expiration = 4_102_444_800

    private static let keyNames: [String: String] = {
        var names: [String: String] = [:]
        for name in ["HS256", "HS384", "HS512"] { names[name] = "keys/hmac-a" }
        for name in ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"] { names[name] = "keys/rsa-a" }
        names["ES256"] = "keys/p256-a"
        names["ES384"] = "keys/p384-a"
        names["ES512"] = "keys/p521-a"
        names["ES256K"] = "keys/secp256k1-a"
        names["EdDSA"] = "keys/ed25519-a"
        names["Ed25519"] = "keys/ed25519-a"
        names["Ed448"] = "keys/ed448-a"
        return names
    }()

    private static func material(_ record: KeyRecord) throws(WorkloadError) -> BenchmarkKey.Material {
        if let pem = record.signingPEM { return .pem(pem) }
        guard let secret = record.signing?["k"]?.stringValue.flatMap(Octets.init(base64url:)) else {
            throw WorkloadError("the key \(record.id) has no half for signing")
        }
        return .secret(secret.bytes)
    }

    private static func imported(_ material: BenchmarkKey.Material) throws -> JWK {
        switch material {
        case .secret(let octets): JWK(secret: octets)
        case .pem(let text): try JWK(pem: text)
        }
    }
}

/// The reference as a signer alone.
private struct SigningReference: PreparedImplementation {
    let signer: TokenSigner

    func makeWorker(_ operation: Operation, over ring: Ring) throws -> any ImplementationWorker {
        ReferenceSignWorker(try signer.makeWorker(), ring)
    }
}
