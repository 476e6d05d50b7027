import StrictJSON

extension TokenSigner {
    /// Prepares a signer for a protected header that is given whole, `alg` included.
    ///
    /// A producer keeps rules that a recipient needn't check: `crit` isn't empty, and names nothing twice, nothing that
    /// RFC 7515 defines and nothing that isn't there (RFC 7515 section 4.1.11); `jwk` is a public key (section 4.1.3).
    ///
    /// - Parameters:
    ///   - key: a private key or a secret, fit for the algorithm by type, strength, `use` and `key_ops`.
    ///   - text: the header as JSON text.
    /// - Throws: ``Rejection`` by the check that the key or the header fails.
    public init(key: JWK, header text: [UInt8]) throws(Rejection) {
        let members = try JOSEHeader.readProtected(text)
        let header = JOSEHeader(protected: members)
        let algorithm = try header.checkedAlgorithm(allowed: Algorithm.allCases)
        try header.checkTypes()
        // Any extension may be named that is in the header: its meaning is the application's.
        try header.checkCritical(understood: Set(members["crit"]?.strings ?? []))
        let isEncoded = try header.checkedEncoding()
        if let jwk = members["jwk"]?.object, jwk["d"] != nil || jwk["k"] != nil {
            throw Rejection(.headerTypes, "the header's jwk isn't a public key")
        }
        // These are the signer's own to set.
        let set: Set<String> = isEncoded ? ["alg"] : ["alg", "b64", "crit"]
        try self.init(
            key: key,
            algorithm: algorithm,
            header: members.members.filter { !set.contains($0.name) }.map { ($0.name, $0.value) },
            encoding: isEncoded ? .base64url : .unencoded
        )
    }
}
