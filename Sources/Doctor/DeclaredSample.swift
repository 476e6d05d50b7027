import JWTConformance

/// For each thing that an adapter declares, some valid tokens that need it, and for an algorithm or a member of the policy
/// some that must be rejected.
struct DeclaredSample: Sendable {
    /// The vectors for one feature.
    ///
    /// Several of each kind, the plainest first: a library that gets one of them wrong has a flaw, and the adapter
    /// works all the same.
    struct Pick: Sendable {
        let feature: Feature
        let accept: [Vector]
        let reject: [Vector]
        /// Whether the corpus has nothing that needs the feature and could be asked.
        let isIdle: Bool
    }

    private static let tries = 8

    /// For the algorithms, in the order of the declaration.
    let algorithms: [Pick]
    /// For all else but the operations.
    let others: [Pick]
    /// How many vectors of the corpus the adapter would be asked.
    let askable: Int

    /// Chooses from a corpus.
    init(_ corpus: Corpus, capabilities: Capabilities) {
        let asked = corpus.vectors.map { $0.carried(for: capabilities) }.filter { capabilities.permits($0) }
        askable = asked.count
        let candidates = asked.filter { $0.sequence == nil }.map { ($0, $0.neededFeatures) }
        func pick(_ feature: Feature) -> Pick {
            let needing = candidates.filter { $0.1.contains(feature) }
            func plainest(_ fits: (Vector) -> Bool) -> [Vector] {
                let fitting = needing.filter { $0.0.level == .must && fits($0.0) }
                return Array(fitting.sorted { $0.1.count < $1.1.count }.prefix(Self.tries).map(\.0))
            }
            let ownReasons = Self.refusals[feature.name]
            let reasons = feature.name(of: "algorithm") == nil ? ownReasons : [.signature]
            let reject = plainest { vector in
                vector.expectation == .reject && reasons?.contains { $0 == vector.reason } == true
            }
            // A vector may need a member of the policy and be about something else; the twins of these are about it.
            let twins = Set(ownReasons == nil ? [] : reject.compactMap(\.twin))
            return Pick(
                feature: feature,
                // Which algorithms it takes without a pin is the library's own choice.
                accept: feature == .unpinned
                    ? [] : plainest { $0.expectationWord == "accept" && (twins.isEmpty || twins.contains($0.id)) },
                reject: reject,
                isIdle: needing.isEmpty
            )
        }
        algorithms = capabilities.algorithms.map { pick(.algorithm($0)) }
        others = capabilities.sampledFeatures.map(pick)
    }

    /// Every vector, once.
    var vectors: [Vector] {
        var seen: Set<String> = []
        return (algorithms + others).flatMap { $0.accept + $0.reject }.filter { seen.insert($0.id).inserted }
    }

    /// By which refusals it shows that a member of the policy is heeded.
    private static let refusals: [String: [ReasonCode]] = [
        "policy:now": [.expired], "policy:nowMilliseconds": [.expired, .notYetValid], "policy:leeway": [.expired],
        "policy:issuer": [.issuer], "policy:issuers": [.issuer], "policy:issuerKeys": [.issuer],
        "policy:audience": [.audience], "policy:audiences": [.audience], "policy:subject": [.subject],
        "policy:type": [.typ],
        "policy:requiredClaims": [.claimMissing], "policy:expectedClaims": [.claimType, .claimMissing],
        "policy:maximumAge": [.lifetime], "policy:maximumLifetime": [.lifetime],
        "policy:revokedTokenIDs": [.revoked], "policy:seenTokenIDs": [.replayed],
    ]
}

extension Vector {
    /// The features that the question needs, and the PEM form of the key if there is one.
    fileprivate var neededFeatures: Set<Feature> {
        var features = Set(question.features)
        if case .jwk(_, .some) = question.key { features.insert(.key("pem")) }
        return features
    }
}

extension Capabilities {
    /// Whether a run would ask the vector.
    func permits(_ vector: Vector) -> Bool {
        if vector.sequence != nil, !sequences { return false }
        var capabilities = self
        // For a clock that can't be set, a token is made for the current time.
        if clock == .system, vector.recipe?.suitsRunningClock == true { capabilities.policy.append("now") }
        return (vector.predecessors + [vector.question]).allSatisfy { capabilities.firstUndeclared(of: $0) == nil }
    }

    /// The declared features besides algorithms and operations.
    fileprivate var sampledFeatures: [Feature] {
        var features = serializations.map(Feature.serialization) + keys.map(Feature.key)
        features += contents.compactMap { Question.Content(rawValue: $0).map(Feature.content) }
        features += policy.map { Feature("policy:\($0)") }
        // By the system's clock the time is compared without being declared.
        let isCompared = declares(.policy(.now)) || (clock == .system && contents.contains("claims"))
        if isCompared { features.append(.policy(.now)) }
        var seen: Set<Feature> = []
        return features.filter { seen.insert($0).inserted }
    }
}
