import FoundationEssentials
import JWTConformance

/// The text of a reply, as far as a JSON decoder doesn't look at it.
struct ReplyText {
    private let text: [UInt8]
    private var position = 0
    /// The names of each object that is open; nothing for an array.
    private var names: [Set<[UInt8]>?] = []

    private init(_ text: [UInt8]) {
        self.text = text
    }

    /// What the protocol doesn't allow of a line that a decoder has read.
    ///
    /// A decoder passes over a byte order mark, reads UTF-16, looks at no string that nobody asked for, and takes one of two
    /// members with the same name: another reader would take the other.
    ///
    /// - Parameter line: JSON.
    /// - Returns: what is wrong, in words; `nil` if nothing is.
    static func flaw(in line: [UInt8]) -> String? {
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { return "it begins with a byte order mark" }
        // JSON has no NUL in UTF-8, and always one in UTF-16 and UTF-32.
        guard !line.contains(0), String(validating: line, as: UTF8.self) != nil else { return "it isn't UTF-8" }
        var text = ReplyText(line)
        return text.flaw()
    }

    private mutating func flaw() -> String? {
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "{"): names.append([])
            case UInt8(ascii: "["): names.append(nil)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = names.popLast()
            case UInt8(ascii: "\""):
                let literal = string()
                guard isName || literal.contains(UInt8(ascii: "\\")) else { continue }
                guard let value = value(of: literal) else {
                    return "the string \(Excerpt(Array(literal))) has an escape that stands for no character"
                }
                guard isName, !names.isEmpty else { continue }
                if names[names.count - 1]?.insert(Array(value.utf8)).inserted == false {
                    return "the member \(Excerpt(value)) is there twice"
                }
                continue
            default: break
            }
            position += 1
        }
        return nil
    }

    /// Moves behind a string, and returns it with its quotation marks.
    private mutating func string() -> ArraySlice<UInt8> {
        let start = position
        position += 1
        while position < text.count, text[position] != UInt8(ascii: "\"") {
            position += text[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, text.count)
        return text[start..<position]
    }

    /// Whether a colon comes next.
    private var isName: Bool {
        text[position...].first { ![0x20, 0x09, 0x0D].contains($0) } == UInt8(ascii: ":")
    }

    private func value(of literal: ArraySlice<UInt8>) -> String? {
        guard literal.contains(UInt8(ascii: "\\")) else {
            return String(decoding: literal.dropFirst().dropLast(), as: UTF8.self)
        }
        return try? JSONDecoder().decode(String.self, from: Data(literal))
    }
}
