/// Why octets aren't JSON that a token may contain.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: Hashable, Sendable {
        /// Not RFC 8259's grammar.
        case grammar
        /// Not UTF-8 (RFC 8259 section 8.1).
        case encoding
        /// A byte order mark before the text (RFC 8259 section 8.1).
        case byteOrderMark
        /// Octets after the value.
        case trailingOctets
        /// A member name twice in one object (RFC 7515 section 4, RFC 7519 section 4).
        case duplicateMember
        /// U+0000 in a string, or a NUL octet.
        case nul
        /// Nested deeper than the limit.
        case depth
        /// A number that no finite double is near.
        case numberRange
        /// No memory.
        case memory
    }

    /// What is wrong.
    public let code: Code
    /// The parser's words.
    public let detail: String
}
