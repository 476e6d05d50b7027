import JWTAdapters
import JWTConformance

extension Doctor {
    /// How many messages are written before a reply is waited for.
    static let window = 32

    /// Whether many questions at once get the answers that they get one by one.
    func checkOrder(_ patient: Case, _ verifier: StdioVerifier) async -> DoctorCheck {
        let title = "replies come one for each message, in their order"
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
        let together = await pipelined(requests, verifier)
        if let failed = together.first(where: { $0.exchange.fault != nil })?.exchange {
            let what = "\(Self.window) questions that are written at once aren't answered as they are one by one."
            return DoctorCheck("order", title, [Self.failure(failed, what)])
        }
        for (position, exchange) in together
        where exchange.reply?.judgement != alone[position % requests.count].reply?.judgement {
            let finding = Finding(
                .mustFix,
                "The same question is answered otherwise when others are on their way.",
                sent: exchange.sent,
                came: "\(exchange.came); alone: \(alone[position % requests.count].came)",
                change: "Let no question leave anything behind for the next, and answer each with its own id."
            )
            return DoctorCheck("order", title, [finding])
        }
        return DoctorCheck("order", title, note: "\(Self.window) at once", [])
    }

    /// Writes the messages in turn, all before a reply is waited for.
    func pipelined(
        _ requests: [AdapterRequest],
        _ verifier: StdioVerifier
    ) async -> [(position: Int, exchange: Exchange)] {
        await withTaskGroup(of: (Int, Exchange).self) { group in
            for position in 0..<Self.window {
                let request = requests[position % requests.count]
                group.addTask { (position, await verifier.exchange(request, within: patience)) }
            }
            var exchanges: [(position: Int, exchange: Exchange)] = []
            for await (position, exchange) in group { exchanges.append((position, exchange)) }
            return exchanges.sorted { $0.position < $1.position }
        }
    }

    /// The finding for a message that got no reply, with what usually is behind it.
    static func failure(_ exchange: Exchange, _ what: String) -> Finding {
        let change =
            switch exchange.fault {
            case .hang:
                "Answer each line as it comes: flush standard output after every reply, and don't wait for more input."
            case .protocolViolation(let how, _) where how.contains("out of order"):
                "Answer one message after the other; with several threads, write the replies in the order of the messages."
            case .protocolViolation(let how, _) where how.contains("isn't a reply"):
                "Write nothing to standard output but replies as the schema has them, one JSON object a line; what the "
                    + "library prints goes to standard error."
            case .protocolViolation: "Write exactly one reply for each message, with its id."
            case .crash:
                "See standard error for why it ended. An exception is answered with the outcome error; where the library "
                    + "itself ends the process, leave it so: the suite starts it again and says who did it."
            case .unavailable, .none: "Start it by hand and look at what it says."
            }
        return Finding(.mustFix, what, sent: exchange.sent, came: exchange.came, change: change)
    }
}
