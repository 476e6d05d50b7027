import JWTConformance

/// A vector, with the members that `data.js` describes; what a vector doesn't have is left out.
struct HTMLVector: Encodable {
    let id, summary, expect: String
    let level: Level
    let why: String?
    let strict: String?
    let reason: String?
    let attacker, gain, from: String?
    /// How grave it is to accept the token, or to sign it.
    let severity: Severity?
    let requirements, advisories, flags: [String]?
    let check, twin, unprovable: String?
    let sequence: String?
    let step: Int?
    let segments: [SegmentTable.Entry]
    let isOctets, isShortened: Bool?
    let length: Int?
    let payload, detachedPayload: Octets?
    let key: String
    /// The number of the policy.
    let policy: Int?
    let content: String?
    /// Of a request to a signer.
    let kind: VectorKind?
    let header: JSONValue?

    init(_ vector: VectorRecord, policy: Int?, segments table: inout SegmentTable) {
        func list(_ names: [String]) -> [String]? { names.isEmpty ? nil : names }
        (id, summary, expect, level) = (vector.id, vector.summary, vector.expect, vector.level)
        (why, strict, reason) = (vector.why, vector.strict?.rawValue, vector.reason?.rawValue)
        (attacker, gain, from) = (vector.attacker?.owner, vector.gain?.words, vector.from)
        severity = vector.reason == nil ? nil : Severity(attacker: vector.attacker, gain: vector.gain)
        requirements = list(vector.refs)
        advisories = list(vector.cves)
        flags = list(vector.flags.map(\.name))
        (check, twin, unprovable) = (vector.targets, vector.twin, vector.unprovable)
        (sequence, step) = (vector.sequence, vector.step)
        (segments, isShortened) = table.entries(of: vector)
        isOctets = vector.tokenOctets == nil ? nil : true
        (length, payload, detachedPayload) = (vector.tokenLength, vector.payload, vector.detachedPayload)
        (key, self.policy, content) = (vector.key, policy, vector.content?.rawValue)
        (kind, header) = (vector.kind, vector.header)
    }
}
