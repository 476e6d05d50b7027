/// What a sign vector asks for, and how the signer's answer is checked.
public struct SigningTask: Hashable, Sendable {
    /// What the signer is asked.
    public let request: SignRequest
    /// The key that verifies a token that comes.
    public let verification: KeyMaterial
    /// Whether it's asked twice, to see whether the same token comes again; that is recorded and never judged.
    public let isAskedTwice: Bool

    /// Asks for a token.
    public init(_ request: SignRequest, verification: KeyMaterial, isAskedTwice: Bool = false) {
        self.request = request
        self.verification = verification
        self.isAskedTwice = isAskedTwice
    }
}

extension SigningTask {
    /// How often a token is asked for.
    ///
    /// An ECDSA signature is two random integers, and a signer that leaves out their leading zeros is right by chance:
    /// under P-521 one time in four, which eight askings tell from always. Under the other curves it's wrong one time in
    /// a hundred, and found out by chance alone.
    var mostAskings: Int {
        if request.algorithm == "ES512" { return 8 }
        return isAskedTwice ? 2 : 1
    }

    /// What a signer must be able to do to be asked.
    ///
    /// No signer declares an algorithm that must be refused, so every signer is asked about it.
    func features(reason: ReasonCode?) -> [Feature] {
        var features = [Feature.operation("sign")]
        if let name = request.algorithm, ![.algNone, .algNotAllowed].contains(reason) {
            features.append(.algorithm(name))
        }
        features.append(.key(request.key.kind))
        if request.isUnencoded { features.append(.serialization("unencoded")) }
        return features
    }
}
