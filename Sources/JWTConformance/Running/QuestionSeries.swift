import Synchronization

/// The steps of a sequence: questions that are asked one after the other with nothing else in flight.
struct QuestionSeries {
    /// The questions, in order.
    let questions: [Question]
    /// The positions of the vectors that are judged, by the place of their question.
    let judged: [(place: Int, position: Int)]

    /// The position of the first vector: different for each sequence.
    var number: Int { judged[0].position }

    /// Steps of one sequence: all questions that lead to the last of them, whether or not each is judged.
    init(steps positions: [Int], of vectors: [Vector]) {
        questions = positions.map { vectors[$0].questions }.max { $0.count < $1.count } ?? []
        judged = positions.map { (vectors[$0].predecessors.count, $0) }
    }

    /// Asks the first of the questions, under a name that no verifier has seen.
    ///
    /// - Parameters:
    ///   - asker: asks them.
    ///   - steps: how many.
    /// - Returns: the attempts, in order: as far as the first that leaves the rest without its ground.
    func ask(_ asker: Asker, steps: Int) async -> [Attempt] {
        var attempts: [Attempt] = []
        for question in questions.prefix(steps).underFreshName {
            attempts.append(await asker.attempt(question))
            if attempts.last?.endsSequence ?? true || Task.isCancelled { break }
        }
        return attempts
    }
}

extension Collection<Question> {
    /// The questions of a sequence under a fresh name each time: a verifier's memory of an earlier asking must
    /// not affect it, and the corpus's name would reveal what is being asked.
    var underFreshName: [Question] {
        let name = "s\(SequenceCount.shared.add(1, ordering: .relaxed).newValue)"
        return map { question in
            var question = question
            if question.sequence != nil { question.sequence = name }
            return question
        }
    }
}

/// How many sequences were asked by this process.
private enum SequenceCount {
    static let shared = Atomic<Int>(0)
}

extension Attempt {
    /// Whether the steps after it have lost their basis: the program was restarted, or didn't perform this one.
    var endsSequence: Bool {
        switch outcome {
        case .fault, .answer(.unsupported): true
        case .answer, .token: false
        }
    }

    /// The result of a step that wasn't asked because of this attempt at one before it.
    func resultOfLaterStep(_ vector: Vector) -> CaseResult {
        if case .answer(.unsupported(let feature)) = outcome {
            let why = "an earlier step is unsupported"
            return CaseResult(
                vector: vector,
                verdict: .skipped,
                detail: why,
                feature: Feature(feature.bounded(to: 256))
            )
        }
        let why = fault?.description.bounded(to: 1024) ?? "not asked"
        return CaseResult(vector: vector, verdict: .notRun, detail: "at an earlier step, the verifier \(why)")
    }
}
