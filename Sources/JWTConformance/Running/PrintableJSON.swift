import FoundationEssentials

/// JSON in which every string that people read is printable, whatever its source.
///
/// A verifier's strings are made printable when they arrive; but anyone may have written a document, and an escape
/// sequence in it would reach the reader's terminal. Tokens, headers to sign, keys and policies stay as they are: their
/// octets are the point, and no report shows them unescaped.
package struct PrintableJSON {
    /// Members whose whole value stays as it is.
    private static let untouched: Set<String> = ["token", "header", "keys", "policy"]
    /// Members whose text may have several lines.
    private static let ofLines: Set<String> = ["standardError"]

    /// How many scalars of a text are kept: more than the suite writes.
    private static let longest = 1 << 13

    private let json: [UInt8]
    private var position = 0
    private var text: [UInt8] = []
    private var depth = 0
    private var member = ""
    /// How deep the value lies that stays as it is.
    private var untouchedDepth: Int?

    private init(_ json: [UInt8]) {
        self.json = json
        text.reserveCapacity(json.count)
    }

    /// The JSON with unprintable characters spelled as ``Swift/String/bounded(to:keepingLines:)`` spells them.
    ///
    /// - Parameter json: a document.
    /// - Returns: the document; if it isn't JSON in UTF-8, neither is the result.
    package static func of(_ json: [UInt8]) -> [UInt8] {
        // No JSON in UTF-8 has a NUL, and each in UTF-16 or UTF-32 has: a decoder would read those, and this doesn't.
        guard !json.contains(0) else { return [] }
        var scan = PrintableJSON(json)
        scan.run()
        return scan.text
    }

    private mutating func run() {
        while position < json.count {
            let byte = json[position]
            if byte == UInt8(ascii: "\"") {
                copyString()
                continue
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                endValue()
            case UInt8(ascii: ","): endValue()
            default: break
            }
            text.append(byte)
            position += 1
        }
    }

    /// A value that stays as it is ends where its own depth is reached again.
    private mutating func endValue() {
        if let untouchedDepth, depth <= untouchedDepth { self.untouchedDepth = nil }
    }

    private mutating func copyString() {
        let start = position
        position += 1
        // A colon or a space at the start, or two number signs, may begin a command of a CI runner.
        var isPlain =
            position < json.count && json[position] != UInt8(ascii: ":") && json[position] != UInt8(ascii: " ")
        while position < json.count, json[position] != UInt8(ascii: "\"") {
            let byte = json[position]
            isPlain =
                isPlain && byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\\")
                && !(byte == UInt8(ascii: "#") && json[position - 1] == byte)
            position += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, json.count)
        let literal = json[start..<position]
        var next = position
        while next < json.count, [0x20, 0x09, 0x0A, 0x0D].contains(json[next]) { next += 1 }
        if next < json.count, json[next] == UInt8(ascii: ":") {
            text += literal
            guard untouchedDepth == nil else { return }
            member = String(decoding: literal.dropFirst().dropLast(), as: UTF8.self)
            if Self.untouched.contains(member) { untouchedDepth = depth }
        } else if isPlain && literal.count <= Self.longest || untouchedDepth != nil {
            text += literal
        } else {
            appendPrintable(literal)
        }
    }

    private mutating func appendPrintable(_ literal: ArraySlice<UInt8>) {
        let isOfLines = Self.ofLines.contains(member)
        guard let value = try? JSONDecoder().decode(String.self, from: Data(literal)),
            let printable = try? JSONEncoder().encode(
                value.bounded(to: isOfLines ? 8 * Self.longest : Self.longest, keepingLines: isOfLines)
            )
        else {
            // Not a string: decoding the whole reports the error.
            text += literal
            return
        }
        text += printable
    }
}
