/// A sign vector in a form that can be kept, its key apart.
public struct SignVectorRecord: Hashable, Sendable, Codable, Identifiable {
    /// See ``SignVector/id``.
    public let id: String
    /// See ``SignVector/summary``.
    public let summary: String
    /// `produce`, `refuse` or `either`.
    public let expect: String
    /// Why either is legal.
    public let why: String?
    /// See ``SignVector/level``.
    public let level: Level
    /// See ``SignVector/reason``.
    public let reason: ReasonCode?
    /// See ``SignVector/refs``.
    public let refs: [String]
    /// See ``SignVector/isAskedTwice``.
    public let twice: Bool
    /// See ``SignRequest/header``.
    public let header: JSONValue
    /// See ``SignRequest/payload``: its first 4096 octets.
    public let payload: Octets
    /// The length of the whole payload in octets.
    public let payloadLength: Int

    /// Keeps a vector.
    public init(_ vector: SignVector) {
        id = vector.id
        summary = vector.summary
        expect = vector.expectation.word
        if case .either(let reason, _) = vector.expectation { why = reason } else { why = nil }
        level = vector.level
        reason = vector.reason
        refs = vector.refs
        twice = vector.isAskedTwice
        header = vector.request.header
        payload = VectorRecord.head(vector.request.payload)
        payloadLength = vector.request.payload.bytes.count
    }
}
