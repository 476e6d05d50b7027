/// Mutations that no vector can notice without blaming a verifier for what the RFCs let it do, or for what comes to the same.
package enum Freedoms {
    /// The reasons, by the ids of mutations.
    package static let reasons: [String: String] = [:]
}
