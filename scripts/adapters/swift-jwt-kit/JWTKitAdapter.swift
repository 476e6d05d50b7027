import AdapterProtocol
import Foundation
import JWTKit

/// jwt-kit behind adapter protocol 1.
@main struct JWTKitAdapter: Adapter {
    static func main() async throws {
        try await JWTKitAdapter().serve()
    }

    /// The version is the one that Package.swift pins; the library itself doesn't say.
    let implementation = Implementation(name: "jwt-kit", version: "5.7.1", homepage: "https://github.com/vapor/jwt-kit")

    var capabilities: Capabilities {
        var capabilities = Capabilities(algorithms: [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
            "EdDSA",
        ])
        capabilities.operations.append("sign")
        capabilities.keys = ["jwk", "pem", "text"]
        capabilities.policy = ["algorithms", "now", "audience"]
        capabilities.clock = "injected"
        return capabilities
    }

    func verifier(for request: Request) async throws -> Verify {
        let keys = try await verificationKeys(for: request)
        guard request.wantsClaims else {
            return { token in
                _ = try await keys.verify(token, as: AnyPayload.self)
                return payload(of: token)
            }
        }
        let expected = Expected(
            now: request.policy?["now"]?.integer.map { Date(timeIntervalSince1970: TimeInterval($0)) },
            audience: request.policy?["audience"]?.string
        )
        return { token in
            _ = try await Expected.$current.withValue(expected) { try await keys.verify(token, as: Claims.self) }
            return payload(of: token)
        }
    }

    /// A key stands for one algorithm, which is the pin: jwt-kit doesn't compare it with the token's.
    private func verificationKeys(for request: Request) async throws -> JWTKeyCollection {
        func secret() throws -> HMACKey { HMACKey(from: try request.secret()) }
        func rsa() throws -> Insecure.RSA.PublicKey { try Insecure.RSA.PublicKey(pem: request.pemText()) }
        // Of several algorithms, those for another type of key have no key here.
        let allowed = request.algorithms ?? []
        let isSecret = request.key?["kty"]?.string == "oct"
        let fitting = allowed.count == 1 ? allowed : allowed.filter { $0.hasPrefix("HS") == isSecret }
        guard fitting.count == 1, let algorithm = fitting.first else { throw Unsupported("policy:several-algorithms") }
        let keys = JWTKeyCollection()
        switch algorithm {
        case "HS256": return await keys.add(hmac: try secret(), digestAlgorithm: .sha256)
        case "HS384": return await keys.add(hmac: try secret(), digestAlgorithm: .sha384)
        case "HS512": return await keys.add(hmac: try secret(), digestAlgorithm: .sha512)
        case "RS256": return await keys.add(rsa: try rsa(), digestAlgorithm: .sha256)
        case "RS384": return await keys.add(rsa: try rsa(), digestAlgorithm: .sha384)
        case "RS512": return await keys.add(rsa: try rsa(), digestAlgorithm: .sha512)
        case "PS256": return await keys.add(pss: try rsa(), digestAlgorithm: .sha256)
        case "PS384": return await keys.add(pss: try rsa(), digestAlgorithm: .sha384)
        case "PS512": return await keys.add(pss: try rsa(), digestAlgorithm: .sha512)
        case "ES256": return await keys.add(ecdsa: try ES256PublicKey(pem: request.pemText()))
        case "ES384": return await keys.add(ecdsa: try ES384PublicKey(pem: request.pemText()))
        case "ES512": return await keys.add(ecdsa: try ES512PublicKey(pem: request.pemText()))
        case "EdDSA":
            try refuseEd448(request)
            return await keys.add(eddsa: try EdDSA.PublicKey(pem: request.pemText()))
        default: throw Unsupported("algorithm:\(algorithm)")
        }
    }

    /// Signs with a JWK, as jwt-kit reads it, except for secrets, which it reads from no JWK.
    func sign(_ request: Request) async throws -> String {
        guard let key = request.key, let header = request.header, let algorithm = header["alg"]?.string else {
            throw Unsupported("sign:alg")
        }
        let serializer = OctetSerializer(payload: request.payload?.bytes ?? [])
        let keys = JWTKeyCollection(defaultJWTSerializer: serializer)
        func add(_ digest: DigestAlgorithm) async throws {
            await keys.add(hmac: HMACKey(from: try request.secret()), digestAlgorithm: digest, serializer: serializer)
        }
        switch algorithm {
        case "HS256": try await add(.sha256)
        case "HS384": try await add(.sha384)
        case "HS512": try await add(.sha512)
        default:
            try refuseEd448(request)
            var jwk = try decoded(JWK.self, from: key)
            jwk.keyIdentifier = "key"
            try await keys.add(jwk: jwk)
        }
        return try await keys.sign(AnyPayload(), header: try decoded(JWTHeader.self, from: header))
    }

    /// Of the two curves that the name EdDSA stands for, jwt-kit has one.
    private func refuseEd448(_ request: Request) throws {
        if request.key?["crv"]?.string == "Ed448" { throw Unsupported("algorithm:Ed448") }
    }

    private func decoded<Value: Decodable>(_ type: Value.Type, from json: JSON) throws -> Value {
        try JSONDecoder().decode(type, from: JSONEncoder().encode(json))
    }

    /// Swift errors are thrown on purpose; what jwt-kit doesn't expect is a trap.
    func isRefusal(_ error: any Error) -> Bool { true }
}

/// The octets of an accepted token's payload: jwt-kit gives what it decoded alone.
private func payload(of token: [UInt8]) -> [UInt8] {
    let segments = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return Octets(base64url: String(decoding: segments[1], as: UTF8.self))?.bytes ?? []
}

/// A payload of which nothing is demanded but that it's JSON.
private struct AnyPayload: JWTPayload {
    init() {}

    init(from decoder: any Decoder) throws { _ = try JSON(from: decoder) }

    func verify(using algorithm: some JWTAlgorithm) {}
}

/// Signs octets as they are, whatever the payload that stands for them; jwt-kit lets a serializer choose.
private struct OctetSerializer: JWTSerializer {
    let payload: [UInt8]
    let jsonEncoder: any JWTJSONEncoder = .defaultForJWT

    func serialize(_: some JWTPayload, header: JWTHeader) -> Data {
        Data(Octets(payload).base64url.utf8)
    }
}

/// What ``Claims`` is to demand while a token is verified.
///
/// An application knows that when it writes the type.
private struct Expected {
    @TaskLocal static var current = Expected()
    var now: Date?
    var audience: String?
}

/// A payload as applications write it.
private struct Claims: JWTPayload {
    var iss: IssuerClaim?
    var sub: SubjectClaim?
    var aud: AudienceClaim?
    var exp: ExpirationClaim?
    var nbf: NotBeforeClaim?
    var iat: IssuedAtClaim?
    var jti: IDClaim?

    func verify(using algorithm: some JWTAlgorithm) throws {
        if let now = Expected.current.now {
            try exp?.verifyNotExpired(currentDate: now)
            try nbf?.verifyNotBefore(currentDate: now)
        }
        if let audience = Expected.current.audience {
            // In an application that expects one, the property isn't optional.
            guard let aud else { throw JWTError.claimVerificationFailure(failedClaim: nil, reason: "no audience") }
            try aud.verifyIntendedAudience(includes: audience)
        }
    }
}
