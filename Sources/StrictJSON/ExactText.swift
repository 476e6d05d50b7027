extension String {
    /// Whether this is the same text octet by octet, as RFC 7515 section 5.3 and RFC 7519 section 7.3 compare.
    ///
    /// Swift's `==` takes canonical equivalents for the same: U+212A KELVIN SIGN would make `ES256K` of another text.
    package func isExactly(_ other: String) -> Bool {
        // The counts are at hand and settle most comparisons; the octets are walked one by one.
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}

extension Sequence where Element == String {
    /// Whether the text is among these, octet by octet.
    package func containsExactly(_ text: String) -> Bool {
        contains { $0.isExactly(text) }
    }
}

extension Span<UInt8> {
    /// Whether these are the same octets; not in constant time.
    package func isExactly(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
