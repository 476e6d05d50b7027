/// Mutations that no vector can notice without blaming a verifier for what the RFCs let it do, or for what comes to the same.
package enum Freedoms {
    /// The reasons, by the ids of mutations.
    package static let reasons: [String: String] = [
        "claims.nbf/nbf-zero-is-none": "1970 is over, so that a token is valid with or without it",
        "claims.nbf/nbf-negative-is-none": "1970 is over, so that a token is valid with or without it",
        "typ.expected/normalized":
            "a media type is ASCII, of which no two texts are equivalent (RFC 7515 section 4.1.9)",
        "crit.understood/normalized":
            "names of parameters that are understood are ASCII, and an equivalent of one isn't",
    ]
}
