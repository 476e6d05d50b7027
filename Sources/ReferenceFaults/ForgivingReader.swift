import ReferenceJOSE
import StrictJSON

/// Reads what forgiving parsers accept as JSON: comments, single quotes, bare names and whatever else libraries have
/// accepted.
struct ForgivingReader {
    private let text: [Unicode.Scalar]
    private let faults: Faults
    private var position = 0
    /// Where members stand that the object has elsewhere too, with the comma that goes with each.
    private var duplicates: [Range<Int>] = []

    private static let maximumDepth = 64
    /// A value deeper than this is skipped: the reader's own stack has an end.
    private static let keptDepth = 512

    init(_ octets: [UInt8], faults: Faults) {
        text = Array(Self.decode(octets).unicodeScalars)
        self.faults = faults
    }

    /// The text up to the end of the value.
    var readText: [UInt8] { Self.octets(text.prefix(position)) }

    /// The text with one member of each name: the last, or the first if that wins.
    var textWithoutDuplicates: [UInt8] {
        var kept: [Unicode.Scalar] = []
        for index in text.indices where !duplicates.contains(where: { $0.contains(index) }) { kept.append(text[index]) }
        return Self.octets(kept[...])
    }

    private static func octets(_ scalars: ArraySlice<Unicode.Scalar>) -> [UInt8] {
        Array(String(String.UnicodeScalarView(scalars)).utf8)
    }

    /// Decodes as UTF-8, UTF-16 or UTF-32, recognised by the zeros among the first octets (RFC 4627 section 3).
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
    mutating func read() throws(Rejection) -> JSON {
        skipSpace()
        guard position < text.count else { return .object(JSONObject([])) }
        let value = try value(depth: 1)
        guard !faults.lack(.jsonTrailingOctets) else { return value }
        skipSpace()
        guard position == text.count else {
            throw Rejection(.jsonTrailingOctets, "something comes after the value")
        }
        return value
    }

    private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

    /// Skips white space and comments.
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

    private mutating func value(depth: Int) throws(Rejection) -> JSON {
        skipSpace()
        switch next {
        case "{", "[":
            guard depth <= Self.maximumDepth || faults.lack(.jsonDepth) else {
                throw Rejection(.jsonDepth, "nested too deeply")
            }
            guard depth <= Self.keptDepth else { return skippedValue() }
            return next == "{" ? try object(depth) : try array(depth)
        case "\"", "'":
            return .string(string())
        default:
            return try literal(word())
        }
    }

    /// Skips an array or object by counting its brackets.
    private mutating func skippedValue() -> JSON {
        var open = 0
        repeat {
            if next == "[" || next == "{" { open += 1 }
            if next == "]" || next == "}" { open -= 1 }
            position += 1
        } while open > 0 && position < text.count
        return .null
    }

    private mutating func array(_ depth: Int) throws(Rejection) -> JSON {
        position += 1
        var elements: [JSON] = []
        while try hasMore(before: "]") { elements.append(try value(depth: depth + 1)) }
        return .array(elements)
    }

    private mutating func object(_ depth: Int) throws(Rejection) -> JSON {
        position += 1
        var members: [(name: String, value: JSON, start: Int)] = []
        var previousEnd = position
        while try hasMore(before: "}") {
            let start = position
            let name = next == "\"" || next == "'" ? string() : word()
            skipSpace()
            if next == ":" { position += 1 }
            let value = try value(depth: depth + 1)
            if let earlier = members.firstIndex(where: { $0.name.isExactly(name) }) {
                guard faults.lack(.jsonDuplicateMember) || faults.follow(.firstMember) else {
                    throw Rejection(.jsonDuplicateMember, "a member is there twice")
                }
                if faults.follow(.firstMember) {
                    duplicates.append(previousEnd..<position)
                } else {
                    let end = members.dropFirst(earlier + 1).first?.start ?? start
                    duplicates.append(members.remove(at: earlier).start..<end)
                    members.append((name, value, start))
                }
            } else {
                members.append((name, value, start))
            }
            previousEnd = position
        }
        return .object(JSONObject(members.map { ($0.name, $0.value) }))
    }

    /// Whether a further element follows: commas are skipped, and the end of the text closes everything.
    private mutating func hasMore(before end: Unicode.Scalar) throws(Rejection) -> Bool {
        skipSpace()
        while next == "," {
            position += 1
            skipSpace()
        }
        guard let scalar = next else { return false }
        if scalar == end { position += 1 }
        guard scalar == end || !"]}:".unicodeScalars.contains(scalar) else {
            throw Rejection(.jsonGrammar, "a bracket or colon is out of place")
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
    private func literal(_ word: String) throws(Rejection) -> JSON {
        switch word.lowercased() {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null", "undefined": return .null
        case "": throw Rejection(.jsonGrammar, "there is no value")
        default: break
        }
        if word.lowercased().hasPrefix("0x"), let number = Int64(word.dropFirst(2), radix: 16) {
            return .number(Double(number))
        }
        let digits = word.last == "." ? String(word.dropLast()) : word
        guard let number = Double(digits) else { return .string(word) }
        if number.isInfinite, !digits.lowercased().contains("inf") {
            guard faults.lack(.jsonNumberRange) else {
                if faults.follow(.overflowIsMinimum) { return .number(-.infinity) }
                throw Rejection(.jsonNumberRange, "the number is too large for a double")
            }
        }
        return .number(number)
    }

    /// A string up to its quotation mark; undecodable octets become U+FFFD.
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
