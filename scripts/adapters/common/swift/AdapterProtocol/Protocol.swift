import Foundation

/// Adapter protocol 1 for adapters in Swift: a JSON object a line in, a JSON object a line out, until the input ends.
///
/// An adapter conforms to this and calls ``serve()``. What the capabilities don't declare of a policy is answered here
/// and never reaches the adapter.
public protocol Adapter: Sendable {
    /// Takes a token's octets and returns those of its payload, or throws.
    typealias Verify = @Sendable (_ token: [UInt8]) async throws -> [UInt8]

    /// Who answers.
    var implementation: Implementation { get }
    /// What can be asked.
    var capabilities: Capabilities { get }

    /// What the request asks of a token; the key is prepared once, here, and kept for a sequence.
    func verifier(for request: Request) async throws -> Verify

    /// A token with the request's header and payload, where the library signs.
    func sign(_ request: Request) async throws -> String

    /// Whether this is an error by which the library refuses; every other is an error, which is a finding.
    func isRefusal(_ error: any Error) -> Bool
}

/// Who answers, as the answer to hello has it.
public struct Implementation: Encodable, Sendable {
    var name, version, homepage: String
    var language = "Swift"

    /// Says who answers.
    public init(name: String, version: String, homepage: String) {
        (self.name, self.version, self.homepage) = (name, version, homepage)
    }
}

/// What can be asked, as the answer to hello has it; `adapter-reply.schema.json` says what may stand in each list.
public struct Capabilities: Encodable, Sendable {
    /// `verify`, `sign`, `bench`.
    public var operations = ["verify", "bench"]
    /// `alg` names.
    public var algorithms: [String]
    /// `compact`, `flattened`, `general`, `detached`, `unencoded`.
    public var serializations = ["compact"]
    /// `jwk`, `jwks`, `pem`, `text`, `octets`, `none`.
    public var keys = ["jwk"]
    /// `claims`, `bytes`.
    public var contents = ["claims", "bytes"]
    /// The members of the policy that are honoured.
    public var policy = ["algorithms"]
    /// `injected` or `system`.
    public var clock = "system"
    /// What was prepared is kept here for the questions of a sequence.
    let sequences = true

    /// Declares these algorithms, and the least of everything else.
    public init(algorithms: [String]) {
        self.algorithms = algorithms
    }
}

/// Thrown by an adapter for what the library can't do: `algorithm:ES256K`, `key:none`.
public struct Unsupported: Error {
    var feature: String

    /// Names what can't be done.
    public init(_ feature: String) {
        self.feature = feature
    }
}

/// A message.
///
/// What isn't there is nil.
public struct Request: Decodable, Hashable, Sendable {
    var id: Int
    var op: String
    var token: String?
    var tokenOctets: Octets?
    var tokens: [String]?
    var iterations: Int?
    var content: String?
    /// The payload that travels apart from the token.
    public var detachedPayload: Octets?
    /// A JWK, or a JWK Set.
    public var key: JSON?
    /// The key of `key` in PEM, where there is such a form.
    public var pem: String?
    /// A key that's handed to the library untouched.
    public var keyText: String?
    /// The same, where it isn't text.
    public var keyOctets: Octets?
    /// What is demanded of the token, an object.
    public var policy: JSON?
    var sequence: String?
    /// The header to sign under, whole.
    public var header: JSON?
    /// What to sign.
    public var payload: Octets?

    /// Whether claims are to be validated, or the payload is octets and no more.
    public var wantsClaims: Bool { content == "claims" }

    /// The algorithms that are allowed; nil for what the library does when it isn't told.
    public var algorithms: [String]? { policy?["algorithms"]?.strings }

    /// The key as text, for libraries that don't read JWKs: as it's given, or the PEM of a JWK.
    ///
    /// A JWK of which that would be less than the whole is one that such a library can't be given.
    public func pemText() throws -> String {
        if let keyText { return keyText }
        if keyOctets != nil { throw Unsupported("key:octets") }
        try refusePurpose()
        guard let pem else { throw Unsupported("key:jwk-without-pem") }
        return pem
    }

    /// The secret of a symmetric JWK, or a key as text or octets as it's given.
    public func secret() throws -> [UInt8] {
        if let keyText { return Array(keyText.utf8) }
        if let keyOctets { return keyOctets.bytes }
        try refusePurpose()
        guard let value = key?["k"]?.string else { throw Unsupported("key:jwk-without-secret") }
        guard let secret = Octets(base64url: value) else { throw Unsupported("key:malformed-jwk") }
        return secret.bytes
    }

    private func refusePurpose() throws {
        guard let key else { throw Unsupported("key:none") }
        if ["use", "key_ops", "alg"].contains(where: { key[$0] != nil }) { throw Unsupported("key:jwk-purpose") }
    }
}

/// Octets, which are base64url in a message.
public struct Octets: Codable, Hashable, Sendable {
    /// The octets themselves.
    public var bytes: [UInt8]

    /// Octets at hand.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads base64url without padding; nil where that's not what it is.
    public init?(base64url text: String) {
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard !text.contains("="), let data = Data(base64Encoded: base64 + padding) else { return nil }
        bytes = Array(data)
    }

    /// The octets in base64url, without padding.
    public var base64url: String {
        let base64 = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return base64.replacing("=", with: "")
    }

    /// Reads base64url.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let octets = Octets(base64url: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no base64url")
        }
        self = octets
    }

    /// Writes base64url.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(base64url)
    }
}

/// A JSON value.
public enum JSON: Codable, Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// Reads any value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    /// Writes the value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// A member of an object.
    public subscript(name: String) -> JSON? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The text, where it's a string.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The number, where it's one without a fraction.
    public var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The strings, where it's an array.
    public var strings: [String]? {
        if case .array(let values) = self { values.compactMap(\.string) } else { nil }
    }

    var names: [String] {
        if case .object(let members) = self { members.keys.sorted() } else { [] }
    }
}

private struct Reply: Encodable {
    var id = 0
    var `protocol`: Int?
    var implementation: Implementation?
    var capabilities: Capabilities?
    var outcome: String?
    var payload: Octets?
    var token: String?
    var feature: String?
    var detail: String?
    var iterations: Int?
    var elapsedNanoseconds: Int64?
}

/// The verifiers of sequences, with all that was asked but the token; the oldest first.
private struct KeptVerifiers<A: Adapter> {
    private var kept: [(question: Request, verify: A.Verify)] = []

    /// What was prepared for the same question about another token, or is now.
    mutating func verifier(for request: Request, preparing: (Request) async throws -> A.Verify) async throws -> A.Verify {
        var question = request
        (question.id, question.token, question.tokenOctets) = (0, nil, nil)
        if let known = kept.first(where: { $0.question == question }) { return known.verify }
        kept.append((question, try await preparing(question)))
        if kept.count > 100 { kept.removeFirst() }
        return kept[kept.count - 1].verify
    }
}

extension Adapter {
    /// Says that the library doesn't sign.
    public func sign(_ request: Request) async throws -> String {
        throw Unsupported("operation:sign")
    }

    /// Answers messages until the input ends.
    public func serve() async throws {
        var kept = KeptVerifiers<Self>()
        while let line = readLine() {
            let request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
            var reply = await reply(to: request, &kept)
            reply.id = request.id
            FileHandle.standardOutput.write(try JSONEncoder().encode(reply) + Data("\n".utf8))
        }
    }

    private func reply(to request: Request, _ kept: inout KeptVerifiers<Self>) async -> Reply {
        do {
            return try await answer(request, &kept)
        } catch let lack as Unsupported {
            return Reply(outcome: "unsupported", feature: lack.feature)
        } catch {
            return Reply(outcome: isRefusal(error) ? "reject" : "error", detail: "\(error)")
        }
    }

    private func answer(_ request: Request, _ kept: inout KeptVerifiers<Self>) async throws -> Reply {
        switch request.op {
        case "hello":
            return Reply(protocol: 1, implementation: implementation, capabilities: capabilities)
        case "sign":
            return Reply(outcome: "ok", token: try await sign(request))
        case "verify":
            let verify =
                request.sequence == nil
                ? try await declaredVerifier(for: request)
                : try await kept.verifier(for: request, preparing: declaredVerifier)
            let token = request.token.map { Array($0.utf8) } ?? request.tokenOctets?.bytes ?? []
            return Reply(outcome: "accept", payload: Octets(try await verify(token)))
        case "bench":
            return try await bench(request)
        case let operation:
            throw Unsupported("operation:\(operation)")
        }
    }

    private func declaredVerifier(for request: Request) async throws -> Verify {
        let unpinned = request.algorithms == nil ? ["unpinned"] : []
        let undeclared = ((request.policy?.names ?? []) + unpinned).first { !capabilities.policy.contains($0) }
        if let undeclared { throw Unsupported("policy:\(undeclared)") }
        return try await verifier(for: request)
    }

    private func bench(_ request: Request) async throws -> Reply {
        let verify = try await declaredVerifier(for: request)
        let tokens = (request.tokens ?? []).map { Array($0.utf8) }
        for token in tokens { _ = try await verify(token) }  // nothing is timed that isn't accepted
        let iterations = request.iterations ?? 0
        let elapsed = try await ContinuousClock().measure {
            for number in 0..<iterations { _ = try await verify(tokens[number % tokens.count]) }
        }
        let (seconds, attoseconds) = elapsed.components
        let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        return Reply(outcome: "ok", iterations: iterations, elapsedNanoseconds: nanoseconds)
    }
}
