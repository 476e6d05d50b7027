/// The classes of attacks and the vectors that try each.
package struct AttackCoverage: Hashable, Sendable {
    /// A class and its vectors.
    package struct Row: Hashable, Sendable {
        /// The class.
        package let attack: AttackClass
        /// The ids of its vectors, in the order of the vector files.
        package let vectors: [String]
        /// How many of them must be rejected.
        package let refusals: Int
        /// The patterns that match no vector.
        package let unmatched: [VectorPattern]

        /// Whether it is testable, but has no vectors or a pattern without one.
        package var isHole: Bool { attack.isTestable && (vectors.isEmpty || !unmatched.isEmpty) }
    }

    /// The classes, in the order of the catalog.
    package let rows: [Row]

    /// Finds the vectors of each class.
    ///
    /// - Parameters:
    ///   - corpus: the vectors.
    ///   - classes: the classes.
    package init(_ corpus: Corpus, classes: [AttackClass]) {
        let ids = corpus.vectors.enumerated().map { (text: $1.id, position: $0) }.sorted { $0.text < $1.text }
        rows = classes.map { attack in
            let matching = attack.vectors.map { $0.matches(sorted: ids) }
            let all = Set(matching.joined()).sorted().map { corpus.vectors[$0] }
            return Row(
                attack: attack,
                vectors: all.map(\.id),
                refusals: all.count { $0.expectation.isRefusal },
                unmatched: zip(attack.vectors, matching).filter { $1.isEmpty }.map(\.0)
            )
        }
    }

    /// The testable classes without vectors, or with a pattern that matches none.
    package var holes: [Row] { rows.filter(\.isHole) }

    /// The classes that no vector can try.
    package var notTestable: [Row] { rows.filter { !$0.attack.isTestable } }

    /// Whether every class has the vectors it needs.
    package var isComplete: Bool { holes.isEmpty }
}

extension Expectation {
    /// Whether a token must be rejected.
    fileprivate var isRefusal: Bool {
        guard case .reject = self else { return false }
        return true
    }
}
