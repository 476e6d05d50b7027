/// One sign request with the answer that the rules demand, and the reasons.
public struct SignVector: Hashable, Sendable, Identifiable {
    /// What must come back.
    public enum Expectation: Hashable, Sendable {
        /// A token that is what was asked for, and that this key verifies.
        case produce(verification: KeyMaterial)
        /// No token.
        case refuse
        /// Both are legal, for the reason that is given; a token has to be what was asked for.
        case either(why: String, verification: KeyMaterial)
    }

    /// A path-like slug that begins with `sign/`, unique and stable for ever.
    public let id: String
    /// What this vector adds, in a phrase.
    public let summary: String
    /// What is asked.
    public let request: SignRequest
    /// What must come back.
    public let expectation: Expectation
    /// How binding the rule is.
    public let level: Level
    /// Why a refusal is due; absent where a token is.
    public let reason: ReasonCode?
    /// Whether it's asked twice, to see whether the same token comes again; that is recorded and never judged.
    public let isAskedTwice: Bool
    /// The rules, such as `RFC7518#3.2`.
    public let refs: [String]

    /// Assembles a vector.
    public init(
        id: String,
        summary: String,
        request: SignRequest,
        expectation: Expectation,
        level: Level = .must,
        reason: ReasonCode? = nil,
        isAskedTwice: Bool = false,
        refs: [String] = []
    ) {
        self.id = id
        self.summary = summary
        self.request = request
        self.expectation = expectation
        self.level = level
        self.reason = reason
        self.isAskedTwice = isAskedTwice
        self.refs = refs
    }

    /// What a signer must be able to do to be asked.
    ///
    /// Where the algorithm itself is what must be refused, nobody declares it, and everybody is asked.
    public var features: [Feature] {
        var features = [Feature.operation("sign")]
        if let name = request.algorithm, ![.algNone, .algNotAllowed].contains(reason) {
            features.append(.algorithm(name))
        }
        features.append(.key(request.key.kind))
        if request.isUnencoded { features.append(.serialization("unencoded")) }
        return features
    }
}

extension SignVector: CustomStringConvertible {
    /// The id, so that a parameterised test names its case by it.
    public var description: String { id }
}
