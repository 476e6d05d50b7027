/// Reads the claims of a payload for comparison: of a repeated member the lexically last counts.
///
/// RFC 7519 section 4 lets a parser reject repeated claim names or return only the last; Foundation's decoder returns
/// the first, so it would blame correct parsers. Text that isn't RFC 8259 JSON in UTF-8, or
/// that is nested deeper than 512, has no value.
struct ClaimsReader {
    private static let deepest = 512

    private let bytes: [UInt8]
    private var position = 0

    /// The value of a JSON text, if it is one.
    static func value(of bytes: [UInt8]) -> JSONValue? {
        // String decoding repairs; a repaired text would be another.
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var reader = ClaimsReader(bytes: bytes)
        // A reader may ignore a byte order mark (RFC 8259 section 8.1).
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipWhiteSpace()
        return reader.position == bytes.count ? value : nil
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipWhiteSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipWhiteSpace()
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) -> JSONValue? {
        guard depth < Self.deepest else { return nil }
        skipWhiteSpace()
        return switch next {
        case UInt8(ascii: "{"): object(depth: depth)
        case UInt8(ascii: "["): array(depth: depth)
        case UInt8(ascii: "\""): string().map(JSONValue.string)
        case UInt8(ascii: "t"): literal("true", .bool(true))
        case UInt8(ascii: "f"): literal("false", .bool(false))
        case UInt8(ascii: "n"): literal("null", .null)
        default: number()
        }
    }

    private mutating func literal(_ text: String, _ value: JSONValue) -> JSONValue? {
        guard bytes[position...].starts(with: text.utf8) else { return nil }
        position += text.utf8.count
        return value
    }

    private mutating func object(depth: Int) -> JSONValue? {
        position += 1
        var members: [String: JSONValue] = [:]
        if take("}") { return .object(members) }
        repeat {
            skipWhiteSpace()
            guard next == UInt8(ascii: "\""), let name = string(), take(":") else { return nil }
            guard let value = value(depth: depth + 1) else { return nil }
            members[name] = value
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    private mutating func array(depth: Int) -> JSONValue? {
        position += 1
        var elements: [JSONValue] = []
        if take("]") { return .array(elements) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
        } while take(",")
        return take("]") ? .array(elements) : nil
    }

    private mutating func string() -> String? {
        position += 1
        var units: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escaped() else { return nil }
                units += Array(String(scalar).utf8)
            case 0..<0x20: return nil
            default: units.append(byte)
            }
        }
        return nil
    }

    private mutating func escaped() -> Unicode.Scalar? {
        guard let byte = next else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let unit = hexadecimal() else { return nil }
            guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) }
            guard literal("\\u", .null) != nil, let low = hexadecimal() else { return nil }
            guard (0xDC00..<0xE000).contains(low) else { return nil }
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        default: return nil
        }
    }

    private mutating func hexadecimal() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        let digits = bytes[position..<position + 4]
        position += 4
        return digits.reduce(0 as UInt32?) { sum, digit in
            guard let sum, let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
            return sum << 4 | UInt32(value)
        }
    }

    private mutating func number() -> JSONValue? {
        let rest = String(decoding: bytes[position...].prefix(1024), as: UTF8.self)
        guard let match = rest.prefixMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) else { return nil }
        position += match.0.utf8.count
        if match.2 == nil, match.3 == nil, let integer = Int64(match.0) { return .integer(integer) }
        return Double(match.0).map(JSONValue.number)
    }
}
