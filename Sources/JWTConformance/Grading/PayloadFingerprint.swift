/// What is kept of a long payload to compare it by.
///
/// The hashes have a key that is this process's own, so that nobody can find two payloads with the same.
struct PayloadFingerprint: Hashable, Sendable {
    /// The longest payload that is read as JSON.
    private static let longestClaims = 1 << 20

    /// How many octets it has.
    let count: Int
    private let octets: [Int]
    /// Of its value as claims, if it has one.
    private let claims: [Int]?

    /// The fingerprint of octets that are whole, or the one that was kept of them.
    init(_ payload: Octets) {
        if let whole = payload.whole {
            self = whole
            return
        }
        count = payload.bytes.count
        octets = Self.hashes { $0.combine(payload.bytes) }
        claims =
            count > Self.longestClaims
            ? nil : ClaimsReader.value(of: payload.bytes).map { value in Self.hashes { value.hashValue(into: &$0) } }
    }

    /// Whether the payloads are the same; see ``Octets/isSamePayload(as:content:)``.
    func isSame(as other: PayloadFingerprint, content: Question.Content) -> Bool {
        if count == other.count, octets == other.octets { return true }
        guard content == .claims, let claims, let others = other.claims else { return false }
        return claims == others
    }

    /// Two hashes: 64 bits would do against chance alone.
    private static func hashes(_ feed: (inout Hasher) -> Void) -> [Int] {
        (0..<2).map { number in
            var hasher = Hasher()
            hasher.combine(number)
            feed(&hasher)
            return hasher.finalize()
        }
    }
}

extension Octets {
    /// How many octets there are, or were.
    package var count: Int { whole?.count ?? bytes.count }

    /// The first octets, with what it takes to compare all of them; unchanged if there are no more.
    func shortened(to count: Int) -> Octets {
        guard bytes.count > count else { return self }
        var start = Octets(Array(bytes.prefix(count)))
        start.whole = PayloadFingerprint(self)
        return start
    }
}

extension JSONValue {
    /// Feeds the value: the same for values that ``isSameValue(as:)`` holds equal.
    fileprivate func hashValue(into hasher: inout Hasher) {
        switch self {
        case .integer(let integer): hasher.combine(integer)
        case .number(let number):
            if let integer = Int64(exactly: number) { hasher.combine(integer) } else { hasher.combine(number) }
        case .array(let elements):
            hasher.combine(elements.count)
            for element in elements { element.hashValue(into: &hasher) }
        case .object(let members):
            hasher.combine(members.count)
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                hasher.combine(name)
                value.hashValue(into: &hasher)
            }
        default: hasher.combine(self)
        }
    }
}
