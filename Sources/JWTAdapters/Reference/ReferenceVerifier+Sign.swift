public import JWTConformance
import ReferenceJOSE

extension ReferenceVerifier: Signer {
    /// Signs a payload in compact serialization, or says by which check it won't.
    public func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer {
        do throws(Rejection) {
            guard case .jwk(let jwk, _) = request.key else {
                return .unsupported(feature: "\(Feature.key(request.key.kind))")
            }
            let key = try JWK(parsing: jwk.text)
            let signer = try TokenSigner(key: key, header: request.header.text)
            return .token(try signer.sign(request.payload.bytes))
        } catch {
            return .refuse(reason: error.code.rawValue, detail: "\(error.check.id): \(error.detail)")
        }
    }
}
