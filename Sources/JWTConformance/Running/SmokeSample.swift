/// A few vectors that show whether a verifier works at all: per algorithm one to accept and one to refuse.
package struct SmokeSample: Hashable, Sendable {
    /// The two vectors of an algorithm.
    package struct Pair: Hashable, Sendable {
        /// The `alg` name.
        package let algorithm: String
        /// A valid token, where the corpus has one that the verifier can be asked about.
        package let accept: Vector?
        /// An invalid token.
        package let reject: Vector?
    }

    /// The pairs, in the order in which the algorithms are declared.
    package let pairs: [Pair]

    /// Chooses from a corpus.
    ///
    /// - Parameters:
    ///   - corpus: the corpus; the first fitting vectors are taken.
    ///   - capabilities: what the verifier declares; if it declares nothing, every algorithm of the corpus is tried.
    package init(_ corpus: Corpus, capabilities: Capabilities?) {
        let binding = corpus.vectors.filter { vector in
            vector.level == .must && vector.sequence == nil
                && capabilities?.firstUndeclared(of: vector.question) == nil
        }
        var algorithms: [String] = []
        for name in capabilities?.algorithms ?? binding.compactMap(\.onlyAlgorithm) where !algorithms.contains(name) {
            algorithms.append(name)
        }
        pairs = algorithms.map { algorithm in
            let own = binding.filter { $0.onlyAlgorithm == algorithm }
            return Pair(
                algorithm: algorithm,
                accept: own.first { $0.expectationWord == "accept" },
                // A broken signature says more about the adapter than a token that can't be parsed.
                reject: own.first { $0.expectation == .reject && $0.reason == .signature }
                    ?? own.first { $0.expectation == .reject }
            )
        }
    }

    /// The algorithms of which nothing can be asked, though the corpus has vectors for them.
    package func unasked(in corpus: Corpus) -> [String] {
        pairs.filter { pair in
            pair.accept == nil && pair.reject == nil
                && corpus.vectors.contains { $0.features.contains(.algorithm(pair.algorithm)) }
        }.map(\.algorithm)
    }

    /// The vectors.
    package var vectors: [Vector] {
        var vectors: [Vector] = []
        for vector in pairs.flatMap({ [$0.accept, $0.reject] }).compactMap(\.self) where !vectors.contains(vector) {
            vectors.append(vector)
        }
        return vectors
    }
}

extension Vector {
    /// The algorithm, if the policy pins exactly one.
    fileprivate var onlyAlgorithm: String? {
        guard case .only(let names) = question.policy.algorithms, names.count == 1 else { return nil }
        return names.first
    }
}
