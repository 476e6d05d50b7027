import Statistics

/// What a service stores for a session, and a token's claims say instead: who it is, until when, and what they may do.
public struct SessionRecord: Hashable, Sendable {
    /// Who.
    public let user: String
    /// Until when, in seconds since 1970.
    public let expires: Int
    /// What they may do.
    public let scope: String

    /// States a session.
    public init(user: String, expires: Int, scope: String) {
        self.user = user
        self.expires = expires
        self.scope = scope
    }
}

/// The sessions of a benchmark, made of a number each.
public struct SessionTable: Hashable, Sendable {
    /// How many.
    public let count: Int

    /// Creates the given number of sessions; one in 64 has expired.
    public init(count: Int) {
        self.count = count
    }

    /// A session's id: 128 unguessable bits in hexadecimal; beyond ``count`` one that no session has.
    public func id(_ index: Int) -> String {
        var generator = SplitMix64(seed: UInt64(truncatingIfNeeded: index))
        return (0..<2).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// A session.
    public func record(_ index: Int) -> SessionRecord {
        SessionRecord(
            user: "user-\(index)",
            expires: ClaimsPayload.now + (hasExpired(index) ? -60 : 3_540),
            scope: "orders:read orders:write"
        )
    }

    /// Whether a session is over.
    package func hasExpired(_ index: Int) -> Bool { index % 64 == 63 }

    /// The session that a request of this number belongs to: each comes once before any comes again, in no order.
    package func index(ofRequest position: Int) -> Int {
        // A step without a common factor with the count visits every session.
        (position &* step) % count
    }

    private var step: Int {
        var step = Int(Double(count) * 0.618) | 1
        while Self.commonFactor(step, count) != 1 { step += 2 }
        return step
    }

    private static func commonFactor(_ one: Int, _ other: Int) -> Int {
        other == 0 ? one : commonFactor(other, one % other)
    }
}
