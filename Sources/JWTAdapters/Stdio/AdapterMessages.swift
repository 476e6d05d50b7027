import FoundationEssentials
package import JWTConformance
import Synchronization

/// A message to an adapter: one JSON object on one line.
package struct AdapterRequest: Hashable, Sendable, Codable {
    /// The version of the protocol that is spoken here.
    package static let protocolVersion = 1

    /// Echoed by the reply; given when the request is sent.
    package var id = 0
    package var op: String
    /// The version of the protocol; in `hello`.
    package var `protocol`: Int?
    /// What is timed; in `bench`.
    package var operation: String?
    package var content: Question.Content?
    /// The token, if it is text.
    package var token: String?
    /// The token, if it isn't UTF-8.
    package var tokenOctets: Octets?
    /// The tokens that are verified in turn; in `bench`.
    package var tokens: [String]?
    /// The header to sign under; in `sign`.
    package var header: JSONValue?
    /// What to sign; in `sign`.
    package var payload: Octets?
    /// A JWK or a JWK Set.
    package var key: JSONValue?
    /// The key of `key` as PEM.
    package var pem: String?
    /// Key material that is handed to the implementation untouched.
    package var keyText: String?
    /// Key material that is handed to the implementation untouched and isn't UTF-8.
    package var keyOctets: Octets?
    package var policy: VerificationPolicy?
    package var detachedPayload: Octets?
    package var sequence: String?
    /// How many operations are timed; in `bench`.
    package var iterations: Int?
    /// Members that the protocol doesn't have: what an adapter must ignore.
    package var strangers: [String: JSONValue] = [:]

    private enum CodingKeys: String, CodingKey {
        case id, op, `protocol`, operation, content, token, tokenOctets, tokens, header, payload, key, pem, keyText
        case keyOctets, policy, detachedPayload, sequence, iterations
    }

    package init(op: String) {
        self.op = op
    }

    /// The first message of every conversation.
    package static var hello: AdapterRequest {
        var request = AdapterRequest(op: "hello")
        request.protocol = protocolVersion
        return request
    }

    /// Asks what a question asks.
    ///
    /// The time limit isn't said.
    package init(verifying question: Question) {
        self.init(op: "verify")
        content = question.content
        switch question.token {
        case .text(let text): token = text
        case .octets(let octets): tokenOctets = octets
        }
        set(question.key)
        policy = question.policy
        detachedPayload = question.detachedPayload
        sequence = question.sequence
    }

    /// Asks for a token.
    package init(signing request: SignRequest) {
        self.init(op: "sign")
        header = request.header
        payload = request.payload
        set(request.key)
    }

    /// Asks how long `iterations` verifications take, the tokens in turn.
    package init(
        timing tokens: [String],
        content: Question.Content,
        key: KeyMaterial,
        policy: VerificationPolicy,
        iterations: Int
    ) {
        self.init(op: "bench")
        operation = "verify"
        self.content = content
        self.tokens = tokens
        self.policy = policy
        self.iterations = iterations
        set(key)
    }

    private mutating func set(_ material: KeyMaterial) {
        switch material {
        case .jwk(let jwk, let text): (key, pem) = (jwk, text)
        case .jwkSet(let set): key = set
        case .text(let text): keyText = text
        case .octets(let octets): keyOctets = octets
        case .none: break
        }
    }

    /// The message as one line, the newline included.
    package func line() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var line = Array(try encoder.encode(self))
        if !strangers.isEmpty, case .object(let members) = try JSONDecoder().decode(JSONValue.self, from: Data(line)) {
            line = Array(try encoder.encode(JSONValue.object(members.merging(strangers) { $1 })))
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }
}

/// A message from an adapter, unchecked: which members it must have depends on the request.
package struct AdapterReply: Hashable, Sendable, Codable {
    package var id: Int
    /// `accept`, `reject`, `unsupported`, `error`; `ok` for `sign` and `bench`; absent for `hello`.
    package var outcome: String?
    package var payload: Octets?
    package var reason: String?
    package var feature: String?
    package var detail: String?
    package var `protocol`: Int?
    package var implementation: ImplementationProfile?
    package var capabilities: Capabilities?
    package var token: String?
    package var iterations: Int?
    package var elapsedNanoseconds: Int64?

    package init(id: Int) {
        self.id = id
    }

    /// Reads one line, and makes what people read of it printable: here text from a program enters.
    ///
    /// A token and a payload stay as they are: their octets are the point.
    ///
    /// - Parameter line: the line, without its newline.
    /// - Throws: `DecodingError` if it isn't a reply; ``ProtocolViolation`` if another reader could read another.
    package init(line: [UInt8]) throws {
        self = try Self.decoded(line)
        outcome = outcome?.bounded(to: 64)
        reason = reason?.bounded(to: 256)
        feature = feature?.bounded(to: 256)
        detail = detail?.bounded(to: 1024)
        implementation?.capabilities = capabilities
        implementation = implementation?.bounded
    }

    /// Long lines are read one at a time: it takes many times their length.
    private static func decoded(_ line: [UInt8]) throws -> AdapterReply {
        func read() throws -> AdapterReply {
            let reply = try JSONDecoder().decode(AdapterReply.self, from: Data(line))
            if let flaw = ReplyText.flaw(in: line) {
                throw ProtocolViolation(
                    "a line that others can't read, or read otherwise (\(flaw.bounded(to: 256))): \(Excerpt(line))"
                )
            }
            return reply
        }
        return try line.count > 1 << 16 ? longLines.withLock { _ in try read() } : read()
    }

    private static let longLines = Mutex(())
}
