extension String {
    /// Whether this is the same text octet by octet, as RFC 7515 section 5.3 and RFC 7519 section 7.3 compare.
    ///
    /// Swift's `==` takes canonical equivalents for the same: U+212A KELVIN SIGN would make `ES256K` of another text.
    func isExactly(_ other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}

extension Sequence where Element == String {
    /// Whether the text is among these, octet by octet.
    func containsExactly(_ text: String) -> Bool {
        contains { $0.isExactly(text) }
    }
}
