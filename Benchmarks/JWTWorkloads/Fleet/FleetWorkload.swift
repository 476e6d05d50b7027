import CryptoPrimitives
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
    ///   - count: the number of tokens; `nil`: ``Workload/ringCount``.
    ///   - corpus: the folder of the corpus, for its keys.
    /// - Throws: ``WorkloadError`` if there is no key for it.
    package init(
        algorithm: String,
        count: Int? = nil,
        corpus: String = CorpusLocation.directory()
    ) throws(WorkloadError) {
        guard let known = Algorithm(rawValue: algorithm) else {
            throw WorkloadError("there is no key for \(algorithm)")
        }
        let name = "keys/\(known.row.usualKey.word)-a"
        do {
            guard let record = try KeyRecord.all(in: corpus).first(where: { $0.id == name }) else {
                throw WorkloadError("the vectors have no key \(name)")
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
    package static var algorithms: [String] { AlgorithmRow.all.map(\.name) }

    /// 2100-01-01T00:00:00Z.
    private static let expiration = 4_102_444_800

    private static func material(_ record: KeyRecord) throws(WorkloadError) -> BenchmarkKey.Material {
        if let pem = record.signingPEM { return .pem(pem) }
        guard let secret = record.signing?["k"]?.stringValue.flatMap(Octets.init(base64url:)) else {
            throw WorkloadError("the key \(record.id) has no private half")
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
