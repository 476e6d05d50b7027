/// How text for people is set.
///
/// Colour only repeats what the text says.
package struct TextStyle: Hashable, Sendable {
    /// Text without escape sequences.
    package static let plain = TextStyle(isColoured: false)

    /// Whether escape sequences for colour are written.
    package let isColoured: Bool

    /// The maximum number of columns of a line; `nil`: any.
    package let width: Int?

    /// A style.
    package init(isColoured: Bool, width: Int? = nil) {
        self.isColoured = isColoured
        self.width = width.map { max(40, $0) }
    }

    /// A heading.
    package func bold(_ text: String) -> String { set(text, "1") }

    /// What can be passed over.
    package func faint(_ text: String) -> String { set(text, "2") }

    /// What isn't as it should be.
    package func warning(_ text: String) -> String { set(text, "33") }

    /// Breaks a line at spaces if it's wider than the style allows.
    ///
    /// - Parameters:
    ///   - line: one line, which may have escape sequences in it.
    ///   - indent: how many spaces the further lines start with.
    /// - Returns: the lines, joined by line feeds. A word that's too wide alone isn't broken: it may be a command.
    package func broken(_ line: String, indent: Int) -> String {
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

    /// Sets a text by a code of SGR (ECMA-48), such as `1;31` for bold red.
    package func set(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
