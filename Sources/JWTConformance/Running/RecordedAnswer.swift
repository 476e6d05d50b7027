/// What came back for a vector, in a form that can be kept: an implementation's strings are bounded and free of control
/// characters.
public struct RecordedAnswer: Hashable, Sendable, Codable {
    /// `accept` or `reject`, of a signer `token` or `refuse`; `unsupported`, `error`, `crash`, `hang`, `protocol-violation`,
    /// `unavailable`.
    public let outcome: String
    /// The payload that was handed back: its first 4096 octets.
    public private(set) var payload: Octets?
    /// The length of the payload in octets.
    public let payloadLength: Int?
    /// Why the implementation rejected or refused, in its own words or as a ``ReasonCode``.
    public let reason: String?
    /// The feature that isn't supported.
    public let feature: String?
    /// What else was said, in one line.
    public let detail: String?
    /// What the program wrote to its standard error stream.
    public let standardError: String?
    /// The token that a signer made, shortened.
    public let token: String?
    /// The length of the whole token in octets.
    public let tokenLength: Int?
    /// In which ways the token differs from the request; absent if it doesn't.
    public let defects: [TokenDefect]?
    /// Whether the second request gave the same token, if it was made.
    public let repeated: Bool?

    /// Keeps an outcome.
    ///
    /// - Parameters:
    ///   - outcome: the outcome.
    ///   - kind: the kind of the vector.
    package init(_ outcome: Outcome, of kind: VectorKind = .verify) {
        var payload: Octets?
        var reason: String?
        var feature: String?
        var detail: String?
        var standardError: String?
        switch outcome {
        case .answer(.accept(let octets)): payload = octets
        case .answer(.reject(let why, let text)): (reason, detail) = (why, text)
        case .answer(.unsupported(let name)): feature = name
        case .answer(.error(let text)): detail = text
        case .token(let token): detail = token.objection
        case .fault(let fault): (detail, standardError) = (fault.what, fault.standardError)
        }
        self.outcome = outcome.word(for: kind)
        self.payload = payload.map { Octets($0.shortened(to: KeptText.longestPayload).bytes) }
        self.payloadLength = payload?.count
        self.reason = reason?.withoutFolders.bounded(to: 256)
        self.feature = feature?.bounded(to: 256)
        self.detail = detail?.withoutFolders.bounded(to: 1024)
        self.standardError = standardError.flatMap {
            $0.isEmpty ? nil : $0.withoutFolders.bounded(to: 4096, keepingLines: true)
        }
        let made = outcome.token
        token = made?.text.bounded(to: 4096)
        tokenLength = made?.text.utf8.count
        defects = made.flatMap { $0.defects.isEmpty ? nil : $0.defects }
        repeated = made?.isRepeated
    }
}

extension RecordedAnswer {
    /// An answer as an older document keeps it.
    init(
        outcome: String,
        feature: String?,
        detail: String?,
        standardError: String?,
        token: String?,
        tokenLength: Int?,
        defects: [TokenDefect]?,
        repeated: Bool?
    ) {
        (self.outcome, self.feature, self.detail) = (outcome, feature, detail)
        (self.standardError, self.token, self.tokenLength) = (standardError, token, tokenLength)
        (self.defects, self.repeated) = (defects, repeated)
        (payload, payloadLength, reason) = (nil, nil, nil)
    }

    /// The answer without the octets of the payload; their number stays.
    var withoutPayload: RecordedAnswer {
        var answer = self
        answer.payload = nil
        return answer
    }
}

extension RecordedAnswer: CustomStringConvertible {
    /// The answer in one line.
    public var description: String {
        var text = tokenLength.map { "a token of \($0) octets" } ?? outcome
        if let reason { text += " (\(reason))" }
        if let feature { text += " (\(feature))" }
        if let payloadLength { text += " with a payload of \(payloadLength) octets" }
        if let detail { text += ": \(detail)" }
        return text
    }
}

extension VerifierFault {
    /// What happened, without the kind, which the outcome says.
    var what: String {
        switch self {
        case .crash(let what, _), .protocolViolation(let what, _), .unavailable(let what, _): what
        case .hang(let seconds, _): "no answer within \(seconds) s"
        }
    }
}

extension ImplementationProfile {
    /// The profile with every string bounded: it comes from the verifier.
    package var bounded: ImplementationProfile {
        var profile = self
        profile.name = name.withoutFolders.bounded(to: 128)
        profile.version = version.withoutFolders.bounded(to: 128)
        profile.language = language.bounded(to: 128)
        profile.runtime = runtime?.withoutFolders.bounded(to: 128)
        profile.homepage = homepage?.bounded(to: 256)
        if let capabilities {
            func list(_ names: [String]) -> [String] { names.prefix(256).map { $0.bounded(to: 64) } }
            profile.capabilities = Capabilities(
                operations: list(capabilities.operations),
                algorithms: list(capabilities.algorithms),
                serializations: list(capabilities.serializations),
                keys: list(capabilities.keys),
                contents: list(capabilities.contents),
                policy: list(capabilities.policy),
                clock: capabilities.clock,
                sequences: capabilities.sequences
            )
        }
        return profile
    }
}
