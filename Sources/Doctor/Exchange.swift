import FoundationEssentials
import JWTAdapters
import JWTConformance

/// One message and its outcome.
struct Exchange: Sendable {
    let request: AdapterRequest
    let outcome: Result<AdapterReply, VerifierFault>
    /// Until the reply, in seconds.
    let seconds: Double

    /// The reply, if there is one.
    var reply: AdapterReply? { try? outcome.get() }

    /// The fault, if there is no reply.
    var fault: VerifierFault? {
        guard case .failure(let fault) = outcome else { return nil }
        return fault
    }

    /// Whether the program gave no reply in time.
    var hasHung: Bool { if case .hang = fault { true } else { false } }

    /// The message as one line; its id is one that may follow a hello.
    var sent: String { Self.text(request) }

    /// What came, in one line.
    var came: String {
        switch outcome {
        case .success(let reply): reply.text
        case .failure(let fault): fault.text
        }
    }

    static func text(_ request: AdapterRequest) -> String {
        var request = request
        request.id = max(request.id, request.op == "hello" ? 0 : 1)
        return (try? request.line()).map { String(decoding: $0.dropLast(), as: UTF8.self) } ?? ""
    }
}

extension StdioVerifier {
    /// Sends a message and keeps the outcome.
    func exchange(_ request: AdapterRequest, within limit: Duration) async -> Exchange {
        let start = ContinuousClock.now
        do throws(VerifierFault) {
            let reply = try await ask(request, within: limit) { reply throws(ProtocolViolation) in reply }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            return Exchange(request: request, outcome: .success(reply), seconds: seconds)
        } catch {
            return Exchange(request: request, outcome: .failure(error), seconds: 0)
        }
    }
}

extension AdapterReply {
    /// What the reply says of a token, apart from its id.
    var judgement: AdapterReply {
        var reply = self
        reply.id = 0
        // How an implementation words a refusal may differ from one time to the next.
        reply.detail = nil
        return reply
    }

    /// The reply as JSON, without unknown members.
    fileprivate var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

extension VerifierFault {
    /// The fault in one line, with the last line that the program wrote to its standard error stream.
    var text: String {
        let last = standardError.split(separator: "\n").last.map { "; on standard error: \($0)" } ?? ""
        return description + last
    }
}
