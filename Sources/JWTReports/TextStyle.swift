import JWTConformance

/// How text for people is set.
///
/// Colour only repeats what the words say.
package struct TextStyle: Hashable, Sendable {
    /// Text without escape sequences.
    package static let plain = TextStyle(isColoured: false)

    /// Whether escape sequences for colour are written.
    package let isColoured: Bool

    /// How many columns a line may have; any number where it's `nil`.
    package let width: Int?

    /// A style.
    package init(isColoured: Bool, width: Int? = nil) {
        self.isColoured = isColoured
        self.width = width.map { max(40, $0) }
    }

    func bold(_ text: String) -> String { set(text, "1") }

    func faint(_ text: String) -> String { set(text, "2") }

    /// Red for what lets a forgery in, makes one or ends a program, yellow for the rest that's wrong, green for a pass.
    func verdict(_ verdict: Verdict, _ text: String) -> String {
        if verdict.row.level == .error { return set(text, "1;31") }
        if verdict == .pass { return set(text, "32") }
        return set(text, verdict.isExpected ? "2" : "33")
    }

    func warning(_ text: String) -> String { set(text, "33") }

    /// Breaks a line at spaces where it's wider than the style has it.
    ///
    /// - Parameters:
    ///   - line: one line, which may have escape sequences in it.
    ///   - indent: how many spaces the further lines start with.
    /// - Returns: the lines, joined by line feeds. A word that's too wide by itself stays whole: it may be a command.
    func broken(_ line: String, indent: Int) -> String {
        guard let width, line.columns > width else { return line }
        var lines: [String] = []
        var current = ""
        var columns = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            let wide = String(word).columns
            if columns > 0, columns + 1 + wide > width, columns > indent {
                lines.append(current)
                current = String(repeating: " ", count: indent) + word
                columns = indent + wide
            } else {
                current += current.isEmpty && lines.isEmpty && columns == 0 ? String(word) : " " + word
                columns += wide + 1
            }
        }
        return (lines + [current]).joined(separator: "\n")
    }

    private func set(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
