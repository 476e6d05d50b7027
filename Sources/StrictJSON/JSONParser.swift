import CJansson

/// Parses JSON as a token may contain it: strict, bounded, without duplicate members.
///
/// jansson does the parsing.
///
/// Numbers are read as doubles: integers beyond 64 bits are legal JSON, and no claim needs more than 53 bits.
public struct JSONParser: Sendable {
    /// How many arrays and objects may stand inside one another.
    public let maximumDepth: Int

    /// A parser.
    ///
    /// - Parameter maximumDepth: how many arrays and objects may stand inside one another.
    public init(maximumDepth: Int = 64) {
        self.maximumDepth = maximumDepth
    }

    /// Parses one value and nothing else.
    ///
    /// - Parameter octets: any octets.
    /// - Returns: the value.
    /// - Throws: ``JSONError``.
    public func parse(_ octets: Span<UInt8>) throws(JSONError) -> JSON {
        if octets.count >= 3, octets[0] == 0xEF, octets[1] == 0xBB, octets[2] == 0xBF {
            throw JSONError(code: .byteOrderMark, detail: "there is a byte order mark before the text")
        }
        // jansson drops a NUL octet after a number or a literal.
        for index in octets.indices where octets[index] == 0 {
            throw JSONError(code: .nul, detail: "the octet at \(index) is NUL")
        }
        guard Self.depth(of: octets, stoppingAbove: maximumDepth) <= maximumDepth else {
            throw JSONError(code: .depth, detail: "nested deeper than \(maximumDepth)")
        }
        var error = json_error_t()
        let root = unsafe octets.withUnsafeBytes { bytes in
            unsafe json_loadb(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                bytes.count,
                Int(JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_REJECT_DUPLICATES),
                &error
            )
        }
        guard let root = unsafe root else {
            throw JSONError(error, emptyInput: octets.isEmpty)
        }
        defer { unsafe json_decref(root) }
        return unsafe JSON(copying: root)
    }

    /// The nesting depth of the text, counted from its brackets outside of strings.
    ///
    /// Counted before jansson sees it: its own limit is on its stack.
    private static func depth(of octets: Span<UInt8>, stoppingAbove limit: Int) -> Int {
        var depth = 0
        var deepest = 0
        var inString = false
        var escaped = false
        for index in octets.indices {
            let octet = octets[index]
            if inString {
                if escaped {
                    escaped = false
                } else if octet == UInt8(ascii: "\\") {
                    escaped = true
                } else if octet == UInt8(ascii: "\"") {
                    inString = false
                }
                continue
            }
            switch octet {
            case UInt8(ascii: "\""):
                inString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
                if deepest > limit { return deepest }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
            default:
                break
            }
        }
        return deepest
    }
}
