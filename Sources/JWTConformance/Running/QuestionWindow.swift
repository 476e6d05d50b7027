/// Asks questions with several in flight, and finds the culprit where a call throws.
///
/// A fault of one question takes its neighbours with it: a program that crashes answers none of those that were in
/// flight. So no more are asked once a call has thrown; when the window has drained, each affected question is asked
/// again alone. What it then does is its own doing.
struct QuestionWindow {
    /// How the asking ended.
    enum Ending {
        case complete
        case cancelled
        case unavailable(VerifierFault)
    }

    /// An attempt that came to its end.
    struct Delivery {
        /// The position of the vector.
        let position: Int
        /// What came back.
        let attempt: Attempt
        /// An earlier attempt with a different answer, if there is one.
        var contradicted: Attempt?
        /// Whether the attempt was made alone, to reproduce a fault.
        var isConfirmed = false
    }

    /// How many questions in a row may stay without an answer before the rest isn't asked.
    ///
    /// Each of them costs its time limit.
    private static let patience = 16

    let asker: Asker
    let width: Int

    /// Asks about the vectors at these positions, in order, and hands each attempt on as it ends.
    func ask(_ positions: [Int], of vectors: [Vector], deliver: (Delivery) -> Void) async -> Ending {
        var remaining = positions[...]
        var hangs = 0
        func count(_ delivery: Delivery) {
            if case .hang = delivery.attempt.fault { hangs += 1 } else { hangs = 0 }
            deliver(delivery)
        }
        while !remaining.isEmpty {
            let faulty = await fill(&remaining, of: vectors, deliver: count)
            if Task.isCancelled { return .cancelled }
            if let ending = await reask(faulty, of: vectors, deliver: count) { return ending }
            if hangs >= Self.patience, !remaining.isEmpty {
                let what = "no answer to \(hangs) questions in a row; the rest wasn't asked"
                return .unavailable(.unavailable(what, standardError: faulty.last?.attempt.fault?.standardError ?? ""))
            }
        }
        return .complete
    }

    /// Asks until all is asked or a call has thrown, and waits for those in flight.
    ///
    /// - Returns: the attempts that threw, in the order of asking.
    private func fill(
        _ remaining: inout ArraySlice<Int>,
        of vectors: [Vector],
        deliver: (Delivery) -> Void
    ) async -> [Delivery] {
        var faulty: [Delivery] = []
        let (asker, width) = (asker, width)
        await withTaskGroup(of: (Int, Attempt).self) { group in
            func askNext() {
                guard let position = remaining.popFirst() else { return }
                let vector = vectors[position]
                group.addTask { (position, await asker.attempt(vector)) }
            }
            for _ in 0..<width { askNext() }
            for await (position, attempt) in group {
                let delivery = Delivery(position: position, attempt: attempt)
                if attempt.fault == nil { deliver(delivery) } else { faulty.append(delivery) }
                if faulty.isEmpty, !Task.isCancelled { askNext() }
            }
        }
        return faulty.sorted { $0.position < $1.position }
    }

    /// Asks again, one at a time, the questions that were in flight when a call threw.
    ///
    /// - Returns: how the asking ended, if it's over.
    private func reask(_ faulty: [Delivery], of vectors: [Vector], deliver: (Delivery) -> Void) async -> Ending? {
        if let fault = faulty.lazy.compactMap(\.attempt.unavailability).first {
            // It's gone for good, so nothing can be reproduced. The oldest question is the one that was being
            // answered; if it threw an error of its own, that's its result.
            if let oldest = faulty.first, oldest.attempt.unavailability == nil { deliver(oldest) }
            return .unavailable(fault)
        }
        var again: [Delivery] = []
        for delivery in faulty {
            let attempt = await asker.attempt(vectors[delivery.position])
            if Task.isCancelled { return .cancelled }
            if let fault = attempt.unavailability {
                again.forEach(deliver)
                return .unavailable(fault)
            }
            again.append(Delivery(position: delivery.position, attempt: attempt, isConfirmed: attempt.fault != nil))
        }
        // A fault that doesn't recur alone still happened, most likely in the oldest question: answers come in order.
        if !again.isEmpty, again.allSatisfy({ $0.attempt.fault == nil }) {
            again[0].contradicted = faulty[0].attempt
        }
        again.forEach(deliver)
        return nil
    }
}

extension Attempt {
    /// The fault that says that no question can be asked any more.
    var unavailability: VerifierFault? {
        guard case .unavailable = fault else { return nil }
        return fault
    }
}
