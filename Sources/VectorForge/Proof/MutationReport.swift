import JWTAdapters
package import JWTConformance
package import ReferenceJOSE

/// Which vectors notice that a check of the reference has gone wrong.
package struct MutationReport: Sendable {
    /// A mutation and the vectors whose verdict is another under it.
    package struct Result: Sendable {
        /// The mutation.
        package let mutation: Mutation
        /// The ids of the vectors that notice.
        package let killers: [String]
    }

    /// A result for every mutation.
    package let results: [Result]

    /// Puts every vector to every mutation.
    package init(_ corpus: Corpus) {
        let usual = Self.verdicts(on: corpus, mutation: nil)
        results = Mutation.all.map { mutation in
            let verdicts = Self.verdicts(on: corpus, mutation: mutation)
            let killers = zip(corpus.vectors, zip(usual, verdicts)).filter { $0.1.0 != $0.1.1 }.map(\.0.id)
            return Result(mutation: mutation, killers: killers)
        }
    }

    /// The mutations that no vector notices.
    package var survivors: [Mutation] {
        results.filter(\.killers.isEmpty).map(\.mutation)
    }

    /// Whether the reference accepts each vector.
    private static func verdicts(on corpus: Corpus, mutation: Mutation?) -> [Bool] {
        corpus.vectors.map { vector in
            let verifier = ReferenceVerifier(without: [], mutation: mutation)
            guard case .success(.accepted) = verifier.verdict(on: vector) else { return false }
            return true
        }
    }
}
