import JWTAdapters
import JWTConformance
import ReferenceJOSE

extension VectorFile {
    /// Measures the margin of every recipe.
    ///
    /// - Parameter keys: the corpus's key records by id.
    /// - Returns: the file with the margins; a recipe that doesn't make the same point at any later time is taken out.
    /// - Throws: what is wrong with a vector or its recipe.
    func withClockMargins(keys: [String: KeyRecord]) throws -> VectorFile {
        var file = self
        var remaining = try vectors(keys: keys).makeIterator()
        for group in file.groups.indices {
            for test in file.groups[group].tests.indices {
                guard let vector = remaining.next(), vector.recipe != nil else { continue }
                let margin = try ClockMargin(of: vector)
                if margin.keeps {
                    file.groups[group].tests[test].mint?.margin = margin.seconds
                } else {
                    file.groups[group].tests[test].mint = nil
                }
            }
        }
        return file
    }
}

/// How far a clock may be off before another verdict is due, measured by the reference.
struct ClockMargin {
    /// Whether the recipe makes the same point at any later time.
    let keeps: Bool
    /// The seconds, either way; `nil`: no clock that is wrong by less than eight years matters.
    let seconds: Int64?

    /// Measures a vector that has a recipe.
    ///
    /// - Throws: ``MintError`` where its token can't be minted.
    init(of vector: Vector) throws(MintError) {
        let expected = try Self.isAccepted(vector, at: Forge.now)
        var keeps = true
        for years in [1, 5, 20, 50] as [Int64] {
            let later = Forge.now + years * 31_556_952
            let isSame = try Self.isAccepted(vector, at: later) == expected
            keeps = keeps && isSame
        }
        self.keeps = keeps
        let frozen = try vector.minted(by: ReferenceMinter(), now: Forge.now)
        func turns(_ seconds: Int64) -> Bool {
            [seconds, -seconds].contains { Self.accepts(frozen, at: Forge.now + $0) != expected }
        }
        // A window of validity that lies between two powers of two would be missed; a test looks at each second near now.
        var (inside, outside): (Int64, Int64) = (0, 1)
        while !turns(outside) {
            inside = outside
            outside *= 2
            guard outside < 1 << 28 else {
                self.seconds = nil
                return
            }
        }
        while outside - inside > 1 {
            let middle = (inside + outside) / 2
            if turns(middle) { outside = middle } else { inside = middle }
        }
        self.seconds = inside
    }

    /// Whether the reference accepts the token that is made for a time, at that time.
    private static func isAccepted(_ vector: Vector, at time: Int64) throws(MintError) -> Bool {
        accepts(try vector.minted(by: ReferenceMinter(), now: time), at: time)
    }

    private static func accepts(_ vector: Vector, at time: Int64) -> Bool {
        var question = vector.question
        question.policy.now = time
        guard case .success(.accepted(_)) = ReferenceVerifier().verdict(on: question) else { return false }
        return true
    }
}
