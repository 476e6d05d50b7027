/// The requirements and the vectors that test each.
package struct Coverage: Hashable, Sendable {
    /// A requirement and its vectors.
    package struct Row: Hashable, Sendable {
        /// The requirement.
        package let requirement: Requirement
        /// The ids of its vectors, by kind.
        package let vectors: [Requirement.Side: [String]]

        /// The number of its vectors of a kind.
        package func count(_ side: Requirement.Side) -> Int { vectors[side]?.count ?? 0 }

        /// The kinds of vectors that it needs and lacks.
        package var missing: [Requirement.Side] {
            requirement.isTestable ? requirement.testable.filter { count($0) == 0 } : []
        }

        /// How well its vectors cover it.
        package var state: State {
            guard requirement.isTestable else { return .notTestable }
            if missing.isEmpty { return .covered }
            return vectors.isEmpty ? .hole : .partial
        }
    }

    /// How well vectors cover a requirement.
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// It has a vector of each kind that it needs.
        case covered
        /// It has vectors, but lacks a kind that it needs.
        case partial
        /// It has no vector.
        case hole
        /// No vector can test it.
        case notTestable = "not-testable"
    }

    /// The coverage of one document's requirements.
    package struct Summary: Hashable, Sendable, Codable {
        /// The document.
        package let rfc: String
        /// The number of its requirements.
        package let requirements: Int
        /// How many have every kind of vector that they need.
        package let covered: Int
        /// How many lack a kind that they need.
        package let partial: Int
        /// How many have no vector.
        package let holes: Int
        /// How many can't be tested from outside.
        package let notTestable: Int
    }

    /// The requirements, in the order of the catalog.
    package let rows: [Row]
    /// References to requirements that the catalog lacks, with the ids of the vectors.
    package let unknown: [String: [String]]

    /// Counts the vectors for each requirement.
    ///
    /// - Parameter corpus: the vectors of both kinds, and the requirements.
    package init(_ corpus: Corpus) {
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
    package func rows(_ state: State) -> [Row] { rows.filter { $0.state == state } }

    /// Whether every testable requirement has a vector, and every reference names a requirement.
    package var isComplete: Bool { rows(.hole).isEmpty && unknown.isEmpty }

    /// A summary for each document, in the order of the catalog.
    package var summaries: [Summary] {
        var documents: [String] = []
        for row in rows where documents.last != row.requirement.rfc { documents.append(row.requirement.rfc) }
        return documents.map { document in Self.summary(document, rows.filter { $0.requirement.rfc == document }) }
    }

    /// The summary of all documents.
    package var total: Summary { Self.summary("all", rows) }

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
    /// The kinds that this vector counts as.
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
