extension Octets {
    /// Whether two payloads are the same: to the octet, or for claims as JSON values.
    ///
    /// Most libraries return parsed claims, so their adapters have to serialize them again: member order, white space
    /// and the spelling of numbers don't count then, and of a repeated member the last counts (RFC 7519 section 4).
    ///
    /// - Parameters:
    ///   - other: the other payload.
    ///   - content: the kind of content that the question asked to validate.
    /// - Returns: whether they're the same.
    public func isSamePayload(as other: Octets, content: Question.Content) -> Bool {
        if whole != nil || other.whole != nil {
            return PayloadFingerprint(self).isSame(as: PayloadFingerprint(other), content: content)
        }
        if self == other { return true }
        guard content == .claims, isComparable(with: other) else { return false }
        guard let one = ClaimsReader.value(of: bytes), let two = ClaimsReader.value(of: other.bytes) else {
            return false
        }
        return one.isSameValue(as: two)
    }

    /// A payload that is far longer than the other isn't parsed: it comes from the verifier.
    private func isComparable(with other: Octets) -> Bool {
        let lengths = [bytes.count, other.bytes.count].sorted()
        return lengths[1] <= lengths[0] * 16 + 65_536
    }
}

extension JSONValue {
    /// Whether two values are equal, numbers compared by value: `1`, `1.0` and `1e0` are one number.
    package func isSameValue(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.integer(let integer), .number(let number)), (.number(let number), .integer(let integer)):
            return Int64(exactly: number) == integer
        case (.array(let one), .array(let two)):
            return one.count == two.count && zip(one, two).allSatisfy { $0.isSameValue(as: $1) }
        case (.object(let one), .object(let two)):
            return one.count == two.count
                && one.allSatisfy { name, value in two[name].map { value.isSameValue(as: $0) } ?? false }
        default:
            return self == other
        }
    }
}
