package import JWTConformance
package import ReferenceFaults
import ReferenceJOSE

/// Which vectors notice that a check of the reference has gone wrong.
package struct MutationReport: Sendable {
    /// A mutation and the vectors whose verdict it changes.
    package struct Result: Sendable {
        /// The mutation.
        package let mutation: Mutation
        /// The ids of the vectors that notice.
        package let killers: [String]
    }

    /// A result for every mutation.
    package let results: [Result]

    /// Asks every mutation every vector.
    ///
    /// - Parameters:
    ///   - corpus: the vectors.
    ///   - step: called before each question; what it throws ends the whole.
    /// - Throws: what `step` throws.
    package init(_ corpus: Corpus, step: () throws -> Void = {}) rethrows {
        let usual = try Self.verdicts(on: corpus, mutation: nil, step: step)
        results = try Mutation.all.map { mutation in
            let verdicts = try Self.verdicts(on: corpus, mutation: mutation, step: step)
            let killers = zip(corpus.vectors, zip(usual, verdicts)).filter { $0.1.0 != $0.1.1 }.map(\.0.id)
            return Result(mutation: mutation, killers: killers)
        }
    }

    /// How many steps there are.
    static func stepCount(_ corpus: Corpus) -> Int { corpus.vectors.count * (Mutation.all.count + 1) }

    /// The mutations that no vector notices.
    package var survivors: [Mutation] {
        results.filter(\.killers.isEmpty).map(\.mutation)
    }

    /// Whether the reference accepts each vector.
    private static func verdicts(
        on corpus: Corpus,
        mutation: Mutation?,
        step: () throws -> Void
    ) rethrows -> [Bool] {
        try corpus.vectors.map { vector in
            try step()
            let verifier = FaultyReference(Faults(mutation: mutation))
            guard case .success(.accepted) = verifier.verdict(on: vector) else { return false }
            return true
        }
    }
}
