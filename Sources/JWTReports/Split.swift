package import JWTConformance

/// A vector on which implementations differ: some accept or make the token, others don't.
///
/// Who wasn't asked or answered `unsupported` is on neither side.
package struct Split: Hashable, Sendable {
    /// The vector.
    package let vector: VectorRecord
    /// Who accepted the token, by name and version.
    package let accepts: [String]
    /// Who rejected it.
    package let refuses: [String]
    /// Who neither accepted nor rejected it: an exception, a crash, a hang.
    package let fails: [String]

    /// How many stand on the smaller side: the fewer, the more they stand out.
    package var minority: Int { min(accepts.count, refuses.count + fails.count) }

    /// The splits of a run: first the tokens that have to be rejected, then those to accept, then those with which an
    /// implementation may do as it likes; in each part those first with which the fewest stand alone.
    ///
    /// - Parameter document: the run.
    /// - Returns: the vectors that some accept and some don't.
    package static func all(in document: RunDocument) -> [Split] {
        var sides: [String: (accepts: [String], refuses: [String], fails: [String])] = [:]
        for (run, name) in zip(document.implementations, document.implementations.distinctNames) {
            for record in run.cases {
                switch record.answer?.outcome {
                case "accept", "token": sides[record.id, default: ([], [], [])].accepts.append(name)
                case "reject", "refuse": sides[record.id, default: ([], [], [])].refuses.append(name)
                case "error", "crash", "hang", "protocol-violation":
                    sides[record.id, default: ([], [], [])].fails.append(name)
                default: break
                }
            }
        }
        let splits = document.vectors.compactMap { vector -> Split? in
            guard let side = sides[vector.id], !side.accepts.isEmpty, side.refuses.count + side.fails.count > 0 else {
                return nil
            }
            return Split(vector: vector, accepts: side.accepts, refuses: side.refuses, fails: side.fails)
        }
        return splits.sorted { ($0.rank, $0.minority, $0.vector.id) < ($1.rank, $1.minority, $1.vector.id) }
    }

    private var rank: Int {
        switch vector.expect {
        case "reject", "refuse": 0
        case "accept", "produce": 1
        default: 2
        }
    }
}
