/// Vectors that one verifier is asked in order, because earlier questions affect later answers.
public struct VectorSequence: Hashable, Sendable, Identifiable {
    /// The id of the group, which is the prefix of the steps' ids.
    public let id: String
    /// The vectors, in order.
    public let steps: [Vector]
}

extension Corpus {
    /// The sequences of the corpus; their steps are in ``vectors`` too, each with the questions that come before it.
    public var sequences: [VectorSequence] {
        var sequences: [VectorSequence] = []
        for vector in vectors {
            guard let id = vector.sequence else { continue }
            if let last = sequences.last, last.id == id {
                sequences[sequences.count - 1] = VectorSequence(id: id, steps: last.steps + [vector])
            } else {
                sequences.append(VectorSequence(id: id, steps: [vector]))
            }
        }
        return sequences
    }
}

extension VectorSequence: CustomStringConvertible {
    /// The id, so that a parameterised test names its case by it.
    public var description: String { id }
}
