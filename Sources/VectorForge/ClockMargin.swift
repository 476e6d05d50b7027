import JWTAdapters
import JWTConformance
import ReferenceJOSE

extension VectorFile {
    /// Measures the margin of every recipe.
    ///
    /// - Parameter keys: the corpus's key records by id.
    /// - Returns: the file with the margins. A recipe that doesn't lead to the vector's own token is taken out, and so is
    ///   one that doesn't make the same point at any later time.
    /// - Throws: an error that says what is wrong with a vector.
    func withClockMargins(keys: [String: KeyRecord]) throws -> VectorFile {
        guard groups.contains(where: { $0.tests.contains { $0.mint != nil } }) else { return self }
        var file = self
        var remaining = try vectors(keys: keys).makeIterator()
        for group in file.groups.indices {
            for test in file.groups[group].tests.indices {
                guard let vector = remaining.next(), vector.recipe != nil else { continue }
                if let margin = ClockMargin(of: vector) {
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
    /// The seconds, either way; `nil`: no clock that is wrong by less than three days matters, and no time of a recipe is
    /// as far from now.
    let seconds: Int64?

    /// Measures a vector that has a recipe; `nil` if the recipe can't be used.
    init?(of vector: Vector) {
        let minter = ReferenceMinter()
        guard let frozen = try? vector.minted(by: minter, now: Forge.now), frozen.hasSigningInput(of: vector) else {
            return nil
        }
        let expected = Self.refusal(of: vector, at: Forge.now)
        guard Self.refusal(of: frozen, at: Forge.now) == expected else { return nil }
        for years in [5, 50] as [Int64] {
            let later = Forge.now + years * 31_556_952
            guard let minted = try? vector.minted(by: minter, now: later) else { return nil }
            guard Self.refusal(of: minted, at: later) == expected else { return nil }
        }
        func turns(_ seconds: Int64) -> Bool {
            [seconds, -seconds].contains { (Self.refusal(of: vector, at: Forge.now + $0) == nil) != (expected == nil) }
        }
        // A window of validity that lies between two powers of two would be missed; a test looks at each second near
        // now.
        var (inside, outside): (Int64, Int64) = (0, 1)
        while !turns(outside) {
            inside = outside
            outside *= 2
            guard outside <= 1 << 18 else {
                seconds = nil
                return
            }
        }
        while outside - inside > 1 {
            let middle = (inside + outside) / 2
            if turns(middle) { outside = middle } else { inside = middle }
        }
        seconds = inside
    }

    /// The check that rejects the token at a time; `nil` if it's accepted.
    private static func refusal(of vector: Vector, at time: Int64) -> Check? {
        var question = vector.question
        question.policy.now = time
        switch ReferenceVerifier().verdict(on: question) {
        case .success(.accepted): return nil
        case .success(.rejected(let rejection)), .failure(.key(let rejection)): return rejection.check
        // No recipe comes this far with a policy that contradicts itself.
        case .failure(.policy): return .rule
        }
    }
}

extension Vector {
    /// Whether two vectors' tokens differ in nothing but a signature, which for some algorithms is another each time.
    func hasSigningInput(of other: Vector) -> Bool {
        func input(_ vector: Vector) -> ArraySlice<UInt8> {
            let bytes = vector.question.token.bytes
            return bytes[..<(bytes.lastIndex(of: UInt8(ascii: ".")) ?? bytes.startIndex)]
        }
        return input(self) == input(other)
    }
}
