/// Text from outside, wherever it enters: from a program, an HTTP response, a file, an argument or a variable.
extension String {
    /// The text made safe to keep and to show: shortened, and with what can't be printed spelled out as `\u{1B}`.
    ///
    /// An escape sequence that reaches a terminal can rewrite what stands above it, a right-to-left override can turn a
    /// sentence around, and a CI runner takes `::error::` at the start of a line, or `##[error]`, for a command.
    /// Printable text within the limit comes back unchanged, so this may be applied twice.
    ///
    /// - Parameters:
    ///   - limit: how many Unicode scalars the result has at most.
    ///   - keepingLines: whether line feeds and tabs stay as they are.
    /// - Returns: printable text.
    package func bounded(to limit: Int, keepingLines: Bool = false) -> String {
        if isPlain, utf8.count <= limit { return self }
        let mark = "… (shortened)"
        let room = Swift.max(0, limit - mark.unicodeScalars.count)
        var text = String.UnicodeScalarView()
        // How many scalars of the result there are, and how many of them leave room for the mark.
        var (count, kept) = (0, 0)
        var rest = unicodeScalars[...]
        var startsLine = true
        while let scalar = rest.first {
            let isLayout = keepingLines && (scalar == "\n" || scalar == "\t")
            let isKept = isLayout || scalar.isPrintable && !rest.startsCommand(atLineStart: startsLine)
            let spelling = isKept ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            count += spelling.unicodeScalars.count
            guard count <= limit else { return String(text.prefix(kept)) + mark }
            text.append(contentsOf: spelling.unicodeScalars)
            if count <= room { kept = count }
            startsLine = scalar == "\n" || startsLine && scalar.properties.isWhitespace
            rest.removeFirst()
        }
        return String(text)
    }

    /// A quick check whether there is nothing to spell out.
    private var isPlain: Bool {
        utf8.first != UInt8(ascii: ":") && utf8.first != UInt8(ascii: " ")
            && utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
    }
}

extension Substring.UnicodeScalarView {
    /// Whether a CI runner would read a command here.
    fileprivate func startsCommand(atLineStart: Bool) -> Bool {
        switch first {
        case ":": atLineStart && starts(with: "::".unicodeScalars)
        // These are found in the middle of a line too.
        case "#": ["##[", "##vso[", "##teamcity["].contains { starts(with: $0.unicodeScalars) }
        default: false
        }
    }
}

extension Unicode.Scalar {
    /// Whether the scalar shows as itself in a terminal and in XML 1.0.
    package var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
