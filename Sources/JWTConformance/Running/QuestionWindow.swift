/// Asks one verifier with several questions in flight, until all are asked or one has no answer.
///
/// A fault of one question takes its neighbours with it: a program that crashes answers none of those that were in
/// flight. So no more are asked once a call has thrown; whose fault it was is found out afterwards.
struct QuestionWindow {
    /// How the asking ended.
    enum Ending {
        case complete
        case cancelled
        case unavailable(VerifierFault)
        /// The time for one verifier, in seconds, was used up.
        case outOfTime(Double)
    }

    /// An inquiry, and what came of it.
    typealias Delivery = (inquiry: Inquiry, reply: Inquiry.Reply)

    let verifier: any Verifier
    let width: Int
    /// What shortens the time limits of questions, in seconds.
    var patience: Double?

    /// Asks in order and waits for those in flight.
    ///
    /// - Parameters:
    ///   - remaining: what is to be asked; what was sent is taken out.
    ///   - deliver: called with each reply without a fault as it comes.
    /// - Returns: the inquiries that ended in a fault, in the order of asking.
    func ask(_ remaining: inout ArraySlice<Inquiry>, deliver: (Delivery) -> Void) async -> [Delivery] {
        var faulty: [Delivery] = []
        let (verifier, patience) = (verifier, patience)
        await withTaskGroup(of: Delivery.self) { group in
            func askNext() {
                guard let inquiry = remaining.popFirst() else { return }
                group.addTask { (inquiry, await inquiry.ask(verifier, inquiry.steps, patience)) }
            }
            for _ in 0..<width { askNext() }
            for await delivery in group {
                if delivery.reply.fault == nil { deliver(delivery) } else { faulty.append(delivery) }
                if faulty.isEmpty, !Task.isCancelled { askNext() }
            }
        }
        return faulty.sorted { $0.inquiry.number < $1.inquiry.number }
    }
}

extension Attempt {
    /// The fault that says that no question can be asked any more.
    var unavailability: VerifierFault? {
        guard case .unavailable = fault else { return nil }
        return fault
    }
}
