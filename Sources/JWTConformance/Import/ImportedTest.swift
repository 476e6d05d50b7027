import JOSEAlgorithms

/// A test of another suite, to be turned into a vector.
struct ImportedTest {
    /// The file's name without its extension.
    let source: String
    /// The test's number or name in its suite.
    let test: String
    /// The id of the vector.
    let id: String
    /// What the test is about.
    let summary: String
    /// The token.
    let token: String
    /// `accept`, `reject` or `either`.
    let expect: String
    /// Why both answers are legal.
    let why: String?
    /// The payload, if the token doesn't contain it.
    var payload: Octets?
    /// The payload, if it travels separately.
    var detachedPayload: Octets?

    /// The vector, corrected by the errata.
    func vector(errata: Errata) -> VectorFile.Test {
        let erratum = errata.entry(source: source, test: test)
        let expect = erratum?.expect ?? expect
        var vector = VectorFile.Test(
            id: id,
            summary: summary.isEmpty ? "test \(test)" : summary,
            token: token,
            expect: expect
        )
        // A token to reject has no payload to compare.
        vector.payload = expect == "reject" ? nil : payload
        vector.detachedPayload = detachedPayload
        if expect == "either" { vector.why = erratum?.why ?? why ?? "its suite accepts both answers" }
        vector.level = expect == "either" ? .info : .must
        return vector
    }
}

extension JSONValue {
    /// The algorithms that a JWK is for: its own `alg`, or those of its type and curve.
    var importedAlgorithms: VerificationPolicy.Algorithms {
        if let algorithm = self["alg"]?.stringValue { return .only([algorithm]) }
        switch self["kty"]?.stringValue {
        case "EC":
            let curve = self["crv"]?.stringValue
            let fitting = AlgorithmRow.all.filter { $0.usualKey.type == "EC" && $0.usualKey.curveName == curve }
            return fitting.isEmpty ? .implementationDefault : .only(fitting.map(\.name))
        case "OKP": return .only(["EdDSA"])
        default: return .implementationDefault
        }
    }

    /// The JWK without its private members.
    var publicJWK: JSONValue {
        guard case .object(var members) = self, members["kty"] != .string("oct") else { return self }
        for name in ["d", "p", "q", "dp", "dq", "qi", "oth"] { members[name] = nil }
        return .object(members)
    }
}
