/// How a vector is sent to an implementation.
enum AskingPlan {
    /// As it stands in the corpus.
    case asItIs
    /// With a token that this minter makes for the verifier's own clock.
    case minted(any Minter)
    /// Not at all, because a feature is missing.
    case skipped(Feature, why: String?)
    /// Not at all, because the runner can't judge what would come.
    case notRun(why: String)

    /// Chooses by what the implementation declares.
    ///
    /// - Parameters:
    ///   - vector: the vector.
    ///   - capabilities: what the implementation declares; `nil`: everything is asked.
    ///   - minter: who mints tokens, if anyone.
    init(for vector: Vector, capabilities: Capabilities?, minter: (any Minter)?) {
        guard let capabilities else {
            self = .asItIs
            return
        }
        if vector.sequence != nil, !capabilities.sequences {
            self = .skipped(.sequences, why: nil)
            return
        }
        let missing = capabilities.undeclared(vector.features, with: vector.key)
        guard let first = missing.first else {
            // A step of a sequence rests on those before it: if one of them can't be asked, its verdict would be about
            // another history than the corpus's.
            if let feature = vector.predecessors.lazy.compactMap(capabilities.firstUndeclared).first {
                self = .skipped(feature, why: "an earlier step can't be asked")
            } else {
                self = .asItIs
            }
            return
        }
        guard let minter, capabilities.clock == .system, let recipe = vector.recipe else {
            self = .skipped(first, why: nil)
            return
        }
        if let other = missing.first(where: { $0 != .policy(.now) }) {
            self = .skipped(other, why: nil)
        } else if recipe.suitsRunningClock {
            self = .minted(minter)
        } else {
            let margin = recipe.margin ?? 0
            let why = "the answer changes within \(margin + 1) s, too close for a system clock"
            self = .skipped(.injectedClock, why: why)
        }
    }

    /// The result of a vector that isn't asked; `nil` if it is.
    func resultWithoutAsking(_ vector: Vector) -> CaseResult? {
        switch self {
        case .asItIs, .minted: nil
        case .skipped(let feature, let why):
            CaseResult(vector: vector, verdict: .skipped, detail: why, feature: feature)
        case .notRun(let why): CaseResult(vector: vector, verdict: .notRun, detail: why)
        }
    }
}

extension Asker {
    /// How a vector is sent to the implementation.
    func plan(for vector: Vector, minter: (any Minter)?) -> AskingPlan {
        let plan = AskingPlan(for: vector, capabilities: capabilities, minter: minter)
        guard vector.kind == .sign, case .asItIs = plan else { return plan }
        guard verifier is any Signer else { return .skipped(.operation("sign"), why: nil) }
        return oracle == nil ? .notRun(why: "no verifier was given that a token could be held against") : plan
    }
}
