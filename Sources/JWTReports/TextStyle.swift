import JWTConformance

/// How text for people is set.
///
/// Colour only repeats what the words say.
package struct TextStyle: Hashable, Sendable {
    /// Text without escape sequences.
    package static let plain = TextStyle(isColoured: false)

    /// Whether escape sequences for colour are written.
    package let isColoured: Bool

    /// A style.
    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    func bold(_ text: String) -> String { set(text, "1") }

    func faint(_ text: String) -> String { set(text, "2") }

    /// Red for what lets a forgery in or ends a program, yellow for the rest that's wrong, green for a pass.
    func verdict(_ verdict: Verdict, _ text: String) -> String {
        switch verdict {
        case .bypass, .wrongPayload, .crash, .hang: set(text, "1;31")
        case .pass: set(text, "32")
        case .skipped, .recorded: set(text, "2")
        default: set(text, "33")
        }
    }

    func warning(_ text: String) -> String { set(text, "33") }

    private func set(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

extension String {
    /// The text with spaces after it, up to a width in characters.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
