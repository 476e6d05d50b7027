extension String {
    /// Whether this is the same text octet by octet, as RFC 7515 section 5.3 and RFC 7519 section 7.3 compare.
    ///
    /// Swift's `==` finds canonical equivalents equal: U+212A KELVIN SIGN would make `ES256K` of another text.
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
    @inlinable package func isExactly(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return unsafe withUnsafeBytes { one in
            unsafe other.withUnsafeBytes { two in
                var offset = 0
                while offset + 8 <= one.count {
                    let word = unsafe one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    guard unsafe word == two.loadUnaligned(fromByteOffset: offset, as: UInt64.self) else {
                        return false
                    }
                    offset += 8
                }
                while offset < one.count {
                    guard unsafe one[offset] == two[offset] else { return false }
                    offset += 1
                }
                return true
            }
        }
    }
}

extension [UInt8] {
    /// The octets of a span.
    package init(copying span: Span<UInt8>) {
        // A third less work than by way of an initialiser with capacity, which looks its own type up.
        self = unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
    }
}
