/// How to make a token for the current time, for a verifier whose clock can't be set.
///
/// If the policy sets the time, the frozen token is used.
package struct MintRecipe: Hashable, Sendable {
    /// The JWK to sign with.
    package let key: JSONValue
    /// The header's JSON text; it names the algorithm.
    package let header: String
    /// The claims set's JSON text, in which `${now}`, `${now+N}` and `${now-N}` stand for seconds since
    /// 1970-01-01T00:00:00Z.
    package let claims: String
    /// Seconds by which the verifier's clock may be off, either way, without another verdict being due; absent: the
    /// verdict is the same at any time.
    package let margin: Int64?

    /// Describes a recipe.
    package init(key: JSONValue, header: String, claims: String, margin: Int64? = nil) {
        self.key = key
        self.header = header
        self.claims = claims
        self.margin = margin
    }

    /// The least margin that works with a running clock: between the minting and the verdict time passes, and
    /// the clock may be another machine's.
    package static let leastMargin: Int64 = 5

    /// Whether the verdict is the same by a clock that runs.
    package var suitsRunningClock: Bool { margin.map { $0 >= Self.leastMargin } ?? true }
}

extension MintRecipe {
    /// The octets of the claims set at a time.
    ///
    /// - Parameter now: seconds since 1970-01-01T00:00:00Z.
    /// - Returns: the octets; `nil` if a placeholder isn't one.
    package func payload(at now: Int64) -> Octets? {
        var text = ""
        var rest = claims[...]
        while let opening = rest.firstRange(of: "${now") {
            guard let closing = rest[opening.upperBound...].firstIndex(of: "}") else { return nil }
            let offset = rest[opening.upperBound..<closing]
            guard let seconds = offset.isEmpty ? 0 : Self.offset(offset) else { return nil }
            text += rest[..<opening.lowerBound]
            text += String(now + seconds)
            rest = rest[rest.index(after: closing)...]
        }
        guard !rest.contains("${") else { return nil }
        return Octets(utf8: text + rest)
    }

    /// Seconds with their sign, up to some 30 years.
    private static func offset(_ text: Substring) -> Int64? {
        guard text.first == "+" || text.first == "-", text.utf8.count <= 10 else { return nil }
        return Int64(text)
    }
}
