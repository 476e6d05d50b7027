/// How a vector is put to a verifier.
enum Approach {
    /// As it stands in the corpus.
    case asItIs
    /// With its token made anew, by this minter, for the verifier's own clock.
    case minted(any Minter)
    /// Not at all, for want of a feature.
    case skipped(Feature, why: String?)

    /// Chooses by what the verifier declares.
    ///
    /// - Parameters:
    ///   - vector: the vector.
    ///   - capabilities: what the verifier declares; `nil`: everything is asked.
    ///   - minter: who mints tokens, if anyone.
    init(to vector: Vector, capabilities: Capabilities?, minter: (any Minter)?) {
        guard let capabilities else {
            self = .asItIs
            return
        }
        if vector.sequence != nil, !capabilities.sequences {
            self = .skipped(.sequences, why: nil)
            return
        }
        let missing = capabilities.undeclared(of: vector.question)
        guard let first = missing.first else {
            // A step of a sequence rests on those before it: where one of them can't be asked, its verdict would be about
            // another history than the corpus's.
            if let feature = vector.predecessors.lazy.compactMap(capabilities.firstUndeclared).first {
                self = .skipped(feature, why: "a step before it can't be asked")
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
            let why = "a verdict that turns within \(margin + 1) s can't be held against a clock that runs"
            self = .skipped(.injectedClock, why: why)
        }
    }
}
