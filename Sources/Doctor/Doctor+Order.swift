import JWTAdapters
import JWTConformance

extension Doctor {
    /// How many messages are written before a reply is waited for, at most.
    static let window = 32

    /// Whether many questions at once get the answers that they get one by one.
    func checkOrder(_ patient: Case, _ verifier: Examinee) async -> DoctorCheck {
        let title = "it sends one reply for each message, in order"
        let requests = [patient.plain, patient.forged].map(AdapterRequest.init(verifying:))
        var alone: [Exchange] = []
        for request in requests {
            let exchange = await verifier.exchange(request, within: patience)
            if exchange.fault != nil {
                let finding = Self.failure(exchange, "It doesn't answer a plain question.")
                return DoctorCheck(Self.mute, "it answers a plain question", [finding])
            }
            alone.append(exchange)
        }
        let together = await verifier.pipeline(requests, within: patience)
        if let failed = together.first(where: { $0.exchange.fault != nil })?.exchange {
            let what = "\(together.count) questions sent at once get other answers than one by one."
            return DoctorCheck("order", title, [Self.failure(failed, what)])
        }
        for (position, exchange) in together
        where exchange.reply?.judgement != alone[position % requests.count].reply?.judgement {
            let finding = Finding(
                .mustFix,
                "The same question gets another answer when more questions are waiting.",
                sent: exchange.sent,
                came: "\(exchange.came); alone: \(alone[position % requests.count].came)",
                change: "Keep no state from one question to the next, and reply with each question's own id."
            )
            return DoctorCheck("order", title, [finding])
        }
        return DoctorCheck("order", title, note: "\(together.count) at once", [])
    }

    /// The finding for a message that got no reply, with the usual cause.
    static func failure(_ exchange: Exchange, _ what: String) -> Finding {
        let change =
            switch exchange.fault {
            case .hang:
                "Answer each line at once: flush standard output after every reply, and don't wait for more input."
            case .protocolViolation(let how, _) where how.contains("out of order"):
                "Write replies in the order of the messages, also with several threads."
            case .protocolViolation(let how, _) where how.contains("isn't a reply"):
                "Write only replies to standard output, one JSON object a line; what the "
                    + "library prints goes to standard error."
            case .protocolViolation: "Write exactly one reply for each message, with its id."
            case .crash:
                "See standard error for why it exited. Reply to an exception with the outcome error. If the library "
                    + "itself ends the process, leave it: the suite starts it again and reports which vector did it."
            case .unavailable, .none: "Start it by hand and look at its output."
            }
        return Finding(.mustFix, what, sent: exchange.sent, came: exchange.came, change: change)
    }
}
