package import JWTConformance

/// The verdicts of a run, counted by implementation and topic.
///
/// A topic is the folder of its vectors' ids, two parts deep at most, such as `header/crit`.
package struct VerdictMatrix: Hashable, Sendable {
    /// What an implementation's verdicts on a topic come to: the worst of them.
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// What was asked is as expected.
        case clean
        /// Nothing was asked, because the implementation can't do it.
        case unasked
        /// A deviation that isn't a breach.
        case deviant
        /// The program ended, hung, or said nothing that the protocol has.
        case broken
        /// A token was accepted or made to an attacker's advantage: the worst.
        case breached
    }

    /// One implementation on one topic.
    package struct Cell: Hashable, Sendable {
        /// How many vectors have each verdict; a verdict that none has is absent.
        package let verdicts: [Verdict: Int]

        /// A cell with these counts.
        package init(verdicts: [Verdict: Int]) { self.verdicts = verdicts }

        /// How many vectors have a verdict of this family.
        package func count(_ family: Verdict.Family) -> Int {
            verdicts.reduce(0) { $0 + ($1.key.family == family ? $1.value : 0) }
        }

        /// How many vectors the topic has.
        package var total: Int { verdicts.values.reduce(0, +) }

        /// How many of them were answered.
        package var asked: Int { total - count(.unasked) }

        /// How many of them aren't as expected.
        package var unexpected: Int { verdicts.reduce(0) { $0 + ($1.key.isWrong ? $1.value : 0) } }

        /// How many of them accepted or made a token to an attacker's advantage.
        package var breaches: Int { count(.breach) }

        /// How many of them ended the program, or got no answer.
        package var breakdowns: Int { count(.breakdown) }

        /// The worst that there is.
        package var state: State {
            if breaches > 0 { return .breached }
            if breakdowns > 0 { return .broken }
            if unexpected > 0 { return .deviant }
            return asked > 0 ? .clean : .unasked
        }
    }

    /// One implementation on every topic.
    package struct Row: Hashable, Sendable {
        /// The implementation's name and version, distinct within the matrix.
        package let name: String
        /// A cell for each topic, in the order of ``VerdictMatrix/topics``.
        package let cells: [Cell]
    }

    /// The topics, in the order of the corpus.
    package let topics: [String]
    /// The implementations, in the order of the run.
    package let rows: [Row]
    /// The place of each topic.
    private let positions: [String: Int]

    /// Counts the verdicts of a run by topic.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - topic: the topic of a vector with this id.
    package init(_ document: RunDocument, topic: (String) -> String = VectorRecord.topic(of:)) {
        self.init(document, topics: { [topic($0)] })
    }

    /// Counts the verdicts of a run where a vector can belong to several topics, or to none.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - ofVector: the topics of a vector with this id.
    package init(_ document: RunDocument, topics ofVector: (String) -> [String]) {
        self.init(document.implementations, vectors: document.vectors.map(\.id), topics: ofVector)
    }

    private init(_ runs: [ImplementationRun], vectors: [String], topics ofVector: (String) -> [String]) {
        var positions: [String: Int] = [:]
        var topics: [String] = []
        for name in vectors.flatMap(ofVector) where positions[name] == nil {
            positions[name] = topics.count
            topics.append(name)
        }
        (self.topics, self.positions) = (topics, positions)
        rows = zip(runs, runs.distinctNames).map { run, name in
            var counts: [[Verdict: Int]] = Array(repeating: [:], count: topics.count)
            for record in run.cases {
                for position in ofVector(record.id).compactMap({ positions[$0] }) {
                    counts[position][record.verdict, default: 0] += 1
                }
            }
            return Row(name: name, cells: counts.map(Cell.init))
        }
    }

    /// The cells of a topic, an implementation each.
    package func cells(of topic: String) -> [Cell] {
        guard let position = positions[topic] else { return [] }
        return rows.map { $0.cells[position] }
    }
}

extension VectorRecord {
    /// The topic that the vector belongs to: the first two parts of its id, or the first of two.
    package var topic: String { Self.topic(of: id) }

    /// The family that a vector with this id belongs to: the first part of it, the examples of all RFCs together.
    package static func family(of id: String) -> String {
        id.hasPrefix("rfc") ? "rfc" : String(id.prefix { $0 != "/" })
    }

    /// What a vector for signers with this id is about: the second part of it.
    package static func request(of id: String) -> String {
        id.split(separator: "/").dropFirst().first.map(String.init) ?? id
    }

    /// The topic of a vector with this id.
    package static func topic(of id: String) -> String {
        id.split(separator: "/").dropLast().prefix(2).joined(separator: "/")
    }
}
