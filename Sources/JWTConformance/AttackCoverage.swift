/// The classes of attacks and the vectors that try each.
public struct AttackCoverage: Hashable, Sendable {
    /// A class and its vectors.
    public struct Row: Hashable, Sendable {
        /// The class.
        public let attack: AttackClass
        /// The ids of its vectors, in the order of the vector files.
        public let vectors: [String]
        /// How many of them must be rejected.
        public let refusals: Int
        /// The patterns that match no vector.
        public let unmatched: [VectorPattern]

        /// Whether it is testable, but has no vectors or a pattern without one.
        public var isHole: Bool { attack.isTestable && (vectors.isEmpty || !unmatched.isEmpty) }
    }

    /// The classes, in the order of the catalog.
    public let rows: [Row]

    /// Finds the vectors of each class.
    ///
    /// - Parameters:
    ///   - corpus: the vectors.
    ///   - classes: the classes.
    public init(_ corpus: Corpus, classes: [AttackClass]) {
        rows = classes.map { attack in
            let matching = corpus.vectors.filter { vector in attack.vectors.contains { $0.matches(vector.id) } }
            return Row(
                attack: attack,
                vectors: matching.map(\.id),
                refusals: matching.count { $0.expectation.isRefusal },
                unmatched: attack.vectors.filter { pattern in
                    !matching.contains { pattern.matches($0.id) }
                }
            )
        }
    }

    /// The testable classes without vectors, or with a pattern that matches none.
    public var holes: [Row] { rows.filter(\.isHole) }

    /// The classes that no vector can try.
    public var notTestable: [Row] { rows.filter { !$0.attack.isTestable } }

    /// Whether there is no hole.
    public var isComplete: Bool { holes.isEmpty }
}

extension Expectation {
    /// Whether a token must be rejected.
    fileprivate var isRefusal: Bool {
        guard case .reject = self else { return false }
        return true
    }
}
