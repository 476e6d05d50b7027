/// Which requirements the vectors of a corpus are about, and which have none.
public struct Coverage: Hashable, Sendable {
    /// A requirement with the vectors that name it.
    public struct Row: Hashable, Sendable {
        /// The requirement.
        public let requirement: Requirement
        /// The ids of its vectors, by their kind.
        public let vectors: [Requirement.Side: [String]]

        /// How many vectors of a kind it has.
        public func count(_ side: Requirement.Side) -> Int { vectors[side]?.count ?? 0 }

        /// The kinds of vectors that it wants and has none of.
        public var missing: [Requirement.Side] {
            requirement.isTestable ? requirement.testable.filter { count($0) == 0 } : []
        }

        /// How far its vectors go.
        public var state: State {
            guard requirement.isTestable else { return .notTestable }
            if missing.isEmpty { return .covered }
            return vectors.isEmpty ? .hole : .partial
        }
    }

    /// How far the vectors of a requirement go.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// It has a vector of each kind that it wants.
        case covered
        /// It has vectors, and wants a further kind.
        case partial
        /// It has no vector.
        case hole
        /// No vector can show whether it's kept.
        case notTestable = "not-testable"
    }

    /// What the requirements of one document come to.
    public struct Summary: Hashable, Sendable, Codable {
        /// The document.
        public let rfc: String
        /// How many requirements there are.
        public let requirements: Int
        /// How many of them have every kind of vector that they want.
        public let covered: Int
        /// How many want a further kind.
        public let partial: Int
        /// How many have no vector.
        public let holes: Int
        /// How many can't be tested from outside.
        public let notTestable: Int
    }

    /// The requirements, in the order of the catalog.
    public let rows: [Row]
    /// What vectors name and the catalog doesn't have, with the ids of those vectors.
    public let unknown: [String: [String]]

    /// Counts the vectors of a corpus.
    ///
    /// - Parameter corpus: the vectors of both kinds, and the requirements.
    public init(_ corpus: Corpus) {
        var vectors: [String: [Requirement.Side: [String]]] = [:]
        for vector in corpus.vectors + corpus.signVectors {
            for reference in vector.refs {
                for side in vector.sides { vectors[reference, default: [:]][side, default: []].append(vector.id) }
            }
        }
        rows = corpus.requirements.map { Row(requirement: $0, vectors: vectors[$0.id] ?? [:]) }
        let known = Set(corpus.requirements.map(\.id))
        unknown = vectors.filter { !known.contains($0.key) }.mapValues { sides in
            sides.filter { $0.key != .robust }.values.flatMap { $0 }.sorted()
        }
    }

    /// The requirements in one state.
    public func rows(_ state: State) -> [Row] { rows.filter { $0.state == state } }

    /// Whether every requirement that can be tested has a vector, and every reference is to a requirement.
    public var isComplete: Bool { rows(.hole).isEmpty && unknown.isEmpty }

    /// A summary for each document, in the order of the catalog.
    public var summaries: [Summary] {
        var documents: [String] = []
        for row in rows where documents.last != row.requirement.rfc { documents.append(row.requirement.rfc) }
        return documents.map { document in Self.summary(document, rows.filter { $0.requirement.rfc == document }) }
    }

    /// The summary of all documents.
    public var total: Summary { Self.summary("all", rows) }

    private static func summary(_ name: String, _ rows: [Row]) -> Summary {
        func count(_ state: State) -> Int { rows.count { $0.state == state } }
        return Summary(
            rfc: name,
            requirements: rows.count,
            covered: count(.covered),
            partial: count(.partial),
            holes: count(.hole),
            notTestable: count(.notTestable)
        )
    }
}

extension Vector {
    /// The kinds of vectors that it is.
    fileprivate var sides: [Requirement.Side] {
        if kind == .sign { return [.sign] }
        let side: Requirement.Side =
            switch expectation {
            case .accept: .accept
            case .reject: .reject
            case .either: .either
            }
        return question.timeLimit == Question.defaultTimeLimit ? [side] : [side, .robust]
    }
}
