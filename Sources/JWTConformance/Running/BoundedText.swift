extension String {
    /// Text from a verifier, made safe to keep and to show: shortened, and with control characters spelled out.
    ///
    /// An escape sequence that reaches a terminal can rewrite what stands above it, and a right-to-left override can
    /// turn a sentence around; both are spelled as `\u{1B}`. Line feeds and tabs stay where `keepingLines` is set.
    ///
    /// - Parameters:
    ///   - limit: how many Unicode scalars of the text are kept.
    ///   - keepingLines: whether line feeds and tabs stay as they are.
    /// - Returns: printable text.
    package func bounded(to limit: Int, keepingLines: Bool = false) -> String {
        var text = ""
        var count = 0
        for scalar in unicodeScalars {
            guard count < limit else {
                text += "… (shortened)"
                break
            }
            count += 1
            if keepingLines, scalar == "\n" || scalar == "\t" {
                text.unicodeScalars.append(scalar)
            } else if scalar.isPrintable {
                text.unicodeScalars.append(scalar)
            } else {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
        return text
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
