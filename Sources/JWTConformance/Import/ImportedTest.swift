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

    /// The vector, with the reason of the errata; the expectation is corrected already.
    func vector(errata: Errata) -> VectorFile.Test {
        let erratum = errata.entry(source: source, test: test)
        var vector = VectorFile.Test(
            id: id,
            summary: summary.isEmpty ? "test \(test)" : summary.bounded(to: 512),
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
    /// What to pin for a key or a key set: what its keys name, or for a key that names none what the token needs of it.
    ///
    /// Only what is needed: who lacks one of the algorithms isn't asked.
    ///
    /// - Parameter token: the token.
    /// - Returns: one algorithm for each key, or the implementation's default if no key has one.
    func algorithms(for token: String) -> VerificationPolicy.Algorithms {
        let header = Question.Token.text(token).headerAlgorithm
        var names: [String] = []
        for key in self["keys"]?.arrayValue ?? [self] {
            let named = key["alg"]?.stringValue.flatMap(AlgorithmRow.named)?.name
            let fitting = named.map { [$0] } ?? key.removing("alg").algorithms
            if let name = fitting.first(where: { $0 == header }) ?? fitting.first, !names.contains(name) {
                names.append(name)
            }
        }
        return names.isEmpty ? .implementationDefault : .only(names)
    }

    private func removing(_ member: String) -> JSONValue {
        guard case .object(var members) = self else { return self }
        members[member] = nil
        return .object(members)
    }

    /// The key or key set, with its PEM form if it's a key that has one.
    func trusted(pem: (JSONValue) -> String?) -> VectorFile.Key {
        if let keys = arrayValue { return .init(jwks: .object(["keys": .array(keys.map(\.publicJWK))])) }
        if let keys = self["keys"]?.arrayValue { return .init(jwks: .object(["keys": .array(keys.map(\.publicJWK))])) }
        return .init(jwk: publicJWK, pem: pem(publicJWK))
    }

    /// The JWK without its private members.
    var publicJWK: JSONValue {
        guard case .object(var members) = self, members["kty"] != .string("oct") else { return self }
        for name in ["d", "p", "q", "dp", "dq", "qi", "oth"] { members[name] = nil }
        return .object(members)
    }
}
