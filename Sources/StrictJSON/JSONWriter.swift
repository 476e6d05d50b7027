/// Writes JSON text without white space, members in the order given.
public enum JSONWriter {
    /// The JSON text of a value.
    ///
    /// - Parameter value: a value; a number that isn't finite is written as `null`.
    /// - Returns: the text; U+0000 to U+001F, `"` and `\` are escaped, nothing else is.
    public static func text(_ value: JSON) -> String {
        var text = ""
        write(value, to: &text)
        return text
    }

    private static func write(_ value: JSON, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number): text += spelling(of: number)
        case .string(let string): write(string, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                write(element, to: &text)
            }
            text += "]"
        case .object(let object):
            text += "{"
            for (index, member) in object.members.enumerated() {
                if index > 0 { text += "," }
                write(member.name, to: &text)
                text += ":"
                write(member.value, to: &text)
            }
            text += "}"
        }
    }

    private static func spelling(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        guard number == number.rounded(), number.magnitude < 9_007_199_254_740_992 else { return "\(number)" }
        return "\(Int64(number))"
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
