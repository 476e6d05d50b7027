import Foundation
import JWTConformance
import TokenGate

/// The library, as the suite asks it.
struct TokenGateVerifier: Verifier {
    /// What isn't declared here isn't asked, and counts as skipped; what is declared has to work.
    let profile = ImplementationProfile(
        name: "TokenGate",
        version: "1.0.0",
        language: "Swift",
        capabilities: Capabilities(algorithms: ["HS256"], policy: ["algorithms", "now", "issuer"])
    )

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        guard case .jwk(let key, _) = question.key else { return .unsupported(feature: "key:\(question.key.kind)") }
        // `admit` takes a String, which can't hold octets that aren't UTF-8.
        guard case .text(let token) = question.token else { return .unsupported(feature: "token:octets") }
        do {
            let gate = try TokenGate(
                key: Array(JSONEncoder().encode(key)),
                issuer: question.policy.issuer,
                now: question.policy.now,
                holdsClaims: question.content == .claims
            )
            return .accept(payload: Octets(try gate.admit(token)))
        } catch let refusal as TokenGate.Refusal {
            return .reject(reason: nil, detail: refusal.reason)
        } catch {
            // An exception that isn't the library's own way to refuse is a finding.
            return .error(detail: "\(error)")
        }
    }
}
