/// Which classes of attacks the vectors of a corpus try, and which have none.
public struct AttackCoverage: Hashable, Sendable {
    /// A class with the vectors that try it.
    public struct Row: Hashable, Sendable {
        /// The class.
        public let attack: AttackClass
        /// The ids of its vectors, in the order of the corpus.
        public let vectors: [String]
        /// How many of them have to be refused.
        public let refusals: Int
        /// The patterns that name no vector.
        public let unmatched: [VectorPattern]

        /// Whether it can have vectors, and lost them or a part of them.
        public var isHole: Bool { attack.isTestable && (vectors.isEmpty || !unmatched.isEmpty) }
    }

    /// The classes, in the order of the catalog.
    public let rows: [Row]

    /// Looks for the vectors of each class.
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

    /// The classes that can have vectors and lack them, or a part of them.
    public var holes: [Row] { rows.filter(\.isHole) }

    /// The classes that no vector can try.
    public var notTestable: [Row] { rows.filter { !$0.attack.isTestable } }

    /// Whether there is no hole.
    public var isComplete: Bool { holes.isEmpty }
}

extension Expectation {
    /// Whether a token has to be refused.
    fileprivate var isRefusal: Bool {
        guard case .reject = self else { return false }
        return true
    }
}
