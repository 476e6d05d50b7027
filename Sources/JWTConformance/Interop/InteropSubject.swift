/// What implementations are asked to sign and to verify for each other: a key and an algorithm.
package struct InteropSubject: Hashable, Sendable {
    /// The `alg` name.
    package let algorithm: String
    /// The key that signs.
    package let signing: KeyMaterial
    /// The key that verifies.
    package let verification: KeyMaterial

    /// Names a key and what to do with it.
    package init(algorithm: String, signing: KeyMaterial, verification: KeyMaterial) {
        self.algorithm = algorithm
        self.signing = signing
        self.verification = verification
    }

    /// What is signed: a claims set that is good for years, whatever the clock.
    ///
    /// It's spelled as libraries that serialize claims themselves do: members in alphabetical order, no white space,
    /// nothing that some would escape.
    package static let payload = Octets(
        Array(#"{"exp":4102444800,"iat":1767225600,"iss":"issuer.example","sub":"alice"}"#.utf8)
    )

    /// One for each algorithm for which the sign vectors have a token to produce; the first is taken.
    ///
    /// - Parameter vectors: vectors for signers; others are left out.
    /// - Returns: the subjects, in the order in which their algorithms appear.
    package static func all(in vectors: [Vector]) -> [InteropSubject] {
        var subjects: [InteropSubject] = []
        for vector in vectors {
            guard case .accept = vector.expectation, let task = vector.signing, let name = task.request.algorithm,
                !task.request.isUnencoded, case .jwk = task.request.key,
                !subjects.contains(where: { $0.algorithm == name })
            else { continue }
            subjects.append(
                InteropSubject(algorithm: name, signing: task.request.key, verification: task.verification)
            )
        }
        return subjects
    }

    /// The request for a token.
    var request: SignRequest {
        SignRequest(
            header: .object(["alg": .string(algorithm), "typ": .string("JWT")]),
            payload: Self.payload,
            key: signing
        )
    }

    /// The question about a token, in the form that asks most of the verifier among those that it declares.
    ///
    /// - Parameters:
    ///   - token: what a signer made.
    ///   - capabilities: the capabilities that the verifier declares.
    /// - Returns: the question, or the feature that the verifier lacks.
    func question(_ token: String, for capabilities: Capabilities?) -> Result<Question, UndeclaredFeature> {
        var lacking: Feature?
        for algorithms in [VerificationPolicy.Algorithms.only([algorithm]), .implementationDefault] {
            for content in [Question.Content.claims, .bytes] {
                let question = Question(
                    content: content,
                    token: .text(token),
                    key: verification,
                    policy: VerificationPolicy(algorithms: algorithms)
                )
                // An algorithm that isn't declared isn't asked without a pin either.
                if let capabilities, !capabilities.declares(.algorithm(algorithm)) {
                    return .failure(UndeclaredFeature(feature: .algorithm(algorithm)))
                }
                guard let feature = capabilities?.firstUndeclared(of: question) else { return .success(question) }
                lacking = lacking ?? feature
            }
        }
        return .failure(UndeclaredFeature(feature: lacking ?? .algorithm(algorithm)))
    }
}

/// What a verifier would need to be asked.
struct UndeclaredFeature: Error {
    let feature: Feature
}
