import JOSEAlgorithms

/// A test of another suite on its way to a vector.
struct ImportedTest {
    /// The file's name, without the ending.
    let source: String
    /// The number or name that the suite has for it.
    let test: String
    /// The id it gets here.
    let id: String
    /// What it's about.
    let summary: String
    /// The token.
    let token: String
    /// `accept`, `reject` or `either`.
    let expect: String
    /// Why either is legal.
    let why: String?
    /// The payload, where it isn't in the token.
    var payload: Octets?
    /// The payload that travels apart.
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
        // What to accept has to have a payload; what has none to be read can't be accepted to the octet.
        vector.payload = expect == "reject" ? nil : payload
        vector.detachedPayload = detachedPayload
        if expect == "either" { vector.why = erratum?.why ?? why ?? "its suite says that both are acceptable" }
        vector.level = expect == "either" ? .info : .must
        return vector
    }
}

extension JSONValue {
    /// The algorithms that a JWK is for: its own `alg`, or those that go with its type and curve.
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
