import ReferenceJOSE
import StrictJSON

extension VerificationResult {
    /// Whether this is the same verdict: the same headers, payload and claims, or the same check and the same words.
    func isIdentical(to other: VerificationResult) -> Bool {
        switch (self, other) {
        case (.accepted(let one), .accepted(let two)):
            one.headers == two.headers && one.payload == two.payload && one.claims == two.claims
        case (.rejected(let one), .rejected(let two)):
            one == two
        default:
            false
        }
    }
}
