import JWTAdapters
import JWTConformance
import ReferenceJOSE
import Testing

@testable import VectorForge

/// What holds for the recipes by which tokens are made anew.
@Suite struct RecipeLints {
    private static let recipes = (try? SourceCorpus.corpus.get().vectors.filter { $0.recipe != nil }) ?? []

    @Test func `there are recipes`() {
        #expect(Self.recipes.count >= 450)
        #expect(Self.recipes.count { $0.recipe?.suitsRunningClock == true } >= 400)
    }

    /// Octet by octet where the algorithm signs deterministically, and but for the signature where it doesn't.
    @Test(arguments: recipes) func `at the vectors' now it gives the fixed token`(_ vector: Vector) throws {
        let minted = try vector.minted(by: ReferenceMinter(), now: Forge.now)
        #expect(minted.hasSigningInput(of: vector))
        let header = vector.recipe?.header ?? ""
        if !["\"ES", "\"PS"].contains(where: header.contains) { #expect(minted == vector) }
        #expect(isAccepted(minted, at: Forge.now) == isAccepted(vector, at: Forge.now))
    }

    /// As far as the margin goes either way, and to the second near now.
    @Test(arguments: recipes) func `the margin holds`(_ vector: Vector) throws {
        let frozen = isAccepted(vector, at: Forge.now)
        let margin = vector.recipe?.margin ?? 315_360_000
        for seconds in Set([1, 2, 3, 4, 5, 10, 60, margin]).filter({ $0 <= margin }) {
            #expect(isAccepted(vector, at: Forge.now + seconds) == frozen, "\(seconds) s later")
            #expect(isAccepted(vector, at: Forge.now - seconds) == frozen, "\(seconds) s earlier")
        }
        if let margin = vector.recipe?.margin {
            let beyond = [margin + 1, -margin - 1].map { isAccepted(vector, at: Forge.now + $0) }
            #expect(beyond.contains(!frozen), "the margin could be larger")
        }
    }

    @Test(arguments: [1_900_000_000, 4_000_000_000] as [Int64])
    func `the minted token makes the same point later`(time: Int64) throws {
        for vector in Self.recipes {
            let minted = try vector.minted(by: ReferenceMinter(), now: time)
            #expect(isAccepted(minted, at: time) == isAccepted(vector, at: Forge.now), "\(vector.id)")
        }
    }

    @Test func `every vector about time has one`() throws {
        let topics = [
            "claims/times/", "claims/leeway/", "claims/maximum-age/", "claims/maximum-lifetime/", "claims/clock/",
        ]
        let without = try SourceCorpus.corpus.get().vectors.filter { vector in
            vector.recipe == nil && topics.contains { vector.id.hasPrefix($0) }
        }
        // 1.9E9 is a time in 2030, and stays one.
        #expect(without.map(\.id) == ["claims/times/exp-exponent"])
    }

    private func isAccepted(_ vector: Vector, at time: Int64) -> Bool {
        var question = vector.question
        question.policy.now = time
        guard case .success(.accepted) = ReferenceVerifier().verdict(on: question) else { return false }
        return true
    }
}
