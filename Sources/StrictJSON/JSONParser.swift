import CJansson

/// Parses JSON as a token may contain it: strict, bounded, without duplicate members.
///
/// jansson does the parsing.
///
/// Numbers are read as doubles: integers beyond 64 bits are legal JSON, and no claim needs more than 53 bits.
public struct JSONParser: Sendable {
    /// What a parser lets through.
    ///
    /// For proofs that a rule is needed; a verifier has no use for it.
    package struct Leniency: OptionSet, Sendable {
        package let rawValue: UInt16

        package init(rawValue: UInt16) {
            self.rawValue = rawValue
        }

        /// The last member of a name wins.
        package static let duplicateMembers = Leniency(rawValue: 1)
        /// Whatever stands behind the value is ignored.
        package static let trailingOctets = Leniency(rawValue: 2)
        /// Sequences that aren't UTF-8 become U+FFFD.
        package static let encoding = Leniency(rawValue: 4)
        /// A byte order mark is skipped.
        package static let byteOrderMark = Leniency(rawValue: 8)
        /// U+0000 ends a string, and a NUL octet the text, as in C; or zeros tell UTF-16 and UTF-32.
        package static let nul = Leniency(rawValue: 16)
        /// Any depth that jansson takes.
        package static let depth = Leniency(rawValue: 32)
        /// Whatever a ``ForgivingReader`` makes sense of.
        package static let grammar = Leniency(rawValue: 64)
        /// A number that no double is near is infinite.
        package static let numberRange = Leniency(rawValue: 128)
        /// The first member of a name wins.
        package static let firstMember = Leniency(rawValue: 256)
        /// A number that no double is near is the smallest of all, as where C makes an integer of it.
        package static let overflowIsMinimum = Leniency(rawValue: 512)

        /// What jansson has no mode for.
        fileprivate static let beyondJansson: Leniency = [
            .nul, .depth, .grammar, .numberRange, .firstMember, .overflowIsMinimum,
        ]
    }

    /// How many arrays and objects may stand inside one another.
    public let maximumDepth: Int
    private let leniency: Leniency

    /// A strict parser.
    ///
    /// - Parameter maximumDepth: how many arrays and objects may stand inside one another.
    public init(maximumDepth: Int = 64) {
        self.init(maximumDepth: maximumDepth, leniency: [])
    }

    package init(maximumDepth: Int = 64, leniency: Leniency) {
        self.maximumDepth = maximumDepth
        self.leniency = leniency
    }

    /// Parses one value and nothing else.
    ///
    /// - Parameter octets: any octets.
    /// - Returns: the value.
    /// - Throws: ``JSONError``.
    public func parse(_ octets: Span<UInt8>) throws(JSONError) -> JSON {
        guard !leniency.isDisjoint(with: .beyondJansson) else { return try parseWithJansson(octets) }
        var value: JSON
        do {
            value = try parseWithJansson(octets)
        } catch {
            var reader = ForgivingReader(octets, leniency: leniency)
            value = try reader.read()
        }
        return leniency.contains(.nul) ? value.endingStringsAtNUL : value
    }

    private func parseWithJansson(_ octets: Span<UInt8>) throws(JSONError) -> JSON {
        var octets = octets
        if octets.count >= 3, octets[0] == 0xEF, octets[1] == 0xBB, octets[2] == 0xBF {
            guard leniency.contains(.byteOrderMark) else {
                throw JSONError(code: .byteOrderMark, detail: "a byte order mark stands before the text")
            }
            octets = octets.extracting(droppingFirst: 3)
        }
        // jansson drops a NUL octet behind a number or a literal.
        for index in octets.indices where octets[index] == 0 {
            guard leniency.contains(.nul) else {
                throw JSONError(code: .nul, detail: "the octet at \(index) is NUL")
            }
            octets = octets.extracting(first: index)
            break
        }
        if !leniency.contains(.depth) {
            guard Self.depth(of: octets, stoppingAbove: maximumDepth) <= maximumDepth else {
                throw JSONError(code: .depth, detail: "nested deeper than \(maximumDepth)")
            }
        }
        guard leniency.contains(.encoding) else { return try load(octets) }
        let repaired = Array(String(decoding: octets.elements, as: UTF8.self).utf8)
        return try load(repaired.span)
    }

    private func load(_ octets: Span<UInt8>) throws(JSONError) -> JSON {
        var flags = JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL
        if !leniency.contains(.duplicateMembers) { flags |= JSON_REJECT_DUPLICATES }
        if leniency.contains(.trailingOctets) { flags |= JSON_DISABLE_EOF_CHECK }
        if leniency.contains(.nul) { flags |= JSON_ALLOW_NUL }
        var error = json_error_t()
        let root = unsafe octets.withUnsafeBytes { bytes in
            unsafe json_loadb(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                bytes.count,
                Int(flags),
                &error
            )
        }
        guard let root = unsafe root else {
            throw JSONError(error, emptyInput: octets.isEmpty)
        }
        defer { unsafe json_decref(root) }
        return unsafe JSON(copying: root)
    }

    /// How deep the text nests, told from its brackets outside of strings.
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

extension Span<UInt8> {
    fileprivate var elements: [UInt8] {
        indices.map { self[$0] }
    }
}
