/// What a run document keeps of a vector: enough to show it without the corpus.
public struct VectorRecord: Hashable, Sendable, Codable, Identifiable {
    /// See ``Vector/id``.
    public let id: String
    /// See ``Vector/summary``.
    public let summary: String
    /// Absent for a question to a verifier.
    public let kind: VectorKind?
    /// `accept`, `reject` or `either`; of a signer `produce`, `refuse` or `either`.
    public let expect: String
    /// Why either is legal.
    public let why: String?
    /// What the strict profile demands where either is legal.
    public let strict: Expectation.Strict?
    /// The payload that must be handed back, if it isn't the second segment of the token; of a request to a signer the
    /// payload to sign: its first 4096 octets.
    public let payload: Octets?
    /// See ``Vector/level``.
    public let level: Level
    /// See ``Vector/reason``.
    public let reason: ReasonCode?
    /// See ``Vector/refs``.
    public let refs: [String]
    /// See ``Vector/targets``.
    package let targets: String?
    /// See ``Vector/twin``.
    public let twin: String?
    /// See ``Vector/unprovable``.
    package let unprovable: String?
    /// See ``Vector/attacker``.
    public let attacker: Attacker?
    /// See ``Vector/gain``.
    public let gain: Gain?
    /// See ``Vector/from``.
    public let from: String?
    /// See ``Vector/cves``.
    public let cves: [String]
    /// See ``Vector/flags``.
    package let flags: [Flag]
    /// See ``Vector/sequence``.
    public let sequence: String?
    /// The place in the sequence, from 1.
    public let step: Int?
    /// The token, if it is text: its first 4096 characters.
    public let token: String?
    /// The token, if it isn't UTF-8: its first 4096 octets.
    public let tokenOctets: Octets?
    /// The length of the whole token in octets.
    public let tokenLength: Int?
    /// See ``Question/detachedPayload``: its first 4096 octets.
    public let detachedPayload: Octets?
    /// The name of the key material in ``RunDocument/keys``.
    package let key: String
    /// See ``Question/policy``.
    public let policy: VerificationPolicy?
    /// See ``Question/content``.
    public let content: Question.Content?
    /// See ``SignRequest/header``; absent for a question to a verifier.
    public let header: JSONValue?
    /// The length of the payload to sign in octets.
    public let payloadLength: Int?
    /// See ``SigningTask/isAskedTwice``.
    public let twice: Bool?

    /// Keeps a vector.
    package init(_ vector: Vector) {
        self.init(vector, key: vector.keyLabel ?? vector.key.kind)
    }

    init(_ vector: Vector, key: String) {
        (id, summary, expect, level) = (vector.id, vector.summary, vector.expectationWord, vector.level)
        (reason, refs, self.key) = (vector.reason, vector.refs, key)
        (targets, twin, unprovable) = (vector.targets, vector.twin, vector.unprovable)
        (attacker, gain, from) = (vector.attacker, vector.gain, vector.from)
        (cves, flags, sequence) = (vector.cves, vector.flags, vector.sequence)
        step = vector.sequence == nil ? nil : vector.predecessors.count + 1
        var due: Octets?
        switch vector.expectation {
        case .accept(let octets): (why, due, strict) = (nil, octets, nil)
        case .reject: (why, strict) = (nil, nil)
        case .either(let reason, let octets, let demand): (why, due, strict) = (reason, octets, demand)
        }
        switch vector.task {
        case .verify(let question):
            kind = nil
            payload = due.flatMap { Self.isSecondSegment($0, of: question.token) ? nil : Self.head($0) }
            switch question.token {
            case .text(let text): (token, tokenOctets) = (Self.head(text), nil)
            case .octets(let octets): (token, tokenOctets) = (nil, Self.head(octets))
            }
            tokenLength = question.token.bytes.count
            detachedPayload = question.detachedPayload.map(Self.head)
            (policy, content) = (question.policy, question.content)
            (header, payloadLength, twice) = (nil, nil, nil)
        case .sign(let task):
            kind = .sign
            payload = Self.head(task.request.payload)
            payloadLength = task.request.payload.bytes.count
            (header, twice) = (task.request.header, task.isAskedTwice)
            (token, tokenOctets, tokenLength, detachedPayload) = (nil, nil, nil, nil)
            (policy, content) = (nil, nil)
        }
    }

    /// A vector for signers as an older document keeps it.
    init(id: String, summary: String, expect: String, level: Level, reason: ReasonCode?, refs: [String]) {
        (self.id, self.summary, self.expect, self.level) = (id, summary, expect, level)
        (self.reason, self.refs, kind, key, cves, flags) = (reason, refs, .sign, "", [], [])
        (why, strict, payload, targets, twin, unprovable, sequence, step) = (nil, nil, nil, nil, nil, nil, nil, nil)
        (token, tokenOctets, tokenLength, detachedPayload) = (nil, nil, nil, nil)
        (policy, content, header, payloadLength, twice) = (nil, nil, nil, nil, nil)
        (attacker, gain, from) = (nil, nil, nil)
    }

    /// How much is kept of what may be long.
    static let limit = 4096

    static func head(_ octets: Octets) -> Octets { Octets(Array(octets.bytes.prefix(limit))) }

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
package struct RecordedKey: Hashable, Sendable, Codable {
    /// `jwk`, `jwks`, `text`, `octets`, `none`.
    package let kind: String
    /// The JWK or JWK Set.
    package let json: JSONValue?
    /// The text: its first 4096 characters.
    package let text: String?
    /// The octets: the first 4096.
    package let octets: Octets?

    /// Keeps key material; the PEM that comes with a JWK is the same key.
    package init(_ key: KeyMaterial) {
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

/// Names for key material: the corpus's name, with a number if two have the same name.
struct KeyNames {
    private(set) var keys: [String: RecordedKey] = [:]

    mutating func name(of vector: Vector) -> String {
        let key = RecordedKey(vector.key)
        // A run of signers has the private half, and may be read together with one of verifiers.
        let label = (vector.keyLabel ?? key.kind) + (vector.kind == .sign ? " (to sign)" : "")
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
