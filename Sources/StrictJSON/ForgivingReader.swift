/// Reads what forgiving parsers take for JSON: comments, single quotes, bare names and all that libraries have let
/// through.
///
/// For proofs only: ``JSONParser`` turns to it where a rule is switched off and jansson has no mode for that.
struct ForgivingReader {
    private let text: [Unicode.Scalar]
    private let leniency: JSONParser.Leniency
    private var position = 0

    private static let maximumDepth = 64
    /// A value deeper than this is passed over: the reader's own stack has an end.
    private static let keptDepth = 512

    init(_ octets: Span<UInt8>, leniency: JSONParser.Leniency) {
        text = Array(Self.decode(octets.indices.map { octets[$0] }).unicodeScalars)
        self.leniency = leniency
    }

    /// Decodes as UTF-8, UTF-16 or UTF-32, told apart by the zeros among the first octets (RFC 4627 section 3).
    private static func decode(_ octets: [UInt8]) -> String {
        let unmarked = octets.starts(with: [0xFF, 0xFE]) ? Array(octets.dropFirst(2)) : octets
        let zeros = unmarked.prefix(4).map { $0 == 0 }
        switch zeros {
        case [false, true, true, true]:
            let scalars = stride(from: 0, to: unmarked.count - 3, by: 4).map { index in
                (0..<4).reduce(UInt32(0)) { $0 | UInt32(unmarked[index + $1]) << UInt32(8 * $1) }
            }
            return String(decoding: scalars, as: UTF32.self)
        case [false, true, false, true], [true, false, true, false]:
            let low = zeros[0] ? 1 : 0
            let units = stride(from: 0, to: unmarked.count - 1, by: 2).map { index in
                UInt16(unmarked[index + low]) | UInt16(unmarked[index + 1 - low]) << 8
            }
            return String(decoding: units, as: UTF16.self)
        default:
            return String(decoding: octets, as: UTF8.self)
        }
    }

    /// Reads the whole text; one without a value is an empty object.
    mutating func read() throws(JSONError) -> JSON {
        skipSpace()
        guard position < text.count else { return .object(JSONObject([])) }
        let value = try value(depth: 1)
        skipSpace()
        guard position == text.count || leniency.contains(.trailingOctets) else {
            throw JSONError(code: .trailingOctets, detail: "something stands behind the value")
        }
        return value
    }

    private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

    /// Passes over white space and comments.
    private mutating func skipSpace() {
        while let scalar = next {
            if scalar == "/", position + 1 < text.count, text[position + 1] == "*" {
                position += 2
                while position < text.count, !(text[position - 1] == "*" && text[position] == "/") { position += 1 }
            } else if !scalar.properties.isWhitespace {
                return
            }
            position += 1
        }
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        skipSpace()
        switch next {
        case "{", "[":
            guard depth <= Self.maximumDepth || leniency.contains(.depth) else {
                throw JSONError(code: .depth, detail: "nested too deep")
            }
            guard depth <= Self.keptDepth else { return skippedValue() }
            return next == "{" ? try object(depth) : try array(depth)
        case "\"", "'":
            return .string(string())
        default:
            return try literal(word())
        }
    }

    /// Passes over an array or object by counting its brackets.
    private mutating func skippedValue() -> JSON {
        var open = 0
        repeat {
            if next == "[" || next == "{" { open += 1 }
            if next == "]" || next == "}" { open -= 1 }
            position += 1
        } while open > 0 && position < text.count
        return .null
    }

    private mutating func array(_ depth: Int) throws(JSONError) -> JSON {
        position += 1
        var elements: [JSON] = []
        while try hasMore(before: "]") { elements.append(try value(depth: depth + 1)) }
        return .array(elements)
    }

    private mutating func object(_ depth: Int) throws(JSONError) -> JSON {
        position += 1
        var members: [(String, JSON)] = []
        while try hasMore(before: "}") {
            let name = next == "\"" || next == "'" ? string() : word()
            skipSpace()
            if next == ":" { position += 1 }
            let value = try value(depth: depth + 1)
            guard let earlier = members.firstIndex(where: { $0.0.isExactly(name) }) else {
                members.append((name, value))
                continue
            }
            guard leniency.contains(.duplicateMembers) || leniency.contains(.firstMember) else {
                throw JSONError(code: .duplicateMember, detail: "a member stands twice")
            }
            if !leniency.contains(.firstMember) { members[earlier].1 = value }
        }
        return .object(JSONObject(members))
    }

    /// Whether a further element follows: commas are passed over, and the end of the text closes everything.
    private mutating func hasMore(before end: Unicode.Scalar) throws(JSONError) -> Bool {
        skipSpace()
        while next == "," {
            position += 1
            skipSpace()
        }
        guard let scalar = next else { return false }
        if scalar == end { position += 1 }
        guard scalar == end || !"]}:".unicodeScalars.contains(scalar) else {
            throw JSONError(code: .grammar, detail: "a bracket or colon stands where none may")
        }
        return scalar != end
    }

    /// Letters up to a delimiter.
    private mutating func word() -> String {
        var word = String.UnicodeScalarView()
        while let scalar = next, !"{}[],:\"'/".unicodeScalars.contains(scalar), !scalar.properties.isWhitespace {
            word.append(scalar)
            position += 1
        }
        return String(word)
    }

    /// A literal, a number in any spelling, or a text without quotation marks.
    private func literal(_ word: String) throws(JSONError) -> JSON {
        switch word.lowercased() {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null", "undefined": return .null
        case "": throw JSONError(code: .grammar, detail: "there is no value")
        default: break
        }
        if word.lowercased().hasPrefix("0x"), let number = Int64(word.dropFirst(2), radix: 16) {
            return .number(Double(number))
        }
        let digits = word.last == "." ? String(word.dropLast()) : word
        guard let number = Double(digits) else { return .string(word) }
        if number.isInfinite, !digits.lowercased().contains("inf") {
            guard leniency.contains(.numberRange) else {
                if leniency.contains(.overflowIsMinimum) { return .number(-.infinity) }
                throw JSONError(code: .numberRange, detail: "no double is near the number")
            }
        }
        return .number(number)
    }

    /// A string up to its quotation mark; what can't be decoded becomes U+FFFD.
    private mutating func string() -> String {
        let quote = next
        position += 1
        var units: [UInt16] = []
        while let scalar = next, scalar != quote {
            position += 1
            guard scalar == "\\", let escape = next else {
                units += Array(String(scalar).utf16)
                continue
            }
            position += 1
            switch escape {
            case "b": units.append(8)
            case "f": units.append(12)
            case "n": units.append(10)
            case "r": units.append(13)
            case "t": units.append(9)
            case "u": units.append(hexadecimal(4))
            case "x": units.append(hexadecimal(2))
            default: units += Array(String(escape).utf16)
            }
        }
        position += 1
        return String(decoding: units, as: UTF16.self)
    }

    private mutating func hexadecimal(_ count: Int) -> UInt16 {
        let digits = text[min(position, text.count)..<min(position + count, text.count)]
        position += digits.count
        return UInt16(String(String.UnicodeScalarView(digits)), radix: 16) ?? 0xFFFD
    }
}

extension JSON {
    /// The value with each string ended at its first U+0000, as in C.
    var endingStringsAtNUL: JSON {
        switch self {
        case .string(let text): .string(String(text.unicodeScalars.prefix { $0.value != 0 }))
        case .array(let elements): .array(elements.map(\.endingStringsAtNUL))
        case .object(let object): .object(JSONObject(object.members.map { ($0.name, $0.value.endingStringsAtNUL) }))
        default: self
        }
    }
}
