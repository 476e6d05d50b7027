/// What a run document keeps of a vector: enough to show it without the corpus.
public struct VectorRecord: Hashable, Sendable, Codable, Identifiable {
    /// See ``Vector/id``.
    public let id: String
    /// See ``Vector/summary``.
    public let summary: String
    /// `accept`, `reject` or `either`.
    public let expect: String
    /// Why either is legal.
    public let why: String?
    /// What the strict profile demands where either is legal.
    public let strict: Expectation.Strict?
    /// The payload that has to be handed back, where it isn't the second segment of the token: its first 4096 octets.
    public let payload: Octets?
    /// See ``Vector/level``.
    public let level: Level
    /// See ``Vector/reason``.
    public let reason: ReasonCode?
    /// See ``Vector/refs``.
    public let refs: [String]
    /// See ``Vector/targets``.
    public let targets: String?
    /// See ``Vector/twin``.
    public let twin: String?
    /// See ``Vector/unprovable``.
    public let unprovable: String?
    /// See ``Vector/cves``.
    public let cves: [String]
    /// See ``Vector/flags``.
    public let flags: [Flag]
    /// See ``Vector/sequence``.
    public let sequence: String?
    /// The place in the sequence, from 1.
    public let step: Int?
    /// The token, where it's text: its first 4096 characters.
    public let token: String?
    /// The token, where it isn't UTF-8: its first 4096 octets.
    public let tokenOctets: Octets?
    /// The length of the whole token in octets.
    public let tokenLength: Int
    /// See ``Question/detachedPayload``: its first 4096 octets.
    public let detachedPayload: Octets?
    /// The name of the key material in ``RunDocument/keys``.
    public let key: String
    /// See ``Question/policy``.
    public let policy: VerificationPolicy
    /// See ``Question/content``.
    public let content: Question.Content

    /// Keeps a vector.
    public init(_ vector: Vector) {
        self.init(vector, key: vector.keyLabel ?? vector.question.key.kind)
    }

    init(_ vector: Vector, key: String) {
        let question = vector.question
        id = vector.id
        summary = vector.summary
        expect = vector.expectation.word
        var payload: Octets?
        switch vector.expectation {
        case .accept(let octets): (why, payload, strict) = (nil, octets, nil)
        case .reject: (why, strict) = (nil, nil)
        case .either(let reason, let octets, let demand): (why, payload, strict) = (reason, octets, demand)
        }
        self.payload = payload.flatMap { Self.isSecondSegment($0, of: question.token) ? nil : Self.head($0) }
        level = vector.level
        reason = vector.reason
        refs = vector.refs
        targets = vector.targets
        twin = vector.twin
        unprovable = vector.unprovable
        cves = vector.cves
        flags = vector.flags
        sequence = vector.sequence
        step = vector.sequence == nil ? nil : vector.predecessors.count + 1
        switch question.token {
        case .text(let text): (token, tokenOctets) = (Self.head(text), nil)
        case .octets(let octets): (token, tokenOctets) = (nil, Self.head(octets))
        }
        tokenLength = question.token.bytes.count
        detachedPayload = question.detachedPayload.map(Self.head)
        self.key = key
        policy = question.policy
        content = question.content
    }

    /// How much is kept of what may be long.
    static let limit = 4096

    private static func head(_ octets: Octets) -> Octets { Octets(Array(octets.bytes.prefix(limit))) }

    private static func head(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    }

    private static func isSecondSegment(_ payload: Octets, of token: Question.Token) -> Bool {
        guard case .text(let text) = token else { return false }
        let segments = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        return segments.count == 3 && Octets(base64url: segments[1]) == payload
    }
}

/// Key material as a run document keeps it.
public struct RecordedKey: Hashable, Sendable, Codable {
    /// `jwk`, `jwks`, `text`, `octets`, `none`.
    public let kind: String
    /// The JWK or JWK Set.
    public let json: JSONValue?
    /// The text: its first 4096 characters.
    public let text: String?
    /// The octets: the first 4096.
    public let octets: Octets?

    /// Keeps key material; the PEM beside a JWK is the same key.
    public init(_ key: KeyMaterial) {
        kind = key.kind
        var parts: (json: JSONValue?, text: String?, octets: Octets?)
        switch key {
        case .jwk(let value, _), .jwkSet(let value): parts.json = value
        case .text(let text): parts.text = String(text.prefix(VectorRecord.limit))
        case .octets(let octets): parts.octets = Octets(Array(octets.bytes.prefix(VectorRecord.limit)))
        case .none: break
        }
        (json, text, octets) = parts
    }
}

/// Names for key material: what the corpus calls it, with a number where two have the same name.
struct KeyNames {
    private(set) var keys: [String: RecordedKey] = [:]

    mutating func name(of vector: Vector) -> String {
        let key = RecordedKey(vector.question.key)
        let label = vector.keyLabel ?? key.kind
        var name = label
        var number = 1
        while let other = keys[name], other != key {
            number += 1
            name = "\(label) (\(number))"
        }
        keys[name] = key
        return name
    }
}
